"""One pattern of a `.dockerignore`, as the two programs that read such files match it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property

LENGTH_LIMIT = 400
"""Characters of a pattern that is understood."""
WILD_LIMIT = 8
"""Stars in a pattern that is understood."""

_STAR, _REST, _FOLDERS = "[^/]*", ".*", "(.*/)?"
_SET = r"\[(?:!(?:\][^]]*|[^]]+)|(?!!)(?:\][^]]*|[^]]+))\]"
_BY_LIBRARY = re.compile(rf"\*\*/?|\*|\?|{_SET}|.", re.DOTALL)
_BY_DOCKER = re.compile(rf"\*\*/?|\*|\?|{_SET}|\\.|.", re.DOTALL)
_ODD_SET = re.compile(r"[\[\\]|--|&&|~~|\|\|")


@dataclass(frozen=True)
class Glob:
    """A pattern: its text as a clean path, how many `parts` that has, and its pieces.

    A piece is an expression for one character, or for any number of them. The pattern is not
    `understood` where it is too long, too wild or wrong.
    """

    text: str
    parts: int
    folded: bool = False
    pieces: tuple[str, ...] = field(default=(), repr=False)
    understood: bool = True

    def matches(self, path: str) -> bool:
        """Tell whether the whole of `path` matches."""
        path = path.lower() if self.folded else path
        if self._expression is not None:
            return self._expression.fullmatch(path) is not None
        places = self._entered(0)
        for character in path:
            places = {after for place in places for after in self._step(place, character)}
        return len(self.pieces) in places

    @cached_property
    def wild(self) -> int:
        """How many pieces stand for any number of characters."""
        return sum(piece in {_STAR, _REST, _FOLDERS} for piece in self.pieces)

    @cached_property
    def _expression(self) -> re.Pattern[str] | None:
        """The whole as one expression, `None` where trying it could take long."""
        return re.compile("".join(self.pieces), re.DOTALL) if self.wild <= 2 else None

    def _entered(self, place: int) -> set[int]:
        """Return the pieces that may be next where the one at `place` is: some may be empty."""
        found = {place}
        while self.pieces[place : place + 1] and self.pieces[place] in {_STAR, _REST, _FOLDERS}:
            place += 1
            found.add(place)
        return found

    def _step(self, place: int, character: str) -> set[int]:
        """Return where the next character leads; a negative place is within some folders."""
        number = place if place >= 0 else -place - 1
        if number >= len(self.pieces):
            return set()
        piece = self.pieces[number]
        if piece == _FOLDERS:
            left = self._entered(number + 1) if character == "/" else set()
            return {-number - 1} | left
        if piece in {_STAR, _REST}:
            return self._entered(number) if piece == _REST or character != "/" else set()
        return self._entered(number + 1) if re.fullmatch(piece, character, re.DOTALL) else set()


def read_glob(text: str, by_docker: bool) -> Glob:
    """Return the pattern in `text`: as Docker itself reads it, or its Python library."""
    parts = _parts(text.strip(), by_docker)
    clean = "/".join(parts)
    if len(clean) > LENGTH_LIMIT:
        return Glob(clean, len(parts), understood=False)
    marks = (_BY_DOCKER if by_docker else _BY_LIBRARY).findall(
        clean if by_docker else clean.lower()
    )
    plain = all(len(mark) == 1 and mark not in "*?[]" for mark in marks[1:])
    pieces = [_piece(mark, by_docker) for mark in marks]
    if marks and marks[-1] in {"**", "**/"}:
        pieces[-1] = _REST
    elif by_docker and plain and marks[:1] == ["**"]:
        pieces[0] = _REST  # Docker takes this one for the end of a path
    known = tuple(piece for piece in pieces if piece is not None)
    glob = Glob(clean, len(parts), not by_docker, known)
    return replace(glob, understood=glob.wild <= WILD_LIMIT and len(known) == len(pieces))


def _parts(text: str, by_docker: bool) -> list[str]:
    """Return the parts of a pattern's path; `..` takes away the one before it."""
    found: list[str] = []
    for part in text.split("/"):
        if part == ".." and (found or not by_docker):
            del found[-1:]
        elif part not in {"", "."}:
            found.append(part)
    return found


def _piece(mark: str, by_docker: bool) -> str | None:
    """Return the expression for one mark of a pattern, `None` for what is not understood."""
    if mark in {"**", "**/"}:
        return _FOLDERS
    if mark in {"*", "?"}:
        return _STAR if mark == "*" else "[^/]"
    if len(mark) == 1:
        return None if by_docker and mark == "[" else re.escape(mark)
    if mark.startswith("\\"):
        return re.escape(mark[1])
    inner = mark[1:-1]
    if _ODD_SET.search(inner):
        return None
    if by_docker:
        return _checked(f"[{inner}]")
    negated = inner.startswith("!") and len(inner) > 1
    escaped = inner.replace("^", r"\^", 1) if inner.startswith("^") else inner
    return _checked(f"[^{inner[1:]}]" if negated else f"[{escaped}]")


def _checked(expression: str) -> str | None:
    try:
        re.compile(expression)
    except re.error:
        return None
    return expression
