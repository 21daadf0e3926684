"""Whether a clone has Windows line endings: git's index decides, then attributes and settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.repository.line_endings import is_cloned_with_crlf
from sphinx_binderhub.tree import Tree
from tests.conftest import git

WINDOWS = "#!/bin/sh\r\nls\r\n"
FILES = frozenset({"start", ".gitattributes", "binder/.gitattributes", "binder/start"})


@pytest.mark.parametrize(
    ("attributes", "crlf"),
    [
        ("", True),
        ("start text\n", False),
        ("* text=auto\n", False),
        ("*.sh eol=lf\n", True),
        ("start eol=lf\n", False),
        ("* text=auto\nstart -text\n", True),
        ("* text=auto eol=crlf\n", True),
    ],
)
def test_a_file_that_git_does_not_have_yet(
    make_repository: Callable[..., Path], attributes: str, crlf: bool
) -> None:
    root = make_repository({".gitattributes": attributes})
    (root / "start").write_bytes(WINDOWS.encode())
    assert is_cloned_with_crlf(Tree(root, FILES), "start") is crlf
    git(root, "add", "start")  # git agrees
    index = git(root, "ls-files", "--eol", "start").split()[0]
    assert crlf is (index == "i/crlf" or "eol=crlf" in attributes)


def test_the_index_is_stronger_than_attributes(make_repository: Callable[..., Path]) -> None:
    root = make_repository({"start": WINDOWS})
    (root / ".gitattributes").write_text("start text eol=lf\n")
    tree = Tree(root, FILES)
    assert is_cloned_with_crlf(tree, "start")
    git(root, "add", "--renormalize", "start")
    assert not is_cloned_with_crlf(tree, "start")


@pytest.mark.parametrize(("setting", "crlf"), [("true", False), ("input", False), ("false", True)])
def test_git_s_setting(make_repository: Callable[..., Path], setting: str, crlf: bool) -> None:
    root = make_repository({"a": ""})
    git(root, "config", "core.autocrlf", setting)
    (root / "start").write_bytes(WINDOWS.encode())
    assert is_cloned_with_crlf(Tree(root, FILES), "start") is crlf


def test_a_nearer_attribute_file_is_stronger(make_repository: Callable[..., Path]) -> None:
    files = {".gitattributes": "* text=auto\n", "binder/.gitattributes": "start -text\n"}
    root = make_repository(files)
    (root / "binder" / "start").write_bytes(WINDOWS.encode())
    assert is_cloned_with_crlf(Tree(root, FILES), "binder/start")


def test_without_git(tmp_path: Path) -> None:
    (tmp_path / "start").write_bytes(WINDOWS.encode())
    assert is_cloned_with_crlf(Tree(tmp_path, frozenset({"start"})), "start")
    (tmp_path / ".gitattributes").write_text("start text eol=lf\n")
    assert not is_cloned_with_crlf(Tree(tmp_path, FILES), "start")
    assert is_cloned_with_crlf(Tree(tmp_path, FILES), ":(glob)**/start\x1b") is True
