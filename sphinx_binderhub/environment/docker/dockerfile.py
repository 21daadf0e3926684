"""A Dockerfile: its instructions, each with its line, as Docker reads them."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

INSTRUCTIONS = frozenset(
    {"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL"}
    | {"MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}
)

_DIRECTIVE = re.compile(r"#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(\S*)[ \t]*$", re.IGNORECASE)
_NAME = re.compile(r"\s*(\S+)[ \t]*")
_FLAG = re.compile(r"--([a-z-]+)(?:=(\S*))?(?:\s+|$)")
_HEREDOC = re.compile(r"(?<!\S)\d*<<(-?)([\"']?)([^\s\"'<>;|&()]+)\2(?![^\s;|&)>])")
_HOLDS_HEREDOCS = re.compile(r"\s*(ONBUILD\s+)?(RUN|COPY|ADD)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Instruction:
    """One instruction.

    `name` is in capitals; `flags` are those before the `arguments`, which stand on one line here,
    without comments. `heredoc` is the text of all its heredocs.
    """

    name: str
    arguments: str
    line: int
    flags: tuple[tuple[str, str], ...] = ()
    heredoc: str = ""

    def flag(self, name: str) -> str | None:
        """Return the value of a flag such as `from`, or `None`."""
        return next((value for flag, value in self.flags if flag == name), None)

    @property
    def words(self) -> tuple[str, ...] | None:
        """The words of the JSON form, `None` where it is a line for the shell."""
        if not self.arguments.startswith("["):
            return None
        try:
            found = json.loads(self.arguments)
        except (ValueError, RecursionError):
            return None
        strings = isinstance(found, list) and all(isinstance(word, str) for word in found)
        return tuple(found) if strings else None


@dataclass(frozen=True)
class Dockerfile:
    """The instructions in order; `syntax` is what else should read them, where the file says so."""

    path: str
    instructions: tuple[Instruction, ...]
    escape: str = "\\"
    syntax: str = ""

    @property
    def problem(self) -> tuple[int, str] | None:
        """The first line for which Docker refuses the whole file, and why; `None` without one."""
        if self.syntax and not self.syntax.startswith("docker/dockerfile"):
            return None  # another reader has its own instructions
        for one in self.instructions:
            if one.name not in INSTRUCTIONS:
                return one.line, f"`{one.name[:30]}` is no instruction"
        for one in self.instructions:
            if one.name == "FROM":
                return None if one.arguments else (one.line, "`FROM` names no image")
            if one.name != "ARG":
                return one.line, f"`{one.name}` stands before the first `FROM`"
        return 1, "it has no `FROM`"


def read_dockerfile(tree: Tree, path: str) -> Dockerfile | None:
    """Return the Dockerfile at `path`, or `None` where it cannot be read."""
    try:
        return parse_dockerfile(path, tree.read_text(path))
    except UnreadableError:
        return None


@lru_cache(maxsize=4)
def parse_dockerfile(path: str, text: str) -> Dockerfile:
    """Return what stands in `text`; a line that is no instruction is one of that odd name."""
    lines = text.removeprefix("\ufeff").split("\n")
    directives = dict(_directives(lines))
    escape = directives.get("escape", "\\")
    escape = escape if escape in {"\\", "`"} else "\\"
    found = tuple(_instructions(lines, escape))
    return Dockerfile(path, found, escape, directives.get("syntax", ""))


def _directives(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the comments at the very top that tell Docker how to read the file."""
    for line in lines:
        match = _DIRECTIVE.match(line.strip())
        if match is None:
            return
        yield match[1].lower(), match[2]


def _instructions(lines: list[str], escape: str) -> Iterator[Instruction]:
    marks = _marks(lines)
    number = 0
    while number < len(lines):
        start = number
        parts, number = _joined(lines, number, escape)
        text = "".join(parts).strip()
        match = _NAME.match(text)
        if match is None:
            continue
        name = match[1].upper()
        bodies: list[str] = []
        if _HOLDS_HEREDOCS.match(text):
            for heredoc in _HEREDOC.finditer(text):
                number = _read_heredoc(lines, number, heredoc, marks, bodies)
        flags, position = [], match.end()
        while flag := _FLAG.match(text, position):
            flags.append((flag[1], flag[2] or ""))
            position = flag.end()
        yield Instruction(name, text[position:], start + 1, tuple(flags), "\n".join(bodies))


def _marks(lines: list[str]) -> dict[str, list[int]]:
    """Return the numbers of the lines that may end a heredoc, by their text."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        found.setdefault(line.strip(), []).append(number)
    return found


def _joined(lines: list[str], number: int, escape: str) -> tuple[list[str], int]:
    """Return the parts of one logical line and the number after it; comments are left out."""
    parts: list[str] = []
    while number < len(lines):
        line = lines[number].rstrip("\r")
        number += 1
        if line.lstrip().startswith("#"):
            if not parts:
                return [], number
            continue
        if parts and not line.strip():
            continue  # an empty line does not end what is continued
        bare = line.rstrip(" \t")
        continued = bare.endswith(escape) and not bare.endswith(escape * 2)
        parts.append(bare[:-1] if continued else line)
        if not continued:
            break
    return parts, number


def _read_heredoc(
    lines: list[str],
    number: int,
    heredoc: re.Match[str],
    marks: dict[str, list[int]],
    bodies: list[str],
) -> int:
    """Add the body of a heredoc to `bodies`; return the number of the line after it.

    What is never ended was none: the shell may have its own, within quotes.
    """
    ends = marks.get(heredoc[3], [])
    for end in ends[bisect_left(ends, number) :]:
        line = lines[end].rstrip("\r")
        if (line.lstrip("\t") if heredoc[1] else line) == heredoc[3]:
            bodies.append("\n".join(lines[number:end]))
            return end + 1
    return number
