"""The cells of a script as Sphinx Gallery writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_binderhub.notebook.formats.parts import Part, less_blank
from sphinx_binderhub.notebook.formats.quotes import Quotes

HASHES = re.compile(r"# ?#{19,}\s*$")
"""A long row of `#`, which begins prose."""
_GALLERY = ('"""', "'''", '""', "''")


def gallery_parts(lines: list[str], start: int) -> Iterator[Part]:
    """Yield the cells: strings and long rows of `#` begin prose, and an empty string ends code."""
    found = list(_every_part(lines, start))
    code_before = True  # Jupytext puts `%matplotlib inline` before them all
    for at, part in enumerate(found, start=1):
        code_after = at < len(found) and found[at].code
        if "".join(part.body) or not (code_before and code_after):
            yield part
        code_before = part.code


def _every_part(lines: list[str], start: int) -> Iterator[Part]:
    at = start
    while at < len(lines):
        mark = _gallery_mark(lines[at])
        if mark is None:
            end, quotes = at, Quotes()
            while end < len(lines) and (quotes.open or _gallery_mark(lines[end]) is None):
                quotes.read(lines[end])
                end += 1
            yield Part(at, less_blank(lines[at:end]), True)
            at = end
        else:
            end = _gallery_prose(lines, at, mark)
            yield Part(at, [] if len(mark) == 2 else lines[at:end], False)
            at = end + (end < len(lines) and not lines[end].strip())


def _gallery_mark(line: str) -> str | None:
    if line in _GALLERY[2:] or HASHES.match(line):
        return line
    return next((mark for mark in _GALLERY[:2] if line.startswith(mark)), None)


def _gallery_prose(lines: list[str], at: int, mark: str) -> int:
    """Return where the prose ends that begins with a mark."""
    if len(mark) < 3:
        return at + 1
    if len(mark) == 3:
        for number in range(at, len(lines)):
            alone = number == at and lines[number].strip() == mark
            if (
                not alone
                and lines[number].rstrip().endswith(mark)
                and (number > at or len(lines[at].rstrip()) >= 6)
            ):
                return number + 1
        return len(lines)
    comments = (n for n in range(at + 1, len(lines)) if not lines[n].startswith("#"))
    return next(comments, len(lines))
