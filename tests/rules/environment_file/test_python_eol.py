from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules.environment_file.python_eol import check
from sphinx_binderhub.tree import Tree
from tests.rules.conftest import ENDING, GOOD, Judge

RULE = "python-eol"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - python=3.8\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD},
        {"environment.yml": "dependencies: [numpy]"},
        {"environment.yml": "dependencies: [python=3]"},
        {"environment.yml": "dependencies: [python=3.3]"},
        {"requirements.txt": "numpy"},
        {"environment.yml": GOOD, "runtime.txt": "python-3.8"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize("version", ["2.7", "2", "3.6", "3.8.1", "3.9"])
def test_conda(judge_files: Judge, version: str) -> None:
    (finding,) = judge_files(
        None, {"environment.yml": f"dependencies:\n  - python={version}\n{ENDING}"}
    )
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 2, 5)
    assert "`- python=3.12`" in finding.fix


def test_runtime_and_pipfile(judge_files: Judge) -> None:
    (runtime,) = judge_files(None, {"requirements.txt": "", "runtime.txt": "python-3.8"})
    assert (runtime.rule, runtime.location) == (RULE, Location("runtime.txt", 1))
    assert "`python-3.12`" in runtime.fix


def test_pipfile(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Pipfile": "[requires]\npython_version = '3.8'\n"})
    assert (finding.rule, finding.location.path) == (RULE, "Pipfile")
    assert 'python_version = "3.11"' in finding.fix


def test_by_the_day(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text("dependencies: [python=3.11]")
    project = Project(tree=Tree(tmp_path, frozenset({"environment.yml"})))
    assert not list(check(project, date(2027, 10, 31)))
    (finding,) = check(project, date(2027, 11, 1))
    assert "Python 3.11 is not supported since October 2027" in finding.message
