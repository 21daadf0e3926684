"""The cells of Jupytext's light format: paragraphs, and what marks enclose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx_binderhub.notebook.formats.parts import MAGIC, PROSE, Part
from sphinx_binderhub.notebook.formats.quotes import Quotes

_END_OF_CELL = re.compile(r"endofcell\s*=\s*\"([^\"]+)\"")
_MAGIC_LINE = re.compile(rf"[#\s]*(?:{MAGIC})")


@dataclass
class Light:
    """The light format: paragraphs; `# +` and `# -`, or `markers` in their place, enclose more."""

    lines: list[str]
    markers: str
    words: list[int] = field(default_factory=list)

    def parts(self, start: int) -> Iterator[Part]:
        """Yield the cells from the line with index `start`."""
        self.words = _next_words(self.lines)
        opening, _, closing = self.markers.partition(",")
        opens = re.compile(rf"#\s*{re.escape(opening)}(.*)$")
        closes = re.compile(rf"#\s*{re.escape(closing)}\s*$") if self.markers != "+,-" else None
        at = start
        while at < len(self.lines):
            mark = opens.match(self.lines[at])
            alone = closes is not None and closes.match(self.lines[at])
            if mark is None and not alone and self._all_comments(at):
                end = self._next_blank(at)
                yield Part(at, self.lines[at:end], False)
                at = self._after(end + 1, closed=False)
                continue
            first = at + (mark is not None)
            end, following, closed = self._region(at, mark, opens, closes)
            if (
                mark is not None
                and closes is not None
                and not closed
                and following < len(self.lines)
            ):
                first = at  # the end that it needs is missing, so that the mark is a comment
            code = not (mark and PROSE.search(mark[1]))
            yield Part(first, self.lines[first:end], code)
            at = self._after(following, closed=closed)

    def _all_comments(self, at: int) -> bool:
        """Tell whether a paragraph is comments alone, none of them a magic."""
        for number in range(at, len(self.lines)):
            line = self.lines[number]
            if not line.startswith("#"):
                return number > at and not line.strip()
            if not line[1:].lstrip().startswith("#") and _MAGIC_LINE.match(line):
                return False
        return True

    def _next_blank(self, at: int) -> int:
        blank = (n for n in range(at, len(self.lines)) if not self.lines[n].strip())
        return next(blank, len(self.lines))

    def _region(
        self,
        at: int,
        mark: re.Match[str] | None,
        opens: re.Pattern[str],
        closes: re.Pattern[str] | None,
    ) -> tuple[int, int, bool]:
        """Return where a code cell ends, where the next begins, and whether a mark closes it."""
        if mark is not None and closes is None:
            named = _END_OF_CELL.search(mark[1])
            closes = re.compile(rf"# {re.escape(named[1] if named else '-')}\s*$")
        quotes = Quotes()
        for number in range(at + (mark is not None), len(self.lines)):
            line = self.lines[number]
            open_before = quotes.open
            quotes.read(line)
            if open_before:
                continue
            if opens.match(line) and number > at:
                return self._before(at, number), number, False
            if mark is not None and closes is not None:
                if closes.match(line):
                    return number, number + 1, True
            elif not line.strip() and not self._indented_after(number):
                if number > at:
                    return number, number + 1, False
                return at + 1, at + 1 + (self.words[at] != at + 1), False
        return len(self.lines), len(self.lines), False

    def _before(self, at: int, end: int) -> int:
        """Return the end of a cell before a mark, less a blank line or two."""
        for _ in range(2):
            if end > at and not self.lines[end - 1].strip():
                end -= 1
        return end

    def _indented_after(self, at: int) -> bool:
        words = self.words[at]
        return words < len(self.lines) and self.lines[words][0] in " \t"

    def _after(self, following: int, *, closed: bool) -> int:
        """Return where the next cell begins, after blank lines that part it from this one."""
        words = self.words[following] if following < len(self.lines) else len(self.lines)
        if words < len(self.lines) and words - following <= 1 + closed:
            return words
        return following


def _next_words(lines: list[str]) -> list[int]:
    """Return for each line the index of the next, or of itself, that is not blank."""
    found = [len(lines)] * len(lines)
    following = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        following = at if lines[at].strip() else following
        found[at] = following
    return found
