from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "toml-invalid"
PACKAGE = "[project]\nname = 'x'\nrequires-python = '>=3.9'\n[build-system]\nrequires = []\n"
PYTHON = "[requires]\npython_version = '3.11'\n"
QUIET = {"Pipfile": f"[packages]\nnumpy = '*'\n{PYTHON}"}
SPEAKING = {"Pipfile": f"[packages]\nnumpy = *\n{PYTHON}"}


@pytest.mark.parametrize(
    "files",
    [
        {"pyproject.toml": PACKAGE, "runtime.txt": "python-3.12"},
        {"pyproject.toml": "[project", "environment.yml": "dependencies: [python=3.12]"},
        {"pyproject.toml": "[project", "binder/environment.yml": "dependencies: [python=3.12]"},
        {"pyproject.toml": "[project", "Dockerfile": "FROM x"},
        {"docs/pyproject.toml": "[project", "requirements.txt": ""},
        {"Pipfile": "", "Pipfile.lock": "{}"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (SPEAKING, Location("Pipfile", 2, 9)),
        ({"binder/Pipfile": "[packages\n"}, Location("binder/Pipfile", 1, 10)),
        ({"pyproject.toml": "[project]\nname = x\n", "requirements.txt": ""},
         Location("pyproject.toml", 2, 8)),
        ({"pyproject.toml": 'a = "\n', "setup.py": ""}, Location("pyproject.toml", 1, 6)),
        ({"Project.toml": "a\n"}, Location("Project.toml", 1, 2)),
    ],
)  # fmt: skip
def test_speaks_once(judge_files: Judge, files: dict[str, str], place: Location) -> None:
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == place


def test_it_says_what_to_write(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, SPEAKING)
    assert finding.message.startswith("The build stops: `Pipfile` is not valid TOML.")
    assert finding.fix == 'Write `numpy = "*"`.'
