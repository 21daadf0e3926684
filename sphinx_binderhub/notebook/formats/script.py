"""The cells of Python scripts that Jupytext reads as notebooks, in each of its formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.formats.gallery import HASHES, gallery_parts
from sphinx_binderhub.notebook.formats.light import Light
from sphinx_binderhub.notebook.formats.parts import MAGIC, PROSE, Part, less_blank
from sphinx_binderhub.notebook.formats.quotes import Quotes
from sphinx_binderhub.notebook.records import Cell

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.formats.header import Header

_NEWLINE = re.compile(r"\r\n?|\n")
_PERCENT = re.compile(r"\s*#\s*%%(%*\s.*)?$|\s*#\s*(?:<codecell>|In\[[0-9 ]*\]:?)\s*$")
_ASSIGNED = r"[A-Za-z_]\w*[ \t]*=[ \t]*(?:%{1,3}|!)[A-Za-z]"
_COMMENTED = re.compile(
    rf"^([ \t]*)# ?((?:# ?)*(?:{MAGIC}|{_ASSIGNED}|[^\s#]*\?[ \t]*$))", re.MULTILINE
)
_MARKERS = {"folds": "{{{,}}}", "regions": "region,endregion"}
_SIGNS = (
    ("percent", _PERCENT, 1),
    ("folds", re.compile(r"#\s*\{\{\{"), 1),
    ("regions", re.compile(r"#\s*region"), 1),
    ("sphinx", HASHES, 2),
)
"""The lines by which a format is known, and how many of them there have to be."""


def script_cells(text: str, header: Header) -> Iterator[Cell]:
    """Yield the code cells of a script; Jupytext comments magics out, which is undone here."""
    lines = _NEWLINE.split(text) if "\r" in text else text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start = header.lines
    if start < len(lines) and not lines[start].strip():
        start += 1
    form = header.format or _told(header.formats) or _guessed(lines[start:])
    before = int(header.front) + (form == "sphinx")
    for number, part in enumerate(_parts(lines, start, form, header.markers), start=1 + before):
        if part.code:
            source = "\n".join(part.body)
            if form != "hydrogen":
                source = uncommented(source)
            yield Cell(number, source, part.start + 1)


def uncommented(source: str) -> str:
    """Return the source of a cell with its magics as they are in the notebook."""
    return _COMMENTED.sub(r"\1\2", source) if "#" in source else source


def _parts(lines: list[str], start: int, form: str, markers: str | None) -> Iterator[Part]:
    if form == "sphinx":
        return gallery_parts(lines, start)
    if form in {"percent", "hydrogen"}:
        return _percent_parts(lines, start)
    return Light(lines, markers or _MARKERS.get(form, "+,-")).parts(start)


def _told(formats: str | None) -> str | None:
    """Return the format of scripts among those that a notebook is paired in."""
    found = re.search(r"\.?\bpy:(\w+)", formats or "")
    return found[1] if found else None


def _guessed(lines: list[str]) -> str:
    """Return the format of a script that does not say it, as Jupytext guesses."""
    for form, mark, least in _SIGNS:
        if sum(1 for line in lines if mark.match(line)) >= least:
            return form
    return "light"


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
