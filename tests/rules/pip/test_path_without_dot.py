from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "path-without-dot"
NAME = "requirements.txt"
WHEEL = "wheels/course-1.0-py3-none-any.whl"
FILES = {"runtime.txt": "python-3.12", WHEEL: "", "lib/setup.py": ""}
CONDA = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - "
QUIET = {**FILES, NAME: f"numpy==2.3.2\n./{WHEEL}\n"}
SPEAKING = {**FILES, NAME: f"numpy==2.3.2\n{WHEEL}\n"}


@pytest.mark.parametrize(
    "text",
    [
        "./lib", "-e ./lib", "lib/\n-e ./lib\n", "lib/\n-r more.txt", "lib/\n-c more.txt",
        "-e lib\n./lib", "/home/jovyan/lib", "file:///home/jovyan/lib", "lib", "-f ./wheels",
        "missing/", "lib/; sys_platform == 'win32'",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**FILES, "more.txt": "", NAME: f"{text}\n"})


def test_quiet_where_the_repository_is_a_package(judge_files: Judge) -> None:
    assert not judge_files(RULE, {**SPEAKING, "setup.py": ""})


def test_quiet_in_a_conda_list(judge_files: Judge) -> None:
    assert not judge_files(RULE, {**FILES, "environment.yml": f"{CONDA}lib/\n  - ./lib\n"})


@pytest.mark.parametrize(
    ("line", "fix"),
    [
        (WHEEL, f"Write `./{WHEEL}`."),
        ("lib/", "Write `./lib/`."),
        ("-e lib", "Write `-e ./lib`."),
        ("--editable=lib[x]", "Write `--editable=./lib[x]`."),
        ("file:lib", "Write `./lib`."),
        ("course @ file:lib", "Write `./lib`."),
    ],
)
def test_speaks_once(judge_files: Judge, line: str, fix: str) -> None:
    (finding,) = judge_files(None, {**FILES, NAME: f"numpy==2.3.2\n{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert finding.fix == fix


def test_wheels_that_may_not_be_needed(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {**FILES, NAME: "--find-links wheels\ncourse\n"})
    assert finding.severity == Severity.WARNING
    assert finding.fix == "Write `--find-links ./wheels`."


def test_several_are_one_finding(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**FILES, NAME: f"-e lib\n{WHEEL}\n"})
    assert finding.also == (Location(NAME, 2, 1),)


def test_in_a_conda_list(judge_files: Judge) -> None:
    files = {"binder/lib/setup.py": "", "binder/environment.yml": f"{CONDA}-e lib\n"}
    (finding,) = judge_files(None, files)
    assert finding.location == Location("binder/environment.yml", 6, 5)
