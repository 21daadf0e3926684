"""The archives that a command line packs and unpacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinx_binderhub.notebook.shell.operands import ANYWHERE, Fact, is_path, operands

_PACKED = re.compile(r"\.(?:gz|z|tgz)$", re.IGNORECASE)
_LETTERS = re.compile(r"-?[A-Za-z]+")
_LOOKS = re.compile(r"-[a-zA-Z]*[lptvZ][a-zA-Z]*")


def unzip(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the archive, and the folder that it is unpacked to."""
    archive = next(operands(words, frozenset({"-d", "-x", "-P"})), "")
    if is_path(archive) and "." in archive:
        yield "read", archive
    if not any(map(_LOOKS.fullmatch, words[1:])):
        yield from _into(words, "-d")


def tar(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the archive, and the folder that it is unpacked to."""
    letters = words[1] if len(words) > 1 and _LETTERS.fullmatch(words[1]) else ""
    options = [letters.lstrip("-"), *(word[1:] for word in words[2:] if _is_cluster(word))]
    archive = _archive(words, letters)
    made = any("c" in one for one in options) or "--create" in words
    listed = any("t" in one for one in options) or "--list" in words
    if made:
        yield "write", archive if is_path(archive) else ANYWHERE
        return
    if is_path(archive):
        yield "read", archive
    if not listed:
        yield from _into(words, "-C", "--directory")


def gunzip(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the packed files, and those that they become."""
    for name in operands(words, frozenset({"-S"})):
        if is_path(name):
            yield "read", name
            yield "write", _PACKED.sub("", name)
        else:
            yield "write", ANYWHERE


def gzip(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the files, and those that they become."""
    if any(word == "--decompress" or (_is_cluster(word) and "d" in word) for word in words[1:]):
        yield from gunzip(words)
        return
    for name in operands(words, frozenset({"-S"})):
        yield "write", f"{name}.gz" if is_path(name) else ANYWHERE


def _archive(words: Sequence[str], letters: str) -> str:
    """Return what follows the option that ends in `f`."""
    for at, word in enumerate(words[1:-1], 1):
        if (at == 1 and letters and "f" in letters) or (_is_cluster(word) and word[-1] == "f"):
            return words[at + 1]
        if word == "--file":
            return words[at + 1]
    return next((word[7:] for word in words if word.startswith("--file=")), "")


def _into(words: Sequence[str], *options: str) -> Iterator[Fact]:
    """Yield the folder that an option names; without it, any file here may be written."""
    for at, word in enumerate(words[:-1]):
        if word in options and is_path(words[at + 1]):
            yield "write", words[at + 1]
            return
    yield "write", ANYWHERE


def _is_cluster(word: str) -> bool:
    return word.startswith("-") and not word.startswith("--") and len(word) > 1
