from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "git-url"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, NAME: "numpy==2.3.2\ngit+https://github.com/o/r.git@v1\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\ngit+ssh://git@github.com/o/r.git@v1\n"}


@pytest.mark.parametrize(
    "text",
    [
        "git+https://github.com/o/r@v1",
        "-e git+https://github.com/o/r@v1#egg=r",
        "r @ git+https://gitlab.com/o/r@v1",
        "https://github.com/o/r/archive/refs/tags/v1.zip",
        "https://github.com/o/r/releases/download/v1/r-1-py3-none-any.whl",
        "r @ https://github.com/o/r/archive/v1.tar.gz",
        "https://example.org/o/r",
        "git+ssh://git@github.com/o/r.git; sys_platform == 'win32'",
        "git+git://example.org/o/r.git@v1",
        "# git@github.com:o/r.git",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: f"{text}\n"})


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("git+ssh://git@github.com/o/r.git@v1", "git+https://github.com/o/r.git@v1"),
        ("ssh://git@github.com:22/o/r.git@v1", "git+https://github.com/o/r.git@v1"),
        ("r @ git+ssh://git@github.com/o/r@v1", "r @ git+https://github.com/o/r@v1"),
        ("-e git+ssh://git@host.org/o/r@v1#egg=r", "-e git+https://host.org/o/r@v1#egg=r"),
        ("-e git+git@github.com:o/r@v1#egg=r", "-e git+https://github.com/o/r@v1#egg=r"),
        ("git+git://github.com/o/r.git@v1", "git+https://github.com/o/r.git@v1"),
        ("-e git://github.com/o/r@v1#egg=r", "-e git+https://github.com/o/r@v1#egg=r"),
        ("https://github.com/o/r", "git+https://github.com/o/r"),
        ("https://github.com/o/r.git", "git+https://github.com/o/r.git"),
        ("https://github.com/o/r.git@v1#egg=r", "git+https://github.com/o/r.git@v1"),
        ("r @ https://gitlab.com/o/r/", "r @ git+https://gitlab.com/o/r"),
    ],
)
def test_speaks_once(judge_files: Judge, line: str, right: str) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n{line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert finding.fix == f"Write `{right}`."


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("git@github.com:o/r.git@v1", "git+https://github.com/o/r.git@v1"),
        ("r @ git@github.com:o/r.git", "r @ git+https://github.com/o/r.git"),
        ("git+git@github.com:o/r.git", "git+https://github.com/o/r.git"),
        ("-e git@github.com:o/r.git#egg=r", "git+https://github.com/o/r.git#egg=r"),
    ],
)
def test_what_pip_does_not_even_read_is_another_finding(
    judge_files: Judge, line: str, right: str
) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n{line}\n"})
    assert finding.rule == "requirement-invalid"
    assert finding.fix == f"Write `{right}`."


def test_in_a_conda_list(judge_files: Judge) -> None:
    text = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - "
    (finding,) = judge_files(None, {"environment.yml": f"{text}https://github.com/o/r\n"})
    assert finding.location == Location("environment.yml", 6, 5)
