from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "runtime-ignored"
QUIET = {"requirements.txt": "numpy", "runtime.txt": "python-3.12\n"}
SPEAKING = {"environment.yml": GOOD, "runtime.txt": "python-3.11\n"}
OPEN = GOOD.replace("python=3.12", "pip")
PIPFILE = "[requires]\npython_version = '3.11'\n"
PYTHON = Location("environment.yml", 4, 5)


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD},
        {"environment.yml": GOOD, "runtime.txt": "3.12"},
        {"environment.yml": GOOD, "runtime.txt": "r-4.4"},
        {"environment.yml": GOOD, "runtime.txt": "r-4.4-2026-06-01"},
        {"Project.toml": "", "runtime.txt": "python-3.12"},
        {"Dockerfile": "FROM x", "runtime.txt": "python-3.11"},
        {"binder/environment.yml": GOOD, "runtime.txt": "python-3.11"},
        {"environment.yml": "dependencies: [a", "runtime.txt": "python-3.11"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("files", "severity", "fix", "also"),
    [
        ({"environment.yml": GOOD}, Severity.WARNING, "`- python=3.11` in `env", PYTHON),
        (
            {"environment.yml": OPEN},
            Severity.WARNING,
            "`- python=3.11`",
            Location("environment.yml"),
        ),
        ({"environment.yml": GOOD.replace("12", "11")}, Severity.NOTE, "Delete", PYTHON),
        ({"Pipfile": ""}, Severity.WARNING, '`python_version = "3.11"`', Location("Pipfile")),
        ({"default.nix": ""}, Severity.NOTE, "Delete", Location("default.nix")),
    ],
)
@pytest.mark.parametrize("text", ["python-3.11", "python-3.11.2\n"])
def test_python(
    judge_files: Judge,
    files: dict[str, str],
    text: str,
    severity: Severity,
    fix: str,
    also: Location,
) -> None:
    (finding,) = judge_files(None, {**files, "runtime.txt": text})
    assert (finding.rule, finding.severity) == (RULE, severity)
    assert finding.location == Location("runtime.txt", 1)
    assert finding.also == (also,)
    assert fix in finding.fix


def test_the_pipfile_decides(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Pipfile": PIPFILE, "runtime.txt": "python-3.12"})
    assert finding.severity is Severity.WARNING
    assert "takes Python 3.11" in finding.message
    assert finding.also[0].line == 2
    assert finding.fix == "Delete `runtime.txt`."  # Binder's pipenv does not run on 3.12


def test_the_default_that_is_not_pinned(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": OPEN, "runtime.txt": "python-3.10"})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert "`- python=3.10`" in finding.fix


@pytest.mark.parametrize("text", ["julia-1.10", "conda-3", "python-3"])
def test_others(judge_files: Judge, text: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": GOOD, "runtime.txt": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.fix == "Delete `runtime.txt`."


def test_capital_letters_mean_the_same(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": OPEN, "runtime.txt": "Python-3.11"})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)


def test_a_python_that_there_is_not(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": GOOD, "runtime.txt": "python-3.99"})
    assert finding.severity is Severity.WARNING
    assert finding.fix == "Delete `runtime.txt`."


def test_major_version_alone_leaves_it_open(judge_files: Judge) -> None:
    found = judge_files(None, {"environment.yml": OPEN, "runtime.txt": "python-3"})
    assert [(one.rule, one.severity) for one in found] == [
        ("python-unpinned", Severity.WARNING),
        (RULE, Severity.NOTE),
    ]


def test_r_by_conda(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD + "  - r-base=4.4\n", "runtime.txt": "r-4.4"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)


def test_older_releases(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "runtime.txt": "3.12"}
    (finding,) = judge_files(None, files, "2024.7.0")
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
