"""IPython's syntax: the commands of a cell, and the Python that it stands for, line by line."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

PYTHON_BODY = frozenset(
    {"capture", "debug", "memit", "prun", "pyinstrument", "snakeviz", "time", "timeit"}
)
"""Cell magics whose body is Python that runs in the notebook's own kernel."""

_NESTED = 8
"""Cell magics on top of each other that are followed."""
ESCAPES = 2000
"""Commands of a cell that are told."""
_BLOCK_LINES = 200
"""Lines above a command in which the `if` or `try` is looked for that it belongs to."""

# A string without its end goes on to the end of the line, or of the cell: trying every later quote
# in its place would take a hostile cell for ever.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.?)*?(?:"""|\Z)'
    r"|'''(?:[^\\]|\\.?)*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'(?:[^'\\\n]|\\.)*'?"
    r"|#[^\n]*|\\\r?\n|[()\[\]{}\n]",
    re.DOTALL,
)
_SPECIAL = re.compile(r"^[^\S\n]*[%!?,;/]|=[^\S\n]*[%!]|\?[^\S\n]*$", re.MULTILINE)
"""What a line holds that may be IPython's; all others are Python's, or within a string."""
_CELL_MAGIC = re.compile(r"%%(?!\w+\?)([\w.]+|!)([^\n]*)")
_TARGETS = re.compile(r"[\w\s.,*;:\[\]-]+")
_TEXT = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_STATEMENT = re.compile(
    r"(?:time|(?:timeit|prun|memit)(?:\s+-(?:[nrpvDlsTi]\s*\S+|[^\W_nrpvDlsTi]\w*))*)\s+(?=[^-\s])"
)
"""What stands before the statement that these magics run, or as those of a cell run first."""
_HELP = re.compile(r"(?!\d)[\w*]+(?:\.(?!\d)[\w*]+|\[-?\d+\])*\?\??$")
_GUARD = re.compile(r"(?:if|elif|else|try|except)\b")
_PROMPTS = (
    (
        re.compile(r"^[ \t]*>>>( |$)", re.MULTILINE),
        re.compile(r"^[ \t]*(>>>|\.\.\.)( |$)", re.MULTILINE),
    ),
    (
        re.compile(r"^In \[\d+\]: ", re.MULTILINE),
        re.compile(r"^(In \[\d+\]: |\s*\.{3,}: ?)", re.MULTILINE),
    ),
)


class CellMagic(NamedTuple):
    """A magic that is given what follows in its cell; `line` counts from 1."""

    name: str
    arguments: str
    line: int

    @property
    def has_python(self) -> bool:
        """Whether its body is Python that runs in the notebook's own kernel."""
        return self.name in PYTHON_BODY


class Escape(NamedTuple):
    """A magic or a shell command: its text from `%` or `!` on, with the lines that carry it on.

    It is `guarded` where it stands below an `if` or a `try`.
    """

    text: str
    line: int
    guarded: bool


class Split(NamedTuple):
    """The two halves of a cell: the Python, in its own lines, and the commands."""

    python: str
    escapes: tuple[Escape, ...]


def cell_magic(source: str) -> str | None:
    """Return the name of the cell magic that `source` begins with."""
    match = _CELL_MAGIC.match(source.lstrip())
    return match[1] if match else None


def unwrapped(source: str) -> tuple[tuple[CellMagic, ...], str]:
    """Return the cell magics on top of each other, and what the last of them is given.

    Lines keep their numbers.
    """
    found: list[CellMagic] = []
    while len(found) < _NESTED:
        blank = len(source) - len(source.lstrip())
        match = _CELL_MAGIC.match(source, blank)
        if match is None:
            break
        line = source.count("\n", 0, blank) + 1
        found.append(CellMagic(match[1], match[2].strip(), line))
        first = _STATEMENT.match(source[match.start(1) : match.end()])
        statement = match[0][2 + first.end() :] if first and match[1] != "time" else ""
        source = "\n" * (line - 1) + statement + "\n" + source[match.end() + 1 :]
        if match[1] not in PYTHON_BODY:
            break
    return tuple(found), source


def python_body(source: str) -> str | None:
    """Return `source` without cell magics, or `None` where the body is not Python.

    Lines keep their numbers.
    """
    magics, body = unwrapped(source)
    if magics and (magics[-1].name not in PYTHON_BODY or cell_magic(body)):
        return None
    return body


