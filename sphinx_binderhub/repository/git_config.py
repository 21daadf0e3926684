"""The syntax of git's configuration files, of which `.gitmodules` is one, read as git reads it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_SKIPPED = re.compile(r"(?:[ \t\r\n]|[#;][^\n]*)*")
_SECTION = re.compile(
    r'\[([-.0-9A-Za-z]*)(?:\]|[ \t\r][ \t\r]*"((?:[^"\\\n]|\\[^\n])*)"\])', re.DOTALL
)
_NAME = re.compile(r"([A-Za-z][-0-9A-Za-z]*)[ \t]*(=|\n|\Z)")
_PIECE = re.compile(r'(?P<blank>[ \t\r]+)|(?P<plain>[^\\"\n;# \t\r]+)|(?P<other>.)', re.DOTALL)
_BLANK = re.compile(r"[ \t\r]*")
_TO_END = re.compile(r"[^\n]*")
_ESCAPE = re.compile(r'\\(?:\n|\Z|[tbn\\"])')
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "\\": "\\", '"': '"', "\n": "", "": ""}


class ConfigError(ValueError):
    """Git stops at such a file; `line` says where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@dataclass(frozen=True)
class Entry:
    """One setting: `key` is `section.name` or `section.subsection.name`.

    `value` is `None` where there is no `=`. `line` and `column` are the place of the value, or of
    the name.
    """

    key: str
    value: str | None
    line: int
    column: int


def read_config(content: bytes) -> list[Entry]:
    """Return the settings in the order of the file; raise `ConfigError` where git stops."""
    text = content.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    return list(_Scanner(text.replace("\r\n", "\n")).entries())


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def entries(self) -> Iterator[Entry]:
        section = ""
        while True:
            self.take(_SKIPPED)
            if self.at == len(self.text):
                return
            if self.text[self.at] == "[":
                section = self.section()
                continue
            start = self.at
            name, sign = self.take(_NAME).groups()
            if sign == "=":
                self.take(_BLANK)
                start = self.at
            value = self.value() if sign == "=" else None
            line = bisect_right(self.lines, start)
            yield Entry(section + name.lower(), value, line, start - self.lines[line - 1] + 1)

    def section(self) -> str:
        name, inner = self.take(_SECTION).groups()
        if inner is None and not name:
            raise self.error()
        inside = "" if inner is None else "." + re.sub(r"\\(.)", r"\1", inner, flags=re.DOTALL)
        return f"{name.lower()}{inside}."

    def value(self) -> str:
        """Return the value that begins here, and go on behind its line."""
        found: list[str] = []
        quoted, blanks = False, 0
        while self.at < len(self.text):
            piece = self.take(_PIECE)
            text = piece[0]
            if piece.lastgroup == "blank" and not quoted:
                blanks += len(text) if found else 0  # those before the value are not part of it
            elif text == "\n":
                break
            elif text in {"#", ";"} and not quoted:
                self.take(_TO_END)
            else:
                if text == '"':
                    quoted, text = not quoted, ""
                elif text == "\\":
                    self.at -= 1
                    text = _ESCAPED[self.take(_ESCAPE)[0][1:]]
                found += filter(None, (" " * blanks, text))
                blanks = 0
        if quoted:
            raise self.error()
        return "".join(found)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Return what `pattern` finds here, and go on behind it; raise `ConfigError`."""
        found = pattern.match(self.text, self.at)
        if found is None:
            raise self.error()
        self.at = found.end()
        return found

    def error(self) -> ConfigError:
        return ConfigError(bisect_right(self.lines, min(self.at, len(self.text) - 1)))
