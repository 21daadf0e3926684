"""What the `.gitattributes` files of a commit say of a path, as git reads them.

A file counts for its folder and those below, the nearest first; in a file the last line counts
first. `[attr]name` defines a macro, in the top file only. Git is not asked, so this holds for any
commit, and leaves out the attributes that a user keeps for himself.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.repository.patterns import Pattern
from sphinx_binderhub.tree import CONFIGURATION_LIMIT, prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.repository.history import CommittedTree

NAME = ".gitattributes"
MOST_FILES = 500
"""Attribute files that are read, those nearest to the top."""
_LONGEST = 2048
"""Bytes from which on git ignores a line."""
_BLANK = b" \t\r\n"
_WORD = re.compile(rb"[^ \t\r\n]+")
_STATE = re.compile(rb"([-!]?)((?!-)[-.\w]+)(=.*)?", re.ASCII | re.DOTALL)
_QUOTED = re.compile(rb'"((?:[^"\\]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}))*)"')
_ESCAPE = re.compile(rb'\\(?:([abfnrtv\\"])|([0-7]{3}))')
_ESCAPED = dict(zip(b'abfnrtv\\"', b'\a\b\f\n\r\t\v\\"', strict=True))
_MACRO = b"[attr]"

States = tuple[tuple[str, str], ...]
"""Attributes with `set`, `unset`, `unspecified` or a value, in the order of their line."""


@dataclass(frozen=True)
class Line:
    """One line: the files it is about, and their attributes; `path` and `number` are its place."""

    path: str
    number: int
    text: bytes
    states: States

    @cached_property
    def pattern(self) -> Pattern | None:
        """The files that it is about."""
        return None if self.text.startswith(b"!") else Pattern.of(self.text)


@dataclass
class _Lines:
    """The lines of one folder: those without wildcards are found by the path or the name."""

    paths: dict[bytes, list[Line]] = field(default_factory=dict)
    names: dict[bytes, list[Line]] = field(default_factory=dict)
    wild: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        pattern = line.pattern
        if pattern and pattern.literal:
            place = self.names if pattern.by_name else self.paths
            place.setdefault(pattern.start, []).append(line)
        elif pattern:
            self.wild.append(line)

    def about(self, path: bytes) -> list[Line]:
        """Return the lines that are about `path`, the last first."""
        found = [line for line in self.wild if line.pattern and line.pattern.matches(path)]
        found += self.paths.get(path, ())
        found += self.names.get(path.rpartition(b"/")[2], ())
        return sorted(found, key=lambda line: -line.number)


@dataclass(frozen=True)
class Attributes:
    """The lines by the folder of their file, and the macros."""

    lines: Mapping[str, tuple[Line, ...]]
    macros: Mapping[str, States]
    _relevant: dict[str, dict[str, _Lines]] = field(default_factory=dict, repr=False)

    def value(self, path: str, name: str) -> str | None:
        """Return the value of attribute `name` for `path`: `set`, `unset`, its own, or `None`."""
        return self.source(path, name)[0]

    def source(self, path: str, name: str) -> tuple[str | None, Line | None]:
        """Return the value of attribute `name` for `path`, and the line that gives it."""
        found: dict[str, str] = {}
        for line in self._lines_on(path, name):
            self._fill(found, line.states)
            if name in found:
                return (None if found[name] == "unspecified" else found[name]), line
        return None, None

    def _fill(self, found: dict[str, str], states: States) -> None:
        """Put `states` below what is `found`, and what they stand for where they are macros."""
        waiting = list(states)
        while waiting:
            name, value = waiting.pop()
            if name not in found:
                found[name] = value
                waiting += self.macros.get(name, ()) if value == "set" else ()

    def _lines_on(self, path: str, name: str) -> Iterator[Line]:
        """Yield the lines that may set `name` and are about `path`, the strongest first."""
        relevant = self._lines_of(name)
        *folders, _ = prefixes(path) if relevant else ("",)
        for folder in (*reversed(folders), ""):
            if folder in relevant:
                inside = os.fsencode(path[len(folder) :].lstrip("/"))
                yield from relevant[folder].about(inside)

    def weight(self, name: str) -> int:
        """Return how much is compared with each file, to know its attribute `name`."""
        wild = (line.pattern for lines in self._lines_of(name).values() for line in lines.wild)
        return sum(pattern.weight for pattern in wild if pattern)

    def _lines_of(self, name: str) -> dict[str, _Lines]:
        """Return the lines that may set `name`, by their folder."""
        if name not in self._relevant:
            ways = self._ways_to(name)
            found: dict[str, _Lines] = {}
            for folder, lines in self.lines.items():
                for line in lines:
                    if any(key in ways for key, _ in line.states):
                        found.setdefault(folder, _Lines()).add(line)
            self._relevant[name] = found
        return self._relevant[name]

    def _ways_to(self, name: str) -> set[str]:
        """Return `name`, and every macro that sets it or stands for one that does."""
        users: dict[str, list[str]] = {}
        for macro, states in self.macros.items():
            for used, _ in states:
                users.setdefault(used, []).append(macro)
        ways, new = {name}, [name]
        while new:
            added = set(users.get(new.pop(), ())) - ways
            ways |= added
            new += added
        return ways


def attributes_of(tree: CommittedTree) -> Attributes:
    """Return what the `.gitattributes` files of a commit say, read out of git at once."""
    found = [
        path
        for path, (mode, _, size) in tree.entries.items()
        if path.endswith(NAME) and posixpath.basename(path) == NAME
        if mode != "120000" and size.isdecimal() and int(size) <= CONFIGURATION_LIMIT
    ]
    return read_attributes(tree.contents(sorted(found, key=len)[:MOST_FILES]))


def read_attributes(files: Mapping[str, bytes]) -> Attributes:
    """Return what `files` say, which are all the `.gitattributes` of a commit by their paths."""
    macros: dict[str, States] = {}
    _read(NAME, b"[attr]binary -diff -merge -text", macros)
    lines = {
        path.removesuffix(NAME).rstrip("/"): tuple(_read(path, content, macros))
        for path, content in files.items()
    }
    return Attributes(lines, macros)


def _read(path: str, content: bytes, macros: dict[str, States]) -> list[Line]:
    """Return the lines of one file, and put its macros into `macros`."""
    found: list[Line] = []
    for number, line in enumerate(content.partition(b"\0")[0].split(b"\n"), 1):
        text, rest = _split(line.lstrip(_BLANK))
        states = _states(rest)
        if not text or states is None or len(line) >= _LONGEST:
            continue
        if text.startswith(_MACRO) and len(text) > len(_MACRO):
            word = _WORD.match(text[len(_MACRO) :].lstrip(_BLANK))
            macro = _STATE.fullmatch(word[0]) if word and path == NAME else None
            if macro and not macro[1] and macro[3] is None:
                macros[os.fsdecode(macro[2])] = states
        else:
            found.append(Line(path, number, text, states))
    return found


def _split(line: bytes) -> tuple[bytes, bytes]:
    """Return the pattern of a line, which may be quoted as in C, and the rest of it."""
    if not line or line.startswith(b"#"):
        return b"", b""
    quoted = _QUOTED.match(line)
    if quoted:
        return _ESCAPE.sub(_unescaped, quoted[1]), line[quoted.end() :]
    word = _WORD.match(line)
    return (word[0], line[word.end() :]) if word else (b"", b"")


def _unescaped(escape: re.Match[bytes]) -> bytes:
    return bytes([_ESCAPED[escape[1][0]] if escape[1] else int(escape[2], 8)])


def _states(text: bytes) -> States | None:
    """Return the attributes that `text` lists, `None` where git refuses one, and so the line."""
    found = [_STATE.fullmatch(word) for word in _WORD.findall(text)]
    if None in found:
        return None
    signs = {b"-": "unset", b"!": "unspecified"}
    return tuple(
        (os.fsdecode(one[2]), signs.get(one[1]) or (os.fsdecode(one[3][1:]) if one[3] else "set"))
        for one in found
        if one
    )
