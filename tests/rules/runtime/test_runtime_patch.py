from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "runtime-patch"
QUIET = {"requirements.txt": "numpy", "runtime.txt": "python-3.12\n"}
SPEAKING = {"requirements.txt": "numpy", "runtime.txt": "python-3.12.4\n"}


@pytest.mark.parametrize("profile", ["2024.7.0", "2025.8.0"])
def test_older_releases_drop_it(judge_files: Judge, profile: str) -> None:
    assert not judge_files(None, SPEAKING, profile)


def test_quiet_where_it_is_not_read(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"environment.yml": GOOD, "runtime.txt": "python-3.12.4"})
    assert not judge_files(RULE, {"requirements.txt": "", "runtime.txt": "python-3.99.1"})


@pytest.mark.parametrize("version", ["3.11.4", "3.11.0", "3.11.4.1"])
@pytest.mark.parametrize("other", ["requirements.txt", "setup.py", "chapter.ipynb"])
def test_speaks(judge_files: Judge, other: str, version: str) -> None:
    (finding,) = judge_files(None, {other: "", "runtime.txt": f"python-{version}"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("runtime.txt", 1)
    assert finding.fix == "Write `python-3.11`."
