"""Fixtures shared by all tests: trees are dicts of path to text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from sphinx_binderhub.tree import Tree

Files = Mapping[str, str | bytes]


def write_files(root: Path, files: Files) -> None:
    for name, content in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def make_tree(tmp_path: Path) -> Callable[[Files], Tree]:
    """Return a function that writes files and gives the tree in which all are tracked."""

    def make(files: Files) -> Tree:
        root = tmp_path / "repository"
        root.mkdir(exist_ok=True)
        write_files(root, files)
        return Tree(root, frozenset(files))

    return make
