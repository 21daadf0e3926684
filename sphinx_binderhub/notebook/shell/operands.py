"""The words of a command that are files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sphinx_binderhub.notebook.code.literals import ANYWHERE

__all__ = ["ANYWHERE", "Fact", "base_name", "is_path", "operands"]

Fact: TypeAlias = tuple[str, str]
"""`read` or `write`, and the path of a file or folder; `*` is any file."""

_NO_PATH = frozenset("$`{}*?[]<>|;&\n\r\t\0\"'")
_LONGEST = 260


def is_path(word: str) -> bool:
    """Tell whether a word is a path as it stands; what the shell fills in is not known."""
    if not word or word.startswith("-") or len(word) > _LONGEST or "://" in word:
        return False
    return _NO_PATH.isdisjoint(word) and not word.isspace()


def base_name(word: str) -> str:
    """Return a program's name without its folder."""
    return word.rpartition("/")[2]


def operands(words: Sequence[str], valued: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what is no option, nor the value of one of the options `valued`."""
    remaining = iter(words[1:])
    for word in remaining:
        if word == "--":
            yield from remaining
        elif word in valued:
            next(remaining, None)
        elif not word.startswith("-"):
            yield word
