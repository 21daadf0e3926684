"""The files that a shell reads and writes by `<` and `>`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_binderhub.environment.scripts.shell_tokens import Unclosed, tokens, unquoted

_REDIRECTION = re.compile(
    r"(?:[ \t]|\\\n)*\d*(<<<|<<-?|<>|<&|>>|>&|>\||<|>|&>>?)(?:[ \t]|\\\n)*"
    r"((?:\"[^\"\n]*\"|'[^'\n]*'|\\.|[^\s;&|<>()\"'\\])+|&\d*-?)?"
)
_WRITING = frozenset({">", ">>", ">|", "&>", "&>>"})


def redirected(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield `read` or `write`, the file as it is written, and the line from 1.

    They stand between the words and operators that a shell takes apart. What follows the end of a
    line may be a text for the command above it, and is left out.
    """
    text = text.replace("\r\n", "\n")
    end, line, counted = 0, 1, 0
    for start, after in _between(text):
        line += text.count("\n", counted, start)
        counted = start
        end = start
        while end < after and (match := _REDIRECTION.match(text, end, after)):
            end = match.end()
            name = unquoted(match[2] or "")
            if name and not name.startswith(("/dev/", "&", "=")):  # `pip install a>=1`
                if match[1] in _WRITING:
                    yield "write", name, line
                elif match[1] == "<":
                    yield "read", name, line


def _between(text: str) -> Iterator[tuple[int, int]]:
    """Yield where what is neither word nor operator begins and ends."""
    end, lines = 0, False
    for token in tokens(text, Unclosed()):
        if token.position > end and not lines:
            yield end, token.position
        end = token.position + len(token.text)
        lines = token.operator and token.text == "\n"
    if not lines:
        yield end, len(text)
