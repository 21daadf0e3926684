"""The cells of Jupytext Markdown, R Markdown and Quarto: what their readers make of the lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sphinx_binderhub.notebook.formats.header import Header
from sphinx_binderhub.notebook.formats.quotes import Quotes

_REGION = re.compile(r"<!--\s*#(region|markdown|md|raw)\b.*-->\s*$")
_CHUNK = re.compile(r"```\{(.*)\}\s*$")
_INLINE = re.compile(r"```(`*)\s*([A-Za-z+#]\S*)(\s.*)?$")
_CLOSING = re.compile(r"```\s*$")
_INACTIVE = re.compile(r"\bactive(?:-|\s*=)(?!.*ipynb)")
_LANGUAGES = frozenset(
    [
        "R",
        "bash",
        "c#",
        "c++",
        "clojure",
        "coconut",
        "cs",
        "csharp",
        "cython",
        "f#",
        "fs",
        "fsharp",
        "gnuplot",
        "go",
        "groovy",
        "haskell",
        "html",
        "idl",
        "java",
        "javascript",
        "jenner",
        "js",
        "julia",
        "latex",
        "logtalk",
        "lua",
        "markdown",
        "matlab",
        "maxima",
        "ocaml",
        "octave",
        "perl",
        "powershell",
        "pypy",
        "python",
        "python2",
        "python3",
        "q",
        "robotframework",
        "ruby",
        "rust",
        "sage",
        "sas",
        "scala",
        "scheme",
        "script",
        "sh",
        "sos",
        "spark",
        "sql",
        "stata",
        "svg",
        "tcl",
        "typescript",
        "xonsh",
    ]
)
"""What a fence of Jupytext Markdown may name to be a cell; with any other word it is prose."""


@dataclass(frozen=True)
class Chunk:
    """A code cell: its number, language and options, and its lines from the index `start` on."""

    number: int
    language: str
    options: str
    start: int
    body: list[str]


@dataclass
class Chunks:
    """A reader of the lines after the header; `at` is the index of the line it has come to."""

    lines: list[str]
    header: Header
    braces: bool
    at: int = 0
    number: int = field(default=0)

    def read(self) -> Iterator[Chunk]:
        """Yield the code cells."""
        self.at, self.number = self.header.lines, int(self.header.front)
        if self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
        while self.at < len(self.lines):
            self.number += 1
            line = self.lines[self.at]
            if _REGION.match(line):
                self._pass_region(line)
            elif opening := self._opening(line):
                yield self._code(*opening)
            else:
                self._pass_prose()

    def _opening(self, line: str) -> tuple[str, str, str] | None:
        """Return language, options and fence of the cell that begins with `line`."""
        if not line.startswith("```"):
            return None
        if self.braces:
            chunk = _CHUNK.match(line)
            if chunk is None:
                return None
            language, options = (*re.split(r"[\s,]", chunk[1], maxsplit=1), "")[:2]
            return language, options, ""
        fence = _INLINE.match(line)
        if fence is None or not _is_language(fence[2]) or ".noeval" in (fence[3] or ""):
            return None
        return fence[2], fence[3] or "", fence[1]

    def _code(self, language: str, options: str, fence: str) -> Chunk:
        start, quotes = self.at + 1, Quotes()
        end = start
        while end < len(self.lines) and (quotes.open or not self._closes(self.lines[end], fence)):
            if language.lower() != "r":
                quotes.read(self.lines[end])
            end += 1
        self.at = end + 1
        self._pass_blank(2)
        if _INACTIVE.search(options):
            language = ""
        return Chunk(self.number, language.lower(), options, start, self.lines[start:end])

    def _closes(self, line: str, fence: str) -> bool:
        if self.braces:
            return line.startswith("```") and bool(_CLOSING.match(line))
        return line.startswith(f"```{fence}")

    def _pass_region(self, line: str) -> None:
        name = _REGION.match(line)
        end = re.compile(rf"<!--\s*#end{name[1] if name else ''}\s*-->\s*$")
        found = (n for n in range(self.at, len(self.lines)) if end.match(self.lines[n]))
        self.at = next(found, len(self.lines)) + 1
        self._pass_blank(2)

    def _pass_prose(self) -> None:
        """Pass a Markdown cell: to code, a region, or the text after two blank lines."""
        blank, fenced, indented = 0, False, False
        for at in range(self.at, len(self.lines)):
            line = self.lines[at]
            words = bool(line.strip())
            if fenced:
                fenced = not (line.startswith("```") and _CLOSING.match(line))
                continue
            if words and line.startswith("    ") and (blank or indented):
                blank, indented = 0, True
                continue
            if words and indented:
                indented = False
            if indented:
                continue
            if not words:
                blank += 1
            elif self._ends(line, blank):
                self.at = at
                return
            else:
                fenced = line.startswith("```")
                blank = 0
        self.at = len(self.lines)

    def _ends(self, line: str, blank: int) -> bool:
        """Tell whether another cell begins with a line, which follows so many blank ones."""
        opening = self._opening(line)
        if opening:
            return _is_language(opening[0])
        if line.startswith("```{"):
            return False
        return (
            bool(_REGION.match(line))
            or blank > 1
            or (self.header.splits and blank > 0 and line.startswith("#"))
        )

    def _pass_blank(self, most: int) -> None:
        """Pass the blank lines between two cells; more of them belong to the next cell."""
        count = 0
        while self.at + count < len(self.lines) and not self.lines[self.at + count].strip():
            count += 1
        if 0 < count <= most and self.at + count < len(self.lines):
            self.at += count


def _is_language(word: str) -> bool:
    word = "R" if word == "r" else word
    return word in _LANGUAGES or (word.isupper() and word.lower() in _LANGUAGES)
