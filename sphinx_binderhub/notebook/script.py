"""The cells of Python scripts that Jupytext reads as notebooks: percent and light format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.records import Cell

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.header import Header

_NEWLINE = re.compile(r"\r\n?|\n")
_PERCENT = re.compile(r"\s*#\s?%%(?!\w)(.*)")
_PROSE = re.compile(r".*\[(?:markdown|md|raw)\]")
_COMMENTED_MAGIC = re.compile(r"^([ \t]*)#+ ?(?=%{1,2}[A-Za-z]|![A-Za-z{ ])", re.MULTILINE)


def script_cells(text: str, header: Header) -> Iterator[Cell]:
    """Yield the code cells of a script; Jupytext comments magics out, which is undone here."""
    lines = _NEWLINE.split(text)
    percent = header.format in {"percent", "hydrogen"} or (
        header.format is None and any(map(_PERCENT.match, lines))
    )
    parts = _percent_parts(lines, header.lines) if percent else _light_parts(lines, header.lines)
    for number, (start, body, code) in enumerate(parts, start=1):
        if code:
            source = _COMMENTED_MAGIC.sub(r"\1", "\n".join(body))
            yield Cell(number, source, start + 1)


def _percent_parts(lines: list[str], start: int) -> Iterator[tuple[int, list[str], bool]]:
    """Yield where each cell begins, its lines, and whether it is code."""
    marks = [at for at in range(start, len(lines)) if _PERCENT.match(lines[at])]
    before = lines[start : marks[0] if marks else len(lines)]
    if any(line.strip() for line in before):
        yield _trimmed(start, before, True)
    for mark, end in zip(marks, [*marks[1:], len(lines)], strict=True):
        yield _trimmed(mark + 1, lines[mark + 1 : end], not _PROSE.match(lines[mark]))


def _light_parts(lines: list[str], start: int) -> Iterator[tuple[int, list[str], bool]]:
    """Yield paragraphs: one of comments is prose; `# +` and `# -` enclose a cell."""
    body: list[str] = []
    first, enclosed = start, False
    for at in range(start, len(lines) + 1):
        line = lines[at] if at < len(lines) else ""
        opens, closes = re.match(r"#\s?\+", line), enclosed and re.match(r"#\s?-\s*$", line)
        following = lines[at + 1] if at + 1 < len(lines) else ""
        ends = not line.strip() and not following.startswith((" ", "\t"))
        if at == len(lines) or opens or closes or (ends and not enclosed):
            if any(one.strip() for one in body):
                yield _trimmed(first, body, enclosed or not all(map(_comment, body)))
            body, first, enclosed = [], at + 1, bool(opens)
        else:
            body.append(line)


def _comment(line: str) -> bool:
    return line.startswith("#") or not line.strip()


def _trimmed(start: int, body: list[str], code: bool) -> tuple[int, list[str], bool]:
    """Return the part without the blank lines before it."""
    blank = next((at for at, line in enumerate(body) if line.strip()), len(body))
    return start + blank, body[blank:], code
