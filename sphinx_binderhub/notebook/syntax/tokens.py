"""The tokens of Python by the rules of its newest version, whichever version runs.

Since 3.12 an f-string may hold its own quotes, and where it ends is known only to one who reads its
fields; since 3.14 there are t-strings.
"""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

_NESTED = 20
"""Strings within strings that are followed."""

_TOKEN = re.compile(
    r"(?P<space>[ \t\f]+|\\\r?\n|#[^\n\r]*)"
    r"|(?P<newline>\r?\n|\r)"
    r"|(?P<string>(?P<prefix>[uUrRbBfFtT]?|[bBfFtT][rR]|[rR][bBfFtT])(?P<quote>\"\"\"|'''|[\"']))"
    r"|(?P<name>[^\W\d]\w*)"
    r"|(?P<number>\d[\w.]*|\.\d\w*)"
    r"|(?P<operator>:=|<>|->|\*\*=?|//=?|>>=?|<<=?|[-+*/%&|^@=!<>]=|\.\.\.|.)"
)
_CONVERSION = re.compile(r"![ \t]*[a-z]+[ \t]*")

_SPECIFICATION = (re.compile(r"[^{}\n]*"), re.compile(r"[^{}]*"))
"""What a format specification holds beside fields, in a string of one quote or of three."""

_DISPLAYED = frozenset({"case", "match", "print"})
"""Words that begin a statement and may stand before a list."""


class LostError(Exception):
    """The source is no Python of any version that is known here."""


class Token(NamedTuple):
    """A token and its place; `kind` is newline, string, name, number or operator."""

    kind: str
    text: str
    start: int
    end: int


@dataclass
class Formatted:
    """An f-string or a t-string; `fields` are the places of the expressions in it.

    `debug` is the `=` after one of them, `news` why Pythons before 3.12 do not read it.
    """

    start: int
    template: bool
    quote: str
    end: int = 0
    fields: list[tuple[int, int]] = field(default_factory=list)
    debug: bool = False
    news: str = ""


