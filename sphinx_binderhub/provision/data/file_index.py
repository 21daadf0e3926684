"""The files of a repository, found by what is known of their names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

_KEPT = 4
"""Repositories of which it is kept."""
_SAME = 500
"""Files of one name that are compared."""


def has_beginning(path: str, tree: Tree) -> bool:
    """Whether there is a file that is `path` and a suffix, which some readers add themselves."""
    return path in _beginnings(tree.files)


def in_other_case(path: str, tree: Tree) -> str | None:
    """Return the file or folder that is `path` but for letter case."""
    return _folded(tree.files, tree.directories).get(path.lower())


def of_same_name(path: str, tree: Tree) -> str | None:
    """Return a file in another folder: the one that ends as `path` does, for as long as can be."""
    found = _by_name(tree.files).get(path.rpartition("/")[2])
    if not found:
        return None
    wanted = path.split("/")[::-1]

    def same(name: str) -> int:
        pairs = zip(wanted, name.split("/")[::-1], strict=False)
        return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))

    return min(found, key=lambda name: (-same(name), name))


@lru_cache(_KEPT)
def _beginnings(files: frozenset[str]) -> frozenset[str]:
    return frozenset(path.rpartition(".")[0] for path in files)


@lru_cache(_KEPT)
def _folded(files: frozenset[str], directories: frozenset[str]) -> Mapping[str, str]:
    return {name.lower(): name for name in sorted((*directories, *files))}


@lru_cache(_KEPT)
def _by_name(files: frozenset[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted(files):
        same = found.setdefault(path.rpartition("/")[2], [])
        if len(same) < _SAME:
            same.append(path)
    return found
