"""The cells of Markdown notebooks, numbered as Jupytext numbers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.formats.blocks import Fence, top_blocks
from sphinx_binderhub.notebook.formats.chunks import Chunks
from sphinx_binderhub.notebook.formats.script import uncommented
from sphinx_binderhub.notebook.records import EXCUSED, Cell

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.formats.header import Header

_NEWLINE = re.compile(r"\r\n?|\n")


def markdown_cells(text: str, header: Header, suffix: str) -> tuple[list[Cell], str | None]:
    """Return the code cells, and the language that they name where all name one."""
    lines = _NEWLINE.split(text) if "\r" in text else text.split("\n")
    if (
        suffix in {".rmd", ".qmd"}
        or header.format in {"markdown", "rmarkdown"}
        or (
            header.format is None
            and "{code-cell}" not in text
            and any(line.startswith("jupyter:") for line in lines[: header.lines])
        )
    ):
        return _chunk_cells(lines, header, suffix)
    return _myst_cells(lines, header)


def _chunk_cells(lines: list[str], header: Header, suffix: str) -> tuple[list[Cell], str | None]:
    chunks = list(Chunks(lines, header, braces=suffix in {".rmd", ".qmd"}).read())
    languages = {chunk.language for chunk in chunks if chunk.language}
    cells: list[Cell] = []
    for chunk in chunks:
        if chunk.language and chunk.language == (header.language or chunk.language):
            source = "\n".join(chunk.body)
            source = uncommented(source) if suffix == ".rmd" else source
            cells.append(Cell(chunk.number, source, chunk.start + 1, _excused(chunk.options)))
    return cells, languages.pop() if len(languages) == 1 else None


def _myst_cells(lines: list[str], header: Header) -> tuple[list[Cell], str | None]:
    cells: list[Cell] = []
    languages: set[str] = set()
    number, prose_from = 0, header.lines
    for fence in top_blocks(lines, header.lines):
        if fence.info != "+++" and not fence.info.startswith(("{code-cell}", "{raw-cell}")):
            continue
        number += any(line.strip() for line in lines[prose_from : fence.start - 1])
        prose_from = fence.end
        if fence.info == "+++":
            continue
        number += 1
        if fence.info.startswith("{code-cell}"):
            language = _language(fence.info)
            languages.add(language)
            if header.language is None or language in {header.language, ""}:
                cells.append(_cell(number, fence))
    return cells, None if len(languages) != 1 else languages.pop() or None


def _language(info: str) -> str:
    """Return the language that a code cell names; Python's need not be named."""
    lexer = info.removeprefix("{code-cell}").strip().lower()
    return "" if lexer.startswith(("ipython", "python")) else lexer


def _cell(number: int, fence: Fence) -> Cell:
    """Return the cell in a fence, less its options."""
    skip = _options(fence.body)
    options = "\n".join(fence.body[:skip])
    if skip < len(fence.body) and not fence.body[skip].strip():
        skip += 1
    source = "\n".join(fence.body[skip:])
    return Cell(number, source, fence.start + 1 + skip, _excused(options))


def _excused(options: str) -> bool:
    return any(tag in options for tag in EXCUSED)


def _options(body: list[str]) -> int:
    """Return how many lines the options take: `:key: value` lines, or YAML between `---`."""
    if body and body[0].startswith("---"):
        ends = (at for at, line in enumerate(body[1:], start=2) if line.startswith("---"))
        return next(ends, len(body))
    prose = (at for at, line in enumerate(body) if not line.lstrip().startswith(":"))
    return next(prose, len(body))
