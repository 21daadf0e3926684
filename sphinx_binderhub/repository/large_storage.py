"""The files of a commit whose content is in Git LFS, so that git has pointers to them only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.repository.attributes import Line, attributes_of

if TYPE_CHECKING:
    from sphinx_binderhub.repository.history import CommittedTree

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:[^\n]*\n)*?size (\d{1,15})(?:\n|\Z)"
)
_LARGEST = 1024
"""Bytes that a pointer is smaller than, by its specification."""
_MOST_COMPARED = 1_000_000
"""Parts of paths times pieces of patterns; with more, nothing is said of the files."""


@dataclass(frozen=True)
class Stored:
    """A file in that storage, the bytes of its content, and the line that says so."""

    path: str
    size: int
    line: Line


def stored_files(tree: CommittedTree) -> tuple[Stored, ...]:
    """Return the files of `tree` that a clone fetches from there, the largest first.

    A file that is named in `.gitattributes`, and that git has whole, comes with git.
    """
    attributes = attributes_of(tree)
    if not attributes.lines:
        return ()
    small = [path for path in tree.files if 0 < _size(tree, path) < _LARGEST]
    parts = sum(path.count("/") + 1 for path in small)
    if attributes.weight("filter") * parts > _MOST_COMPARED:
        return ()
    lines: dict[str, Line] = {}
    for path in small:
        value, line = attributes.source(path, "filter")
        if value == "lfs" and line is not None:
            lines[path] = line
    pointers = {path: _POINTER.match(text) for path, text in tree.contents(lines).items()}
    found = [Stored(path, int(one[1]), lines[path]) for path, one in pointers.items() if one]
    return tuple(sorted(found, key=lambda one: (-one.size, one.path)))


def _size(tree: CommittedTree, path: str) -> int:
    """Return the bytes that git has of a file; -1 for a link, a submodule, and what it has not."""
    mode, _, size = tree.entries[path]
    return int(size) if mode.startswith("100") and size.isdecimal() else -1
