from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.repository.git_config import ConfigError
from sphinx_binderhub.repository.submodules import Submodule, read_submodules, way_of
from tests.conftest import git

PATHS = ("a", "b c", "d/é")
LINES = (
    *('[submodule "a"]', '[submodule "x/y"]', '[SubModule "a"]', "[submodule]", "[submodule.z]"),
    *('[submodule "../a"]', "path = a", "path = b c", 'Path = "d/é"', "path = -a", "path"),
    *("url = https://h.org/o/r", "url = git@h.org:o/r # x", "url = ../r", "url = -x", "url ="),
    *("update = none", "update = merge", "update = !x", "branch = b", "# x", "[", "[core]"),
)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("submodules")
    git(root, "init", "--quiet")
    git(root, "remote", "add", "origin", "https://github.com/o/r")
    for path in PATHS:
        git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{path}")
    return root


def in_git(root: Path, content: bytes) -> dict[str, str] | None:
    """Return where git itself would clone each submodule from, `None` where it stops."""
    (root / ".gitmodules").write_bytes(content)
    configuration = root / ".git" / "config"
    plain = configuration.read_bytes()
    done = subprocess.run(
        ["git", "submodule", "init"], cwd=root, capture_output=True, text=True, timeout=60
    )
    configuration.write_bytes(plain)
    if done.returncode:
        return None
    lines = [line for line in done.stderr.splitlines() if line.startswith("Submodule '")]
    found = {}
    for line in lines:
        url, _, path = line.partition("' (")[2].partition(") registered for path '")
        found[path.removesuffix("'")] = url
    return found


def ours(content: bytes) -> dict[str, str] | None:
    try:
        found = read_submodules(content, PATHS)
    except ConfigError:
        return None
    if any(one.name is None or (one.url is None and one.line is None) for one in found):
        return None
    return {one.path: (one.url or "").replace("../r", "https://github.com/o/r") for one in found}


START = """\
[submodule "a"]
path=a
url=x
[submodule "b"]
path=b c
url=y
[submodule "d"]
path=d/é
url=z
"""


@given(st.lists(st.sampled_from(LINES), max_size=14))
@settings(max_examples=40, deadline=None)
def test_git_clones_the_same(repository: Path, lines: list[str]) -> None:
    content = os.fsencode(START + "\n".join(lines))
    assert ours(content) == in_git(repository, content)


@pytest.mark.parametrize(
    ("url", "way"),
    [
        ("https://github.com/o/r.git", "public"),
        ("http://h.org/o/r", "public"),
        ("../r", "public"),
        ("./r.git", "public"),
        ("git@github.com:o/r.git", "ssh"),
        ("github.com:o/r.git", "ssh"),
        ("work:o/r", "ssh"),
        ("ssh://git@h.org:2222/o/r", "ssh"),
        ("git+ssh://h.org/o/r", "ssh"),
        ("git://github.com/o/r.git", "git"),
        ("/home/me/r", "here"),
        ("r", "here"),
        ("owner/r", "here"),
        ("..", "here"),
        ("C:\\r", "here"),
        ("D:/r", "here"),
        ("file:///home/me/r", "here"),
        ("a/b:c", "here"),
    ],
)
def test_the_way_of_an_address(url: str, way: str) -> None:
    assert way_of(url) == way


def test_only_what_is_recorded_counts() -> None:
    content = b"""\
[submodule "one"]
    path = lib/one
    url = git@github.com:o/one.git
[submodule "gone"]
    path = gone
    url = git@github.com:o/gone.git
[submodule "left"]
    path = left
    url = git@github.com:o/left.git
    update = none
"""
    none, left, one = read_submodules(content, {"lib/one", "left", "a"})
    assert none == Submodule("a")
    assert (left.left, left.way) == (True, "ssh")
    assert (one.name, one.way, one.line, one.column) == ("one", "ssh", 3, 11)
