from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "requires-python-jump"


def project(python: str) -> dict[str, str]:
    text = f"[project]\nname = 'x'\nrequires-python = '{python}'\n[build-system]\nrequires = []\n"
    return {"pyproject.toml": text}


QUIET = {**project(">=3.11"), "runtime.txt": "python-3.12"}
SPEAKING = project(">=3.11")


@pytest.mark.parametrize(
    "files",
    [
        project(">=3.9"),
        project("==3.12.*"),
        project(">=3.13,<3.14"),
        project("<3.10"),
        project(">=4"),
        project("new"),
        {**SPEAKING, "environment.yml": "dependencies: [numpy]"},
        {**SPEAKING, "binder/requirements.txt": ""},
        {"pyproject.toml": "[tool.x]\nrequires-python = '>=3.11'\n", "requirements.txt": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_quiet_where_the_file_is_not_read(judge_files: Judge) -> None:
    assert not judge_files(RULE, {**SPEAKING, "requirements.txt": ""}, "2025.8.0")


@pytest.mark.parametrize("more", [{}, {"requirements.txt": "numpy==2.3.2"}])
def test_speaks_once(judge_files: Judge, more: dict[str, str]) -> None:
    (finding,) = judge_files(None, {**SPEAKING, **more})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("pyproject.toml", 3, 1)
    assert "Python 3.14, the newest of 4" in finding.message
    assert finding.fix == "Add a file `runtime.txt` with the one line `python-3.12`."


def test_no_version_is_advised_that_is_excluded(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, project(">=3.13"))
    assert finding.fix == "Add a file `runtime.txt` with the one line `python-3.13`."


def test_only_the_major_version_in_runtime_txt(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**SPEAKING, "runtime.txt": "python-3"})
    assert finding.rule == RULE
