"""The patterns of `.gitattributes`, matched as git matches them and in bounded time.

A pattern without a slash is matched with the name of a file, any other with its path. `*` and `?`
stop at a slash, and `**` between slashes stands for any folders. Git compares bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

_SPECIAL = re.compile(rb"[*?[\\]")
_CLASSES = {
    b"alnum": rb"[0-9A-Za-z]",
    b"alpha": rb"[A-Za-z]",
    b"blank": rb"[ \t]",
    b"cntrl": rb"[\x00-\x1f\x7f]",
    b"digit": rb"[0-9]",
    b"graph": rb"[!-~]",
    b"lower": rb"[a-z]",
    b"print": rb"[ -~]",
    b"punct": rb"[!-/:-@\[-`{-~]",
    b"space": rb"[\t\n\r ]",
    b"upper": rb"[A-Z]",
    b"xdigit": rb"[0-9A-Fa-f]",
}
"""The named classes, as git has them."""
_NOTHING = rb"[^\x00-\xff]"


class PatternError(ValueError):
    """A pattern that matches nothing, for a bracket of it is open."""


@dataclass(frozen=True)
class _Folders:
    """`**` between slashes: any number of folders, and none only where `least` is 0."""

    least: int


@dataclass(frozen=True)
class _Part:
    """What stands between two slashes: pieces of fixed length, with any text between them."""

    pieces: tuple[tuple[re.Pattern[bytes], int], ...]

    @cached_property
    def least(self) -> int:
        """The length of the shortest name."""
        return sum(length for _, length in self.pieces)

    def matches(self, name: bytes) -> bool:
        """Whether `name` is this part; each piece is taken where it is found first."""
        (first, length), *more = self.pieces
        if not more:
            return first.fullmatch(name) is not None
        if len(name) < self.least:
            return False
        *middle, (last, tail) = more
        end = len(name) - tail
        if not first.match(name) or not last.fullmatch(name, end):
            return False
        at = length
        for piece, _ in middle:
            found = piece.search(name, at, end)
            if found is None:
                return False
            at = found.end()
        return True


@dataclass(frozen=True)
class Pattern:
    """One pattern.

    `start` is its beginning without wildcards, `parts` are what follows; `ending` is all but the
    star of one such as `*.csv`.
    """

    by_name: bool
    start: bytes
    parts: tuple[_Part | _Folders, ...] = ()
    ending: bytes | None = None

    @classmethod
    def of(cls, text: bytes) -> Pattern | None:
        """Return the pattern `text`, `None` for one that matches no file."""
        if text.endswith(b"/"):
            return None  # a folder, and attributes are those of files
        by_name = b"/" not in text
        text = text.removeprefix(b"/")
        if by_name and text.startswith(b"*") and not _SPECIAL.search(text, 1):
            return cls(by_name, b"", ending=text[1:])
        wild = _SPECIAL.search(text)
        end = wild.start() if wild else len(text)
        try:
            parts = tuple(_parts(text[end:])) if wild else ()
        except PatternError:
            return None
        return cls(by_name, text[:end], parts)

    @property
    def literal(self) -> bool:
        """Whether it has no wildcards, so that it is the path or the name itself."""
        return not self.parts and self.ending is None

    @property
    def weight(self) -> int:
        """How much is compared with each part of a path."""
        pieces = (len(part.pieces) for part in self.parts if isinstance(part, _Part))
        return 1 + sum(pieces)

    def matches(self, path: bytes) -> bool:
        """Whether the file `path` is meant, relative to the folder of the pattern."""
        text = path.rpartition(b"/")[2] if self.by_name else path
        if self.ending is not None:
            return text.endswith(self.ending)
        if self.literal:
            return text == self.start
        if not text.startswith(self.start):
            return False
        return _match(self.parts, text[len(self.start) :].split(b"/"))


def _match(parts: tuple[_Part | _Folders, ...], names: list[bytes]) -> bool:
    """Whether `names` are `parts`; the last `**` takes one folder more wherever they differ."""
    part = name = 0
    again: tuple[int, int] | None = None
    while True:
        wanted = parts[part] if part < len(parts) else None
        if isinstance(wanted, _Folders):
            if part == len(parts) - 1:
                return name < len(names)
            part, name = part + 1, name + wanted.least
            again = part, name
        elif wanted is not None and name < len(names) and wanted.matches(names[name]):
            part, name = part + 1, name + 1
        elif wanted is None and name == len(names):
            return True
        elif again is None or again[1] >= len(names):
            return False
        else:
            again = again[0], again[1] + 1
            part, name = again


def _parts(text: bytes) -> list[_Part | _Folders]:
    """Return what stands between the slashes of `text`; raise `PatternError`."""
    found: list[_Part | _Folders] = []
    pieces: list[list[bytes]] = [[]]
    at = 0
    while at < len(text):
        stars = re.compile(rb"\*+").match(text, at)
        if stars:
            at = stars.end()
            alone = pieces == [[]] and text[at : at + 1] in {b"", b"/"}
            escaped = pieces == [[]] and text[at : at + 2] == b"\\/"
            if len(stars[0]) > 1 and (alone or escaped):
                found.append(_Folders(int(escaped)))
                at += 1 + int(escaped)
                if at > len(text):
                    return found
                continue
            pieces.append([])
            continue
        token, at = _token(text, at)
        if token == b"/":
            found.append(_part(pieces))
            pieces = [[]]
        else:
            pieces[-1].append(token)
    return [*found, _part(pieces)]


def _part(pieces: list[list[bytes]]) -> _Part:
    first, *middle = pieces
    last = middle.pop() if middle else None
    kept = [first, *filter(None, middle), *([last] if last is not None else [])]
    return _Part(tuple((_compiled(b"".join(one)), len(one)) for one in kept))


@lru_cache(1024)
def _compiled(expression: bytes) -> re.Pattern[bytes]:
    return re.compile(expression, re.DOTALL)


def _token(text: bytes, at: int) -> tuple[bytes, int]:
    """Return the expression of one byte that begins at `at`, and where the next begins."""
    here = text[at : at + 1]
    if here == b"?":
        return rb"[^/]", at + 1
    if here == b"[":
        return _bracket(text, at + 1)
    if here == b"\\":
        here, at = text[at + 1 : at + 2], at + 1
        if not here:
            raise PatternError
    return (b"/" if here == b"/" else re.escape(here)), at + 1


def _bracket(text: bytes, at: int) -> tuple[bytes, int]:
    """Return the expression of the bracket whose inside begins at `at`, and where it ends."""
    negated = text[at : at + 1] in {b"!", b"^"}
    at += negated
    members: set[int] = set()
    before: int | None = None
    first = True
    while first or text[at : at + 1] != b"]":
        first = False
        named = text[at : at + 2] == b"[:" and text.find(b"]", at + 2)
        if named and named < 0:
            raise PatternError
        if named and text[named - 1 : named] == b":" and named - 1 >= at + 2:
            members |= _named(text[at + 2 : named - 1])
            before, at = None, named + 1
        elif text[at : at + 1] == b"-" and before is not None and _ends_range(text, at):
            last, at = _member(text, at + 1)
            members |= set(range(before, last + 1))
            before = None
        else:
            before, at = _member(text, at)
            members.add(before)
    inside = (set(range(256)) - members if negated else members) - {ord("/")}
    escaped = b"".join(re.escape(bytes([code])) for code in sorted(inside))
    return (b"[" + escaped + b"]" if inside else _NOTHING), at + 1


@cache
def _named(name: bytes) -> frozenset[int]:
    if name not in _CLASSES:
        raise PatternError
    every = re.finditer(_CLASSES[name], bytes(range(256)))
    return frozenset(found.start() for found in every)


def _ends_range(text: bytes, at: int) -> bool:
    return text[at + 1 : at + 2] not in {b"", b"]"}


def _member(text: bytes, at: int) -> tuple[int, int]:
    at += text[at : at + 1] == b"\\"
    if at >= len(text):
        raise PatternError
    return text[at], at + 1
