"""The pictures that the prose of a notebook shows from files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from sphinx_binderhub.notebook.code.literals import is_path
from sphinx_binderhub.notebook.records import Cell, Need

MARKDOWN, HTML = "![]", "<img>"
"""What asks for a picture."""
_MARKDOWN = re.compile(
    r"(?<!\\)!\[[^\[\]\n]{0,400}\]\(\s{0,9}(?:<([^<>\n]{1,300})>|([^\s()<>]{1,300}))"
)
_HTML = re.compile(
    r"<img\s[^<>]{0,600}?\bsrc\s{0,9}=\s{0,9}[\"']([^\"'\n]{1,300})[\"']", re.IGNORECASE
)
_INLINE = re.compile(r"(?<!`)(`{1,9})[^`\n](?:[^\n]{0,300}?[^`\n])?\1(?!`)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIMIT = 1024 * 1024


def may_show(source: str) -> bool:
    """Tell whether prose may show a picture."""
    return "![" in source or "<img" in source or "<IMG" in source


def picture_needs(cell: Cell, code: str) -> Iterator[Need]:
    """Yield each picture that a cell of prose shows from a file, at its path beside the notebook.

    Code in prose shows none. What begins with `/` is a page's address, and not a file's. A picture
    that the notebook's `code` names may be made by it, and is optional.
    """
    if len(cell.source) > _LIMIT:
        return
    text = "\n".join(_without_code(_without_comments(cell.source)))
    for pattern, by in ((_MARKDOWN, MARKDOWN), (_HTML, HTML)):
        for match in pattern.finditer(text):
            name = unquote(next(filter(None, match.groups()))).partition("#")[0].partition("?")[0]
            if is_path(name) and not name.startswith(("/", "~")):
                line = text.count("\n", 0, match.start()) + 1
                made = name.rpartition("/")[2] in code
                yield cell.need("read", name, line, by, optional=made)


def _without_comments(text: str) -> str:
    """Return `text` without HTML comments; lines keep their numbers."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join([*parts, text[at:]])


def _without_code(text: str) -> Iterator[str]:
    """Yield the lines of `text`, empty where they are code, and code in a line cut out."""
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            closes = mark and mark[1].startswith(fence) and not line[mark.end() :].strip()
            fence = "" if closes else fence
            yield ""
        else:
            fence = mark[1] if mark else ""
            plain = "`" not in line
            yield "" if mark else line if plain else _INLINE.sub("", line)
