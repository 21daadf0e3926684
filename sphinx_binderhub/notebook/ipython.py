"""IPython's syntax: a cell as the Python that it stands for, line by line."""

from __future__ import annotations

import re
from itertools import dropwhile

PYTHON_BODY = frozenset(
    {"capture", "debug", "memit", "prun", "pyinstrument", "snakeviz", "time", "timeit"}
)
"""Cell magics whose body is Python that runs in the notebook's own kernel."""

_NESTED = 8
"""Cell magics on top of each other that are followed."""

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
_CELL_MAGIC = re.compile(r"%%([\w.]+)")
_TARGETS = re.compile(r"[\w\s.,*;:\[\]'\"-]+")
_STATEMENT_MAGIC = re.compile(r"%time\s+(?=[^-\s])")
_PROMPTS = (
    (re.compile(r">>>( |$)"), re.compile(r"^(>>>|\.\.\.)( |$)", re.MULTILINE)),
    (re.compile(r"In \[\d+\]: "), re.compile(r"^(In \[\d+\]: |\s*\.{3,}: ?)", re.MULTILINE)),
)


def cell_magic(source: str) -> str | None:
    """Return the name of the cell magic that `source` begins with."""
    match = _CELL_MAGIC.match(source.lstrip())
    return match[1] if match else None


def python_body(source: str) -> str | None:
    """Return `source` without cell magics, or `None` where the body is not Python.

    Lines keep their numbers.
    """
    for _ in range(_NESTED):
        name = cell_magic(source)
        if name is None:
            return source
        if name not in PYTHON_BODY:
            return None
        blank = len(source) - len(source.lstrip())
        _, _, body = source[blank:].partition("\n")
        source = "\n" * (source.count("\n", 0, blank) + 1) + body
    return None


def without_ipython(source: str) -> str:
    """Return `source` with all that is IPython's own put out of Python's way.

    Lines keep their numbers. Text within a string or within brackets is left as it is.
    """
    source = _without_prompts(_dedented(source))
    parts: list[str] = []
    position = 0
    while position < len(source):
        end_of_line = source.find("\n", position)
        line = source[position : end_of_line if end_of_line >= 0 else len(source)]
        replacement = _escaped(line)
        if replacement is None:
            end = _statement_end(source, position)
            parts.append(source[position:end])
        else:
            end = _continued_end(source, position)
            parts.append(replacement + "\n" * source.count("\n", position, end))
        position = end
    return "".join(parts)


def _escaped(line: str) -> str | None:
    """Return what stands for a line that is IPython's, `None` for one that is Python's."""
    body = line.strip()
    indent = line[: len(line) - len(line.lstrip())]
    if body.startswith("%") and (match := _STATEMENT_MAGIC.match(body)):
        return indent + body[match.end() :]
    if body.startswith(("%", "!", "?", ",", ";", "/")):
        return indent + "pass"
    if body.endswith("?") and not set(body) & set("#'\""):
        return indent + "pass"
    targets, _, value = line.partition("=")
    value = value.lstrip()
    magic = value.startswith("!") or (value[:1] == "%" and value[1:2].isidentifier())
    if magic and _TARGETS.fullmatch(targets) and targets.count("[") == targets.count("]"):
        return targets + "= None"
    return None


def _statement_end(source: str, position: int) -> int:
    """Return where the next statement's line begins."""
    depth = 0
    for token in _TOKEN.finditer(source, position):
        text = token[0]
        if text in "([{":
            depth += 1
        elif text in ")]}":
            depth = max(0, depth - 1)
        elif text == "\n" and not depth:
            return token.end()
    return len(source)


def _continued_end(source: str, position: int) -> int:
    """Return where the line after an escaped one begins; a backslash carries it on."""
    while (end := source.find("\n", position)) >= 0:
        if not source[position:end].rstrip("\r").endswith("\\"):
            return end + 1
        position = end + 1
    return len(source)


def _dedented(source: str) -> str:
    """Return `source` less the indentation of its first line, as IPython takes it."""
    lines = source.split("\n")
    first = next(dropwhile(lambda line: not line.strip(), lines), "")
    indent = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(indent) for line in lines) if indent else source


def _without_prompts(source: str) -> str:
    start = source.lstrip("\n")
    for first, every in _PROMPTS:
        if first.match(start):
            return every.sub("", source)
    return source
