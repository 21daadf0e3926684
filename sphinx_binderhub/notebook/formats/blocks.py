"""The blocks of MyST Markdown that make cells: fences at the top level, and cell breaks.

CommonMark says what stands at the top level; a fence in a list, a quotation or a block of HTML does
not. Colons fence nothing off here: neither Jupytext nor myst-nb makes a cell of `:::{code-cell}`,
and Jupytext, which opens the file on Binder, finds the cells between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*(.*)")
_ITEM = re.compile(r"( {0,3}(?:[-*+]|(\d{1,9})[.)]))(?: {1,4}(?=\S)| *$| )")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_BREAK = re.compile(r" {0,3}\+(?:[ \t]*\+){2,}")
_ENDING = re.compile(r" {0,3}(?:#{1,6}(?:\s|$)|%|\([\w .:-]+\)=[ \t]*$)")
"""A heading, a comment or a target, each of one line."""
_ENDS_OF_HTML = (
    (re.compile(r"<(?:script|pre|style|textarea)(?=\s|>|$)", re.IGNORECASE),
     re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
)  # fmt: skip
_TAGS = (
    "address article aside base basefont blockquote body caption center col colgroup dd details "
    "dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 "
    "head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option "
    "p param search section summary table tbody td tfoot th thead title tr track ul"
)
_BLOCK_OF_HTML = re.compile(rf"</?(?:{'|'.join(_TAGS.split())})(?=\s|/?>|$)", re.IGNORECASE)
_ATTRIBUTE = r"\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^\"'=<>`\s]+|'[^']*'|\"[^\"]*\"))?"
_ALONE = re.compile(rf"(?:<[a-z][a-z\d-]*(?:{_ATTRIBUTE})*\s*/?>|</[a-z][a-z\d-]*\s*>)\s*$", re.I)
_QUICK = frozenset(" \t`~<+-*_#>(%0123456789")
"""What a line begins with that may be more than words."""


@dataclass(frozen=True)
class Fence:
    """A fenced block: its lines from 1, its info string, its content; `+++` is a cell break."""

    start: int
    end: int
    info: str
    body: list[str]


def top_blocks(lines: list[str], start: int) -> Iterator[Fence]:
    """Yield the fenced blocks and the cell breaks at the top level, from the index `start` on."""
    return _Blocks(lines, start).read()


@dataclass
class _Blocks:
    """`content` is the column where that of a list item begins, 0 where there is no list."""

    lines: list[str]
    at: int
    content: int = 0
    paragraph: bool = field(default=False)

    def read(self) -> Iterator[Fence]:
        while self.at < len(self.lines):
            self._pass_words()
            if self.at == len(self.lines):
                return
            line = self.lines[self.at]
            indent = _indent(line)
            if self.content and (not line.strip() or indent >= self.content):
                self._skip_nested(line.expandtabs(4)[self.content :])
            elif (fence := _FENCE.match(line)) and _opens(fence):
                closed, end = _fence_end(self.lines, self.at, fence[1], 0)
                body = _less(self.lines[self.at + 1 : closed], indent)
                yield Fence(self.at + 1, end, fence[2].strip(), body)
                self._ended(end)
            elif _BREAK.match(line):
                yield Fence(self.at + 1, self.at + 1, "+++", [])
                self._ended(self.at + 1)
            else:
                self._other(line, indent)

    def _pass_words(self) -> None:
        """Pass the lines that are nothing but words, or blank."""
        lines, content, paragraph, at = self.lines, self.content, self.paragraph, self.at
        while at < len(lines):
            line = lines[at]
            if not line:
                paragraph = False
            elif line[0] in _QUICK:
                break
            elif not paragraph:
                content, paragraph = 0, True
            at += 1
        self.content, self.paragraph, self.at = content, paragraph, at

    def _words(self, line: str) -> None:
        """Pass a line of words, which goes on with the paragraph before, or a blank one."""
        if line and not self.paragraph:
            self.content = 0
        self.paragraph = bool(line)
        self.at += 1

    def _ended(self, at: int) -> None:
        self.content, self.paragraph, self.at = 0, False, at

    def _skip_nested(self, line: str) -> None:
        """Pass a line of a list item, or the whole block that is fenced off in it."""
        fence = _FENCE.match(line)
        if fence and _opens(fence):
            _, self.at = _fence_end(self.lines, self.at, fence[1], self.content)
            self.paragraph = False
        else:
            self.paragraph = bool(line.strip()) and not _ENDING.match(line)
            self.at += 1

    def _other(self, line: str, indent: int) -> None:
        """Pass a list's beginning, HTML, or a line of any other kind."""
        if indent > 3 and not self.paragraph:  # code, which HTML may follow
            self._ended(self.at + 1)
            return
        item = None if indent > 3 or _RULE.match(line) else _ITEM.match(line.expandtabs(4))
        if item and (not self.paragraph or self.content or _interrupts(item)):
            self._item(item, line.expandtabs(4))
            return
        end = _html_end(self.lines, self.at, self.paragraph) if indent < 4 else None
        if end is not None or _ENDING.match(line) or _RULE.match(line):
            self._ended(self.at + 1 if end is None else end)
        else:
            self._words(line if line.strip() else "")

    def _item(self, item: re.Match[str], line: str) -> None:
        """Pass the first line of a list item; an empty one before a blank line is all of it."""
        empty = not line[item.end(1) :].strip()
        following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        if empty and not following.strip():
            self._ended(self.at + 1)
        else:
            self.content = item.end(1) + 1 if empty else item.end()
            self._skip_nested(line[self.content :])


def _indent(line: str) -> int:
    if "\t" in line:
        line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


def _less(body: list[str], indent: int) -> list[str]:
    """Return the lines of a fenced block less the indentation of its fence."""
    if not indent:
        return body
    return [_spaces(line)[min(indent, _indent(line)) :] for line in body]


def _spaces(line: str) -> str:
    """Return the line with spaces for the tabs that it begins with."""
    words = line.lstrip(" \t")
    return line[: len(line) - len(words)].expandtabs(4) + words if line.startswith("\t") else line


def _opens(fence: re.Match[str]) -> bool:
    return not (fence[1][0] == "`" and "`" in fence[2])


def _interrupts(item: re.Match[str]) -> bool:
    """Tell whether a list item may follow a line of a paragraph."""
    return item[2] in {None, "1"} and bool(item.string[item.end() :].strip())


def _fence_end(lines: list[str], at: int, opening: str, content: int) -> tuple[int, int]:
    """Return the indices after the content of the fence that index `at` opens, and after it all.

    A fence in a list item, whose `content` begins at a column, ends with the item at the latest.
    """
    mark, least = opening[0], len(opening)
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if not content and mark not in line[:4]:  # most lines
            continue
        text = line.strip()
        if not text:
            continue
        indent = _indent(line) if line[0] in " \t" else 0
        if content and indent < content:
            return number, number
        if text[0] == mark and len(text) >= least and indent - content < 4 and not text.strip(mark):
            return number, number + 1
    return len(lines), len(lines)


def _html_end(lines: list[str], at: int, paragraph: bool) -> int | None:
    """Return the number of the last line of the block of HTML that begins with index `at`."""
    line = lines[at].lstrip()
    if not line.startswith("<"):
        return None
    for begins, ends in _ENDS_OF_HTML:
        if begins.match(line):
            found = (n for n in range(at, len(lines)) if ends.search(lines[n]))
            return next(found, len(lines) - 1) + 1
    if _BLOCK_OF_HTML.match(line) or (not paragraph and _ALONE.match(line)):
        return next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
    return None
