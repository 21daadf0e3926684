from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "requires-python-conflict"


def wanting(python: str) -> str:
    return f"[project]\nname = 'x'\nrequires-python = {python}\n[build-system]\nrequires = []\n"


NEW = {"pyproject.toml": wanting("'>=3.11'")}
QUIET = {**NEW, "runtime.txt": "python-3.12"}
SPEAKING = {**NEW, "runtime.txt": "python-3.10"}


@pytest.mark.parametrize(
    "files",
    [
        NEW,
        {**NEW, "runtime.txt": "python-3"},
        {**NEW, "environment.yml": "dependencies: [python=3.10]"},
        {**NEW, "binder/requirements.txt": "", "binder/runtime.txt": "python-3.10"},
        {"pyproject.toml": "[tool.black]\n", "requirements.txt": "", "runtime.txt": "python-3.10"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize("profile", ["2024.7.0", "2025.8.0"])
def test_quiet_where_the_file_is_not_read(judge_files: Judge, profile: str) -> None:
    assert not judge_files(RULE, SPEAKING, profile)


@pytest.mark.parametrize("package", [True, False])
def test_runtime_txt_asks_for_another(judge_files: Judge, package: bool) -> None:
    text = wanting("'>=3.11'").partition("[build")[0]
    files = SPEAKING if package else {**SPEAKING, "pyproject.toml": text, "requirements.txt": ""}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("runtime.txt", 1)
    assert "asks for Python 3.10, which `pyproject.toml:3` excludes" in finding.message
    assert finding.fix.startswith("Write `python-3.14`, or widen")


@pytest.mark.parametrize(
    ("python", "words"),
    [
        ("'>=4'", "admits no Python that repo2docker 2026.4.0 has"),
        ("'newer'", "cannot be understood"),
        ("3.11", "cannot be understood"),
    ],
)
def test_no_python_is_left(judge_files: Judge, python: str, words: str) -> None:
    (finding,) = judge_files(None, {"pyproject.toml": wanting(python)})
    assert finding.rule == RULE
    assert finding.location == Location("pyproject.toml", 3, 1)
    assert words in finding.message


def test_the_table_is_none(judge_files: Judge) -> None:
    files = {"pyproject.toml": "[build-system]\n[[x]]\n", "requirements.txt": "numpy\n"}
    assert not judge_files(RULE, files)
    (finding,) = judge_files(RULE, {**files, "pyproject.toml": "project = 3\n"})
    assert finding.location == Location("pyproject.toml", 1, 1)
