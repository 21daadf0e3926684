from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pip-missing"
HEAD = "channels: [conda-forge]\ndependencies:\n- python=3.12\n"
LIST = "- pip:\n  - seaborn==0.13.2\n"
QUIET = {"environment.yml": f"{HEAD}- pip\n{LIST}"}
SPEAKING = {"environment.yml": f"{HEAD}{LIST}"}


@pytest.mark.parametrize(
    "text",
    [
        HEAD, f"{HEAD}- pip=25.2\n{LIST}", f"{HEAD}- conda-forge::pip>=23\n{LIST}",
        f"{HEAD}{LIST}- pip\n", f"{HEAD}- pip:\n", f"{HEAD}- pip: []\n",
        f"{HEAD}- pip:\n  - 3\n", f"{HEAD}\t{LIST}",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"environment.yml": text})


def test_speaks_once(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("environment.yml", 5, 5)
