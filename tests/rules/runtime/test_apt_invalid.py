from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "apt-invalid"
QUIET = {
    "environment.yml": GOOD,
    "apt.txt": "# tools\ngraphviz # why\n\n  g++ libstdc++6\n-y ffmpeg\n- git\n"
    "libc6:amd64\ncurl/noble\nlibboost*-dev\nlamp-server^\n-o Dpkg::Use-Pty=0\n",
}
SPEAKING = {"environment.yml": GOOD, "apt.txt": "GraphViz\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "apt.txt": ""},
        {"Dockerfile": "FROM quay.io/x/y:1", "apt.txt": "GraphViz"},
        {"environment.yml": GOOD, "apt.txt": "# GraphViz\n#, ;\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("line", "column", "fix"),
    [
        ("GraphViz", 1, "`graphviz`"),
        ("\ufeffgraphviz", 1, "byte-order mark"),
        ('"graphviz"', 1, "`graphviz`"),
        ("* graphviz", 1, "`graphviz`"),
        ("libGL1", 1, "`libgl1`"),
        ("git Graphviz", 5, "`graphviz`"),
        ("graphviz, git", 1, "`graphviz`"),
        ("libgl_1", 1, "alone"),
        ("graphviz==2.42", 1, "`graphviz`"),
        ("graphviz<3", 1, "`graphviz`"),
        ("apt-get install -y libcurl4 git", 1, "`libcurl4 git`"),
        ("sudo apt install git", 1, "`git`"),
        ("pip install numpy", 1, "`requirements.txt`"),
        ("https://example.org/a.deb", 1, "alone"),
        ("./a.deb", 1, "alone"),
        ("ppa:deadsnakes/ppa", 1, "alone"),
        ("git;", 1, "`git`"),
        ("git && wget x", 5, "alone"),
        ("graphviz>=2", 1, "alone"),
        ("a$(b)", 1, "alone"),
    ],
)
def test_speaks(judge_files: Judge, line: str, column: int, fix: str) -> None:
    files = {"environment.yml": GOOD, "apt.txt": f"curl\n{line}\n"}
    if line.startswith("\ufeff"):
        files["apt.txt"] = f"{line}\n"
    (finding,) = judge_files(None, files)
    shell = any(sign in line for sign in (";", "&", ">", "$"))
    assert finding.rule == RULE
    assert finding.severity is (Severity.WARNING if shell else Severity.ERROR)
    number = 1 if line.startswith("\ufeff") else 2
    assert finding.location == Location("apt.txt", number, column)
    assert fix in finding.fix


def test_one_kind_is_one_finding(judge_files: Judge) -> None:
    text = "Git\napt-get install a\ncurl\nVim\napt-get install b\n"
    found = judge_files(None, {"binder/requirements.txt": "", "binder/apt.txt": text})
    found = [finding for finding in found if finding.rule == RULE]
    assert [finding.location.line for finding in found] == [1, 2]
    assert [finding.also[0].line for finding in found] == [4, 5]


def test_unreadable(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "apt.txt": "git".encode("utf-16")}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.location.path) == (RULE, "apt.txt")
    assert "UTF-8" in finding.fix
