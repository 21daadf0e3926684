"""The text of a rule as Markdown, for the documentation and for pages of code scanning."""

from __future__ import annotations

import re


def as_markdown(text: str) -> str:
    """Return a docstring as Markdown: its few marks mean the same but for two.

    Literal blocks, which are indented, mean the same too and are left as they are.
    """
    lines = text.split("\n")
    return "\n".join(line if line.startswith("    ") else _prose(line) for line in lines)


def _prose(line: str) -> str:
    return re.sub(r"https?://\S+[^\s.,)]", r"<\g<0>>", re.sub(r"::$", ":", line))
