from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "git-unpinned"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
GIT = "git+https://github.com/o/r.git"
QUIET = {**RUNTIME, NAME: f"numpy==2.3.2\n{GIT}@v1.0\n"}
SPEAKING = {**RUNTIME, NAME: f"numpy==2.3.2\n{GIT}\n"}


@pytest.mark.parametrize(
    "text",
    [
        f"{GIT}@v1", f"{GIT}@0a1b2c3#egg=r", f"r @ {GIT}@main-2024", f"-e {GIT}@v1#egg=r",
        "git+https://me@github.com/o/r@v1#subdirectory=a", f"{GIT}; sys_platform=='win32'",
        "https://github.com/o/r/archive/refs/tags/main.zip", "r==1",
        "https://github.com/o/r/archive/v1.0.tar.gz", f"-e {GIT}", "https://github.com/o/r",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: f"{text}\n"})


@pytest.mark.parametrize(
    "line",
    [
        GIT, f"{GIT}@main", f"r @ {GIT}", f"-e {GIT}#egg=r", f"{GIT}@master#egg=r",
        "git+https://me@github.com/o/r", "https://github.com/o/r/archive/master.zip",
        "r @ https://github.com/o/r/archive/refs/heads/v1.zip",
    ],
)  # fmt: skip
def test_speaks_once(judge_files: Judge, line: str) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location(NAME, 2, 1)
    assert ("`@`" in finding.fix) is ("archive" not in line)


def test_several_are_one_finding(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"{GIT}\n{GIT}2\n"})
    assert finding.also == (Location(NAME, 2, 1),)
