from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "build-stops"

QUIET = {"Dockerfile": "FROM quay.io/jupyter/base-notebook:2026-01-05\n"}
SPEAKING = {"Dockerfile": b"FROM caf\xe9"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "runtime.txt": "python-3.12", "apt.txt": "# none\ngraphviz\n"},
        {"Dockerfile": "FROM x", "runtime.txt": "nonsense"},
        {"a.ipynb": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("files", "location"),
    [
        (SPEAKING, Location("Dockerfile", 1, 9)),
        ({"binder/Dockerfile": b"FROM x\n\xff"}, Location("binder/Dockerfile", 2, 1)),
    ],
)
def test_speaks(judge_files: Judge, files: dict[str, str], location: Location) -> None:
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == location
    assert finding.fix


def test_a_release_that_fails_on_every_pyproject(judge_files: Judge) -> None:
    files = {"pyproject.toml": "[project]\nname = 'x'", "requirements.txt": "numpy"}
    (finding,) = judge_files(RULE, files, "2025.12.0")
    assert "2025.12.0" in finding.message
    assert not judge_files(RULE, files, "2026.4.0")
