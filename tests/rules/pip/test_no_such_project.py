from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "no-such-project"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, NAME: "numpy==2.3.2\nscikit-learn\npillow\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\nsklearn\n"}
CONDA = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - "


@pytest.mark.parametrize(
    "text",
    [
        "sklearn==0.0", "sklearn == 0.0", "python-dateutil", "sklearn-crfsuite", "pilkit",
        "sklearn; sys_platform == 'win32'", "sklearn @ https://example.org/a.zip",
        "-i https://example.org/simple\nsklearn",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: f"{text}\n"})


def test_quiet_about_conda(judge_files: Judge) -> None:
    text = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pil\n"
    assert not judge_files(RULE, {"environment.yml": text})


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        ("sklearn", "Write `scikit-learn`."),
        ("sklearn==0.0.post1", "Write `scikit-learn`."),
        ("SKLearn>=1.0", "Write `scikit-learn`."),
        ("PIL", "Write `pillow`."),
        ("python==3.11", "Delete it; a file `runtime.txt` with `python-3.12` chooses Python."),
        ("Python>=3.8", "Delete it; a file `runtime.txt` with `python-3.12` chooses Python."),
    ],
)
def test_speaks_once(judge_files: Judge, line: str, fix: str) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert finding.fix == fix


def test_in_a_conda_list(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": f"{CONDA}python==3.11\n"})
    assert finding.location == Location("environment.yml", 6, 5)
    assert finding.fix == "Delete it; `- python=3.12` under `dependencies:` chooses Python."


def test_quiet_where_a_pipfile_names_another_index(judge_files: Judge) -> None:
    text = "[[source]]\nname = 'pypi'\n[packages]\nsklearn = '*'\n"
    assert judge_files(RULE, {"Pipfile": text})
    assert not judge_files(RULE, {"Pipfile": text.replace("'pypi'", "'ours'")})
    assert judge_files(RULE, {"Pipfile": "source = 3\n[packages]\nsklearn = '*'\n"})


def test_in_a_pipfile(judge_files: Judge) -> None:
    text = "[packages]\nsklearn = '==1'\npython = '*'\n[requires]\npython_version = '3.11'\n"
    first, second = judge_files(None, {"Pipfile": text})
    assert (first.location.line, second.location.line) == (2, 3)
    assert second.fix.startswith('Delete it; `python_version = "3.11"`')
