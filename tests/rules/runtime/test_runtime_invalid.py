from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.conftest import Files
from tests.rules.conftest import GOOD, Judge

RULE = "runtime-invalid"
QUIET = {"requirements.txt": "numpy", "runtime.txt": "python-3.12\n"}
SPEAKING = {"requirements.txt": "numpy", "runtime.txt": "3.12\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "numpy", "runtime.txt": "\n  python-3.12\r\n"},
        {"runtime.txt": "r-4.4-2026-06-01"},
        {"Dockerfile": "FROM quay.io/x/y:1", "runtime.txt": "3.12"},
        {"environment.yml": GOOD},
        {"binder/environment.yml": GOOD, "runtime.txt": "3.12"},
    ],
)
def test_quiet(judge_files: Judge, files: Files) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("3.12", 1, "python-3.12"),
        ("\n\npython3.11\n", 3, "python-3.11"),
        ("python 3.11", 1, "python-3.11"),
        ("python==3.11.4", 1, "python-3.11"),
        ("python-3.12-", 1, "python-3.12"),
        ("", 1, "python-3.12"),
        ("R 4.4", 1, "`r-4.4-2026-06-01`"),
    ],
)
@pytest.mark.parametrize("beside", ["environment.yml", "requirements.txt", "Pipfile"])
def test_speaks(judge_files: Judge, beside: str, text: str, line: int, fix: str) -> None:
    files = {f"binder/{beside}": GOOD if "yml" in beside else "", "binder/runtime.txt": text}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/runtime.txt", line)
    if "yml" in beside and not fix.startswith("`r-"):  # which decides on the version itself
        assert finding.fix.startswith(f"Delete it: `binder/{beside}` decides")
        fix = fix.replace("-", "=")
    assert fix in finding.fix


def test_not_utf8(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "runtime.txt": "python-3.12".encode("utf-16")}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.location.line) == (RULE, 1)
    assert "UTF-8" in finding.fix


def test_a_day_is_for_r(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"runtime.txt": "python-3.12-2026-13-01"})
    assert finding.rule == RULE
    assert "a day is for R" in finding.fix


def test_older_releases_do_not_stop(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING, "2025.8.0")
    assert finding.rule == "runtime-language"
    assert "`python-3.12`" in finding.fix
