from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.notebook import Notebook
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules.environment_file.python_unpinned import check
from sphinx_binderhub.tree import Tree
from tests.rules.conftest import ENDING, GOOD, Judge

RULE = "python-unpinned"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"requirements.txt": "numpy\n"}


def project_of(tmp_path: Path, text: str) -> Project:
    (tmp_path / "environment.yml").write_text(text)
    return Project(tree=Tree(tmp_path, frozenset({"environment.yml"})))


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD},
        {"environment.yml": "dependencies: [python>=3.11]"},
        {"environment.yml": "dependencies: [python=2]"},
        {"requirements.txt": "numpy", "runtime.txt": "python-3.12"},
        {"Pipfile": "[requires]\npython_version = '3.12'"},
        {"setup.py": "", "pyproject.toml": "[project]\nrequires-python = '>=3.11'"},
        {"Project.toml": ""},
        {"Dockerfile": "FROM x"},
        {"runtime.txt": "r-2026-01-01"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    "entry", ["numpy", "python", "python=3", "python=*", "python==", "conda-forge::python"]
)
def test_speaks_once(judge_files: Judge, entry: str) -> None:
    text = f"dependencies:\n  - '{entry}'\n{ENDING}"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 2, 5)
    assert "`- python=3.12`" in finding.fix


def test_the_mend_silences(judge_files: Judge) -> None:
    text = f"dependencies:\n- python=3.12\n- numpy\n{ENDING}"
    assert not judge_files(None, {"environment.yml": text})
    assert not judge_files(
        None, {"binder/requirements.txt": "", "binder/runtime.txt": "python-3.12"}
    )
    assert not judge_files(None, {"Pipfile": '[requires]\npython_version = "3.11"\n'})


def test_beside_requirements(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/requirements.txt": "numpy"})
    assert finding.location == Location("binder/requirements.txt")
    assert "`binder/runtime.txt` with the one line `python-3.12`" in finding.fix


def test_only_the_major_version_in_runtime(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"requirements.txt": "numpy", "runtime.txt": "python-3"})
    assert finding.rule == RULE
    assert finding.location == Location("runtime.txt", 1)
    assert finding.fix == "Write `python-3.12`."


def test_pipfile(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Pipfile": ""})
    assert finding.rule == RULE
    assert 'python_version = "3.11"' in finding.fix  # the newest that Binder's pipenv runs on


def test_says_when_the_default_has_ended(tmp_path: Path) -> None:
    project = project_of(tmp_path, "dependencies: [numpy]")
    (before,) = check(project, date(2026, 1, 1))
    (after,) = check(project, date(2027, 1, 1))
    assert "no longer supported" not in before.message
    assert "3.10 today, which is no longer supported" in after.message


def test_a_plain_hub_without_any_file_is_another_rule(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"a.ipynb": ""}, "2026.4.0")


@pytest.mark.parametrize(
    ("languages", "severity"),
    [
        (("c++", "R"), Severity.NOTE),
        (("R", "python"), Severity.WARNING),
        (("R", None), Severity.WARNING),
    ],
)
def test_note_where_no_notebook_is_python(
    judge_files: Judge, languages: tuple[str | None, ...], severity: Severity
) -> None:
    chapters = [Chapter(f"{one}.ipynb", Notebook(language=one)) for one in languages]
    (finding,) = judge_files(RULE, {"requirements.txt": "numpy\n"}, None, *chapters)
    assert finding.severity is severity


@pytest.mark.parametrize(("bounds", "version"), [(">=3.9,<3.12", "3.11"), ("<3.11", "3.10")])
def test_the_mend_is_within_what_the_project_admits(
    judge_files: Judge, bounds: str, version: str
) -> None:
    project = f"[build-system]\n[project]\nname = 'x'\nrequires-python = '{bounds}'\n"
    (finding,) = judge_files(RULE, {"pyproject.toml": project})
    assert f"python-{version}" in finding.fix
    files = {"pyproject.toml": project, "runtime.txt": f"python-{version}"}
    assert not [one for one in judge_files(None, files) if one.severity is Severity.ERROR]