@dataclass
class Scan:
    """The tokens of a source without blanks and comments, and its formatted strings.

    Line breaks within brackets are blanks.

    A string that holds others comes before them.
    """

    source: str
    tokens: list[Token] = field(default_factory=list)
    strings: list[Formatted] = field(default_factory=list)
    _closing: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the source to its end; raise `LostError` where that is not possible."""
        position, opened = 0, list[int]()
        while position < len(self.source):
            kind, end, _ = self._next(position, 0)
            text = self.source[position:end]
            if text in {")", "]", "}"} and opened:
                self._closing[opened.pop()] = len(self.tokens)
            elif text in {"(", "[", "{"}:
                opened.append(len(self.tokens))
            if kind != "space" and not (kind == "newline" and opened):
                self.tokens.append(Token(kind, text, position, end))
            position = end

    def closing(self, index: int) -> int:
        """Return the index of the bracket that closes the one at `index`, or `index` itself."""
        return self._closing.get(index, index)

    def text(self, index: int) -> str:
        """Return the text of a token, nothing where there is none."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def kind(self, index: int) -> str:
        """Return the kind of a token, nothing where there is none."""
        return self.tokens[index].kind if 0 <= index < len(self.tokens) else ""

    def is_first(self, index: int) -> bool:
        """Tell whether a token begins a line."""
        return index == 0 or self.tokens[index - 1].kind == "newline"

    def ends_value(self, index: int) -> bool:
        """Tell whether a bracket after this token is an index."""
        kind, text = self.kind(index), self.text(index)
        if kind == "name":
            if text in _DISPLAYED and self.is_first(index):
                return False
            return not keyword.iskeyword(text) or text in {"None", "True", "False"}
        return kind == "string" or text in {")", "]", "}"}

    def begins_value(self, index: int) -> bool:
        """Tell whether an expression may begin with this token."""
        return self.kind(index) != "operator" or self.text(index) in {*"([{", "-", "+", "~"}

    def _next(self, position: int, depth: int) -> tuple[str, int, bool]:
        """Return the kind of the token at `position`, its end, and whether it is a comment."""
        match = _TOKEN.match(self.source, position)
        if match is None:
            raise LostError
        kind, end = match.lastgroup or "", match.end()
        if match[0] == "\\":
            raise LostError
        if kind != "string":
            return kind, end, kind == "space" and match[0][0] == "#"
        prefix, quote = match["prefix"].lower(), match["quote"]
        if "f" in prefix or "t" in prefix:
            return kind, self._formatted(position, end, prefix, quote, depth), False
        closed = _plain(quote).match(self.source, end)
        if closed is None:
            raise LostError
        return kind, closed.end(), False

    def _formatted(self, start: int, position: int, prefix: str, quote: str, depth: int) -> int:
        if depth > _NESTED:
            raise LostError
        string = Formatted(start, "t" in prefix, quote)
        self.strings.append(string)
        literal = _literal(quote, "r" in prefix)
        while True:
            text = literal.match(self.source, position)
            position = text.end() if text else position
            if self.source.startswith(quote, position):
                string.end = position + len(quote)
                return string.end
            position = self._field(position, string, depth, 0)

    def _field(self, position: int, string: Formatted, depth: int, level: int) -> int:
        """Return where the text after the field at `position` begins."""
        if self.source[position : position + 1] != "{" or level > 2:
            raise LostError
        begin = position + 1
        position, comment = self._expression(begin, string, depth)
        expression = self.source[begin:position]
        if string.quote in expression:
            string.news = "an f-string that holds quotes of its own kind"
        elif "\\" in expression:
            string.news = "a backslash within the braces of an f-string"
        elif comment:
            string.news = "a comment within the braces of an f-string"
        elif len(string.quote) == 1 and "\n" in expression:
            string.news = "a line break within the braces of an f-string"
        elif level > 1:
            string.news = "braces within braces within braces of an f-string"
        if conversion := _CONVERSION.match(self.source, position):
            position = conversion.end()
        if self.source[position : position + 1] == ":":
            position = self._specification(position + 1, string, depth, level)
        if self.source[position : position + 1] != "}":
            raise LostError
        return position + 1

    def _specification(self, position: int, string: Formatted, depth: int, level: int) -> int:
        """Return where a format specification ends; it may hold fields of its own."""
        text = _SPECIFICATION[len(string.quote) == 3]
        while True:
            match = text.match(self.source, position)
            end = match.end() if match else position
            if string.quote in self.source[position:end]:
                raise LostError
            position = end
            if self.source[position : position + 1] != "{":
                return position
            position = self._field(position, string, depth, level + 1)

    def _expression(self, position: int, string: Formatted, depth: int) -> tuple[int, bool]:
        """Return where the expression of a field ends, and whether a comment is in it."""
        begin, brackets, last, commented = position, 0, Token("", "", 0, 0), False
        while position < len(self.source):
            kind, end, comment = self._next(position, depth + 1)
            text = self.source[position:end]
            commented = commented or comment
            if kind == "operator" and not brackets and text in {"}", "!", ":", ":="}:
                if not last.text:
                    raise LostError
                string.debug = string.debug or last.text == "="
                string.fields.append((begin, last.start if last.text == "=" else position))
                return position, commented
            if kind == "operator":
                brackets += (text in "([{") - (text in ")]}")
            if kind not in {"space", "newline"}:
                last = Token(kind, text, position, end)
            position = end
        raise LostError


@cache
def _plain(quote: str) -> re.Pattern[str]:
    """Return the expression of the rest of a string without fields."""
    if len(quote) == 3:
        return re.compile(
            rf"[^{quote[0]}\\]*(?:(?:\\.|{quote[0]}(?!{quote[:2]}))[^{quote[0]}\\]*)*{quote}",
            re.DOTALL,
        )
    return re.compile(rf"[^{quote}\\\n]*(?:\\.[^{quote}\\\n]*)*{quote}", re.DOTALL)


@cache
def _literal(quote: str, raw: bool) -> re.Pattern[str]:
    """Return the expression of the text before the next field or the end of a string."""
    single = (
        rf"[^{{}}\\{quote}\n]"
        if len(quote) == 1
        else rf"[^{{}}\\{quote[0]}]|{quote[0]}(?!{quote[:2]})"
    )
    named = "" if raw else r"\\N\{[^{}\n]*\}|"
    return re.compile(rf"(?:{named}{single}|\\(?:[^{{}}]|(?=[{{}}]))|\{{\{{|\}}\}})*", re.DOTALL)