def without_ipython(source: str) -> str:
    """Return `source` with all that is IPython's own put out of Python's way.

    Lines keep their numbers. Text within a string or within brackets is left as it is.
    """
    return split_cell(source).python


@lru_cache(maxsize=2)  # the commands and the Python of a cell are asked for one after the other
def split_cell(source: str) -> Split:
    """Return the Python of `source` and its commands apart."""
    source = _without_prompts(_dedented(source))
    parts: list[str] = []
    escapes: list[Escape] = []
    position, line, counted = 0, 1, 0
    while special := _SPECIAL.search(source, position):
        start = source.rfind("\n", position, special.start()) + 1 or position
        begin = _statement_start(source, position, start)
        end_of_line = source.find("\n", begin)
        escaped = _escaped(source[begin : end_of_line if end_of_line >= 0 else len(source)])
        if begin > start or escaped is None:
            end = _statement_start(source, begin, start + 1)
            parts.append(source[position:end])
        else:
            replacement, column = escaped
            end = _continued_end(source, begin)
            if column is not None and len(escapes) < ESCAPES:
                line += source.count("\n", counted, begin)
                counted = begin
                text = source[begin + column : end].rstrip()
                escapes.append(Escape(text, line, _is_guarded(source, begin)))
            parts += (source[position:begin], replacement, "\n" * source.count("\n", begin, end))
        position = end
    parts.append(source[position:])
    return Split("".join(parts), tuple(escapes))


def _escaped(line: str) -> tuple[str, int | None] | None:
    """Return what stands for a line that is IPython's, and where a command begins in it.

    It is `None` for a line that is Python's.
    """
    body = line.strip()
    column = len(line) - len(line.lstrip())
    command = None if body.endswith("?") and _HELP.search(body[-200:]) else column
    match = _STATEMENT.match(body, 1) if body.startswith("%") else None
    if match and body[match.end()] not in "%!":
        return line[:column] + body[match.end() :], command
    if body.startswith(("%", "!")):
        return line[:column] + "pass", command
    if body.startswith(("?", ",", ";", "/")):
        return line[:column] + "pass", None
    if body.endswith("?") and not set(body) & set("#'\""):
        return line[:column] + "pass", None
    targets, _, value = line.partition("=")
    value = value.lstrip()
    magic = value.startswith("!") or (value[:1] == "%" and value[1:2].isidentifier())
    # Three quotes may begin a text that goes on below.
    plain = magic and "'''" not in targets and '"""' not in targets
    targets_only = _TEXT.sub("", targets) if plain else "="
    if _TARGETS.fullmatch(targets_only) and targets_only.count("[") == targets_only.count("]"):
        return targets + "= None", len(line) - len(value)
    return None


def _statement_start(source: str, position: int, goal: int) -> int:
    """Return where the first statement begins at `goal` or after it; one begins at `position`."""
    if position >= goal:
        return position
    depth = 0
    for token in _TOKEN.finditer(source, position):
        text = token[0]
        if text in "([{":
            depth += 1
        elif text in ")]}":
            depth = max(0, depth - 1)
        elif text == "\n" and not depth and token.end() >= goal:
            return token.end()
    return len(source)


def _continued_end(source: str, position: int) -> int:
    """Return where the line after an escaped one begins; a backslash carries it on."""
    while (end := source.find("\n", position)) >= 0:
        if not source[position:end].rstrip("\r").endswith("\\"):
            return end + 1
        position = end + 1
    return len(source)


def _is_guarded(source: str, position: int) -> bool:
    """Tell whether the line at `position` is indented below an `if` or a `try`."""
    inner = _indent(source, position)
    for _ in range(_BLOCK_LINES):
        if not inner or not position:
            return False
        position = source.rfind("\n", 0, position - 1) + 1
        indent = _indent(source, position)
        if indent < inner and source[position + indent : position + indent + 1] not in "\r\n#":
            if _GUARD.match(source, position + indent):
                return True
            inner = indent
    return True


def _indent(source: str, position: int) -> int:
    end = source.find("\n", position)
    line = source[position : end if end >= 0 else len(source)]
    return len(line) - len(line.lstrip())


def _dedented(source: str) -> str:
    """Return `source` less the indentation of its first line, as IPython takes it."""
    lines = source.split("\n")
    first = next(dropwhile(lambda line: not line.strip(), lines), "")
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines) if indent else source


def _without_prompts(source: str) -> str:
    for first, every in _PROMPTS:
        if first.search(source):
            return every.sub("", source)
    return source
