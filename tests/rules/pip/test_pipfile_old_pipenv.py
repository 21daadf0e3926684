from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pipfile-old-pipenv"


def pipfile(python: str) -> str:
    return f"[packages]\nnumpy = '==2.3.2'\n[requires]\n  python_version = '{python}'\n"


QUIET = {"Pipfile": pipfile("3.11")}
SPEAKING = {"Pipfile": pipfile("3.12")}


@pytest.mark.parametrize(
    "files",
    [
        {"Pipfile": ""},
        {"Pipfile": pipfile("3")},
        {"Pipfile": pipfile("3.8")},
        {"Pipfile": pipfile("2.7")},
        {"Pipfile": pipfile("3.99")},
        {**SPEAKING, "environment.yml": "dependencies: [python=3.12]"},
        {**SPEAKING, "binder/requirements.txt": ""},
        {**SPEAKING, "Pipfile.lock": '{"_meta": {"requires": {"python_version": "3.11"}}}'},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize("python", ["3.12", "3.13.1", "3.14"])
@pytest.mark.parametrize("folder", ["", "binder/"])
def test_speaks_once(judge_files: Judge, python: str, folder: str) -> None:
    (finding,) = judge_files(None, {f"{folder}Pipfile": pipfile(python)})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(f"{folder}Pipfile", 4, 3)
    assert f"`{folder}runtime.txt` with `python-{python[:4]}`" in finding.fix


@pytest.mark.parametrize("profile", ["2024.7.0", "2025.8.0", "2025.12.0", "2026.4.0"])
def test_every_release(judge_files: Judge, profile: str) -> None:
    assert judge_files(RULE, SPEAKING, profile)


def test_the_lock_decides(judge_files: Judge) -> None:
    lock = '{\n    "_meta": {\n        "requires": {\n            "python_version": "3.12"\n}}}'
    (finding,) = judge_files(RULE, {**QUIET, "Pipfile.lock": lock})
    assert finding.location == Location("Pipfile.lock", 4, 13)
    assert "and run `pipenv lock`" in finding.fix
