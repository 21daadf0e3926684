"""The cells of Python scripts that Jupytext reads as notebooks, in each of its formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.gallery import gallery_parts
from sphinx_binderhub.notebook.light import Light
from sphinx_binderhub.notebook.parts import MAGIC, PROSE, Part, less_blank
from sphinx_binderhub.notebook.quotes import Quotes
from sphinx_binderhub.notebook.records import Cell

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.header import Header

_NEWLINE = re.compile(r"\r\n?|\n")
_PERCENT = re.compile(r"\s*#\s*%%(%*\s.*)?$|\s*#\s*(?:<codecell>|In\[[0-9 ]*\]:?)\s*$")
_COMMENTED = re.compile(
    rf"^([ \t]*)# ?((?:# ?)*(?:{MAGIC}|[A-Za-z_]\w*[ \t]*=[ \t]*(?:%{{1,3}}|!)[A-Za-z]))", re.M
)


def script_cells(text: str, header: Header) -> Iterator[Cell]:
    """Yield the code cells of a script; Jupytext comments magics out, which is undone here."""
    lines = _NEWLINE.split(text) if "\r" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start = header.lines
    if start < len(lines) and not lines[start].strip():
        start += 1
    before = int(header.front) + (header.format == "sphinx")
    for number, part in enumerate(_parts(lines, start, header), start=1 + before):
        if part.code:
            source = "\n".join(part.body)
            if header.format != "hydrogen":
                source = uncommented(source)
            yield Cell(number, source, part.start + 1)


def uncommented(source: str) -> str:
    """Return the source of a cell with its magics as they are in the notebook."""
    return _COMMENTED.sub(r"\1\2", source) if "#" in source else source


def _parts(lines: list[str], start: int, header: Header) -> Iterator[Part]:
    if header.format == "sphinx":
        return gallery_parts(lines, start)
    if header.format in {"percent", "hydrogen"} or (
        header.format is None and any(map(_PERCENT.match, lines[start:]))
    ):
        return _percent_parts(lines, start)
    return Light(lines, header.markers or "+,-").parts(start)


def _percent_parts(lines: list[str], start: int) -> Iterator[Part]:
    """Yield what is between the marks `# %%`; those within a string are none."""
    at = start
    while at < len(lines):
        marked = bool(_PERCENT.match(lines[at]))
        code = not (marked and PROSE.search(lines[at]))
        end, quotes = at, Quotes()
        while end < len(lines):
            open_before = quotes.open
            quotes.read(lines[end])
            if end > at and not open_before and _PERCENT.match(lines[end]):
                break
            end += 1
        yield Part(at + marked, less_blank(lines[at + marked : end]), code)
        at = end
