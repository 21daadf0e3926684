from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import ENDING, GOOD, Judge

RULE = "python-unsupported"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - python=3.15\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD},
        {"environment.yml": f"dependencies: [python=3.14]\n{ENDING}"},
        {"requirements.txt": "", "runtime.txt": "python-3.14"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(None, files)


@pytest.mark.parametrize("version", ["3.15", "4", "3.4", "3.", "1.0"])
def test_conda(judge_files: Judge, version: str) -> None:
    text = f"dependencies:\n  - python={version}\n{ENDING}"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml", 2, 5)
    assert "`- python=3.12`" in finding.fix


@pytest.mark.parametrize("version", ["3.15", "4", "new"])
def test_runtime(judge_files: Judge, version: str) -> None:
    files = {"binder/requirements.txt": "", "binder/runtime.txt": f"python-{version}\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/runtime.txt", 1)
    assert "`python-3.12`" in finding.fix


def test_pipfile(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Pipfile": "[requires]\npython_version = '3.15'\n"})
    assert (finding.rule, finding.location.path) == (RULE, "Pipfile")
    assert finding.fix == 'Write `python_version = "3.11"`; the supported ones are 3.11.'


def test_by_profile(judge_files: Judge) -> None:
    files = {"environment.yml": f"dependencies: [python=3.13]\n{ENDING}"}
    assert not judge_files(None, files, "2025.12.0")
    (finding,) = judge_files(None, files, "2024.7.0")
    assert "repo2docker 2024.7.0" in finding.message
