from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "runtime-language"
QUIET = {"requirements.txt": "numpy", "runtime.txt": "python-3.12\n"}
SPEAKING = {"requirements.txt": "numpy", "runtime.txt": "Python-3.12\n"}
JULIA = '[compat]\njulia = "~1.10"\n'


@pytest.mark.parametrize(
    "files",
    [
        {"runtime.txt": "r-4.4-2026-06-01"},
        {"runtime.txt": "r-4.4", "install.R": ""},
        {"environment.yml": GOOD, "runtime.txt": "julia-1.10"},
        {"Dockerfile": "FROM x", "runtime.txt": "julia-1.10"},
        {"Project.toml": JULIA, "runtime.txt": "python-3.12"},
        {"runtime.txt": "3.12"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("Python-3.12", "`python-3.12`, in small letters"),
        ("PYTHON-3.11", "`python-3.11`"),
        ("R-4.4-2026-05-03", "`r-4.4-2026-05-03`, in small letters"),
        ("python3-3.11", "`python-3.11`"),
        ("conda-3.11", "`python-3.11`"),
        ("julia-1.10", "`Project.toml`"),
        ("\ufeffpython-3.12", "without a byte-order mark"),
    ],
)
@pytest.mark.parametrize("hidden", ["requirements.txt", "Pipfile", "notes.md"])
def test_speaks(judge_files: Judge, hidden: str, text: str, fix: str) -> None:
    files = {f"binder/{hidden}": "", "binder/runtime.txt": f"{text}\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/runtime.txt", 1)
    assert finding.also == (() if hidden == "notes.md" else (Location(f"binder/{hidden}"),))
    assert fix in finding.fix
    assert "mybinder.org refuses to build the repository" in finding.message


def test_setup_is_hidden_too(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"setup.py": "", "runtime.txt": "Python-3.12"})
    assert finding.rule == RULE


def test_another_hub_starts_without_packages(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING, "2026.4.0")
    assert finding.severity is Severity.WARNING
    assert "Python 3.10 and Jupyter alone" in finding.message


@pytest.mark.parametrize(
    ("text", "message", "fix"),
    [
        ("Python-3.12", "Python 3.10 is taken", "`python-3.12`"),
        ("julia-1.9", "read from `[compat]`", '`julia = "~1.9"`'),
    ],
)
def test_beside_julia(judge_files: Judge, text: str, message: str, fix: str) -> None:
    (finding,) = judge_files(None, {"Project.toml": JULIA, "runtime.txt": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert message in finding.message
    assert fix in finding.fix


def test_one_cause_with_an_open_julia(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Project.toml": "", "runtime.txt": "julia-1.9"})
    assert finding.rule == RULE


def test_r_package_of_an_older_release(judge_files: Judge) -> None:
    files = {"DESCRIPTION": "Package: a\nVersion: 1\n", "runtime.txt": "Python-3.12"}
    (finding,) = judge_files(RULE, files, "2025.8.0")
    assert finding.severity is Severity.WARNING
