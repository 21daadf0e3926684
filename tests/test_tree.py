from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_binderhub.tree import Tree, UnreadableError, files_on_disk
from tests.conftest import write_files


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    root = tmp_path / "r"
    write_files(root, {"a/b/c.txt": "x", "bom.txt": b"\xef\xbb\xbfx", "bad.txt": b"ok\n\xff"})
    (tmp_path / "secret").write_text("secret")
    (root / "out").symlink_to(tmp_path / "secret")
    (root / "in").symlink_to("a/b/c.txt")
    (root / "loop").symlink_to("loop")
    os.mkfifo(root / "pipe")
    return Tree(root, frozenset({"a/b/c.txt", "bom.txt"}))


def test_directories_are_those_of_the_files(tree: Tree) -> None:
    assert tree.directories == {"a", "a/b"}


def test_text_is_read_with_bounds(tree: Tree) -> None:
    assert tree.read_text("bom.txt") == "x"
    assert tree.read_text("in") == "x"
    assert tree.read("a/b/c.txt", limit=1) == b"x"
    with pytest.raises(UnreadableError, match="large"):
        tree.read("bom.txt", limit=2)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("out", "leads out of the repository"),
        ("../secret", "leads out of the repository"),
        ("loop", "cannot be read"),
        ("pipe", "not a regular file"),
        ("a", "cannot be read|not a regular file"),
        ("nothing", "cannot be read"),
        ("nul\0", "cannot be read"),
        ("bad.txt", "line 2 is not UTF-8"),
    ],
)
def test_what_cannot_be_read_says_why(tree: Tree, name: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        tree.read_text(name)


def test_files_on_disk_leave_out_what_is_no_source(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {".binder/x": "", "a/b": "", "c": "", ".git/x": "", "_build/x": "", "node_modules/x": ""},
    )
    assert files_on_disk(tmp_path) == {".binder/x", "a/b", "c"}
    assert len(files_on_disk(tmp_path, most=0)) < 3
