"""Which lines of a Python text begin within a string of three quotes, as Jupytext tells them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTE = re.compile(r"\"\"\"|'''|\"|'|#|\\.")


@dataclass
class Quotes:
    """The state between two lines: `open` is the kind of quote that is not closed yet."""

    open: str = ""

    def read(self, line: str) -> None:
        """Take in a line."""
        if '"' not in line and "'" not in line:
            return
        if not self.open and line.lstrip().startswith("#"):
            return
        single = ""
        for mark in _QUOTE.findall(line):
            if mark[0] == "\\":
                continue
            if self.open:
                if mark == self.open:
                    self.open = ""
            elif single:
                if mark == single:
                    single = ""
                elif mark == 3 * single:
                    single = ""  # it closes, and two more make an empty string
            elif mark == "#":
                return
            elif len(mark) == 3:
                self.open = mark
            else:
                single = mark
