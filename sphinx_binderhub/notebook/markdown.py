"""The cells of Markdown notebooks, numbered as Jupytext numbers them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.records import EXCUSED, Cell

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.header import Header

_NEWLINE = re.compile(r"\r\n?|\n")
_FENCE = re.compile(r"( {0,3})(`{3,}|~{3,}|:{3,})[ \t]*(.*)")
_CODE = re.compile(r"\{code(?:-cell)?\}")
_CHUNK = re.compile(r"\{?(python|r|julia)\b", re.IGNORECASE)
_LIST = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_COMMENT = re.compile(r" {0,3}<!--")
_BREAK = re.compile(r"\+\+\+(?:\s|$)")


@dataclass(frozen=True)
class _Fence:
    """A fenced block at the top level: its lines from 1, its info string, its content."""

    start: int
    end: int
    info: str
    body: list[str]


def markdown_cells(text: str, header: Header, suffix: str) -> tuple[list[Cell], str | None]:
    """Return the code cells, and the language that they name where all name one."""
    lines = _NEWLINE.split(text)
    myst = suffix not in {".rmd", ".qmd"} and header.format not in {"markdown", "rmarkdown"}
    cells: list[Cell] = []
    languages: set[str] = set()
    number, prose_from = 0, header.lines
    for fence in _blocks(lines, header.lines):
        language = _language(fence.info, myst)
        if language is None:
            continue
        number += _prose_cells(lines[prose_from : fence.start - 1], myst)
        prose_from = fence.end
        if language != "+++":
            number += 1
        if language not in {"+++", "raw"}:
            languages.add(language)
            if header.language is None or language in {header.language, ""}:
                cells.append(_cell(number, fence, myst))
    return cells, None if len(languages) != 1 else languages.pop() or None


def _language(info: str, myst: bool) -> str | None:
    """Return what a block is: a code cell's language or "", "raw", "+++", or `None` for prose."""
    if info == "+++":
        return info if myst else None
    if myst:
        if info.startswith("{raw-cell}"):
            return "raw"
        if _CODE.match(info) and info.startswith("{code-cell}"):
            lexer = info.removeprefix("{code-cell}").strip().lower()
            return "" if lexer.startswith(("ipython", "python")) else lexer
        return None
    match = _CHUNK.match(info)
    return match[1].lower() if match else None


def _cell(number: int, fence: _Fence, myst: bool) -> Cell:
    """Return the cell in a fence, less its options."""
    skip = _options(fence.body) if myst else 0
    options = "\n".join(fence.body[:skip])
    if skip < len(fence.body) and myst and not fence.body[skip].strip():
        skip += 1
    source = "\n".join(fence.body[skip:])
    excused = any(tag in options for tag in EXCUSED)
    return Cell(number, source, fence.start + 1 + skip, excused)


def _options(body: list[str]) -> int:
    """Return how many lines the options take: `:key: value` lines, or YAML between `---`."""
    if body and body[0].startswith("---"):
        ends = (at for at, line in enumerate(body[1:], start=2) if line.startswith("---"))
        return next(ends, len(body))
    prose = (at for at, line in enumerate(body) if not line.lstrip().startswith(":"))
    return next(prose, len(body))


def _prose_cells(lines: list[str], myst: bool) -> int:
    """Return how many Markdown cells the lines are; Jupytext splits at two blank lines."""
    text = "\n".join(line.rstrip() for line in lines).strip()
    if not text:
        return 0
    return 1 if myst else len(re.findall(r"\n{3,}", text)) + 1


def _blocks(lines: list[str], start: int) -> Iterator[_Fence]:
    """Yield the fenced blocks and the cell breaks at the top level."""
    at, in_list = start, False
    while at < len(lines):
        line = lines[at]
        fence = _FENCE.match(line)
        if fence and not (fence[2][0] == "`" and "`" in fence[3]):
            end = _fence_end(lines, at, fence[2])
            if not (in_list and fence[1]):
                yield _Fence(at + 1, end, fence[3].strip(), lines[at + 1 : max(end - 1, at + 1)])
            at = end
            continue
        if _COMMENT.match(line):
            at = next((n for n in range(at, len(lines)) if "-->" in lines[n]), len(lines))
        elif _BREAK.match(line):
            yield _Fence(at + 1, at + 1, "+++", [])
        if line.strip() and not line.startswith(" "):
            in_list = bool(_LIST.match(line))
        at += 1


def _fence_end(lines: list[str], at: int, opening: str) -> int:
    """Return the number of the line that closes the fence opened in the line with index `at`."""
    closing = re.compile(rf" {{0,3}}{re.escape(opening[0])}{{{len(opening)},}}[ \t]*$")
    ends = (number for number in range(at + 1, len(lines)) if closing.match(lines[number]))
    return next(ends, len(lines)) + 1
