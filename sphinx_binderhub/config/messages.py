"""How a message shows what an author wrote: short, and without what nobody else may read.

Credentials stand before an `@` of an address, and tokens in its query. An author may have mistyped
either, so that no parser knows them: more is hidden than need be.
"""

from __future__ import annotations

import re
import reprlib
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

_SCHEME = re.compile(r"\s*(?:(?:git\+)?(?:https?|ssh|ftp)|git)://", re.IGNORECASE)
_LENGTH = 120


def shown(value: object) -> str:
    """Return `value` as an error shows it, in one line."""
    try:
        brief = _BRIEF.repr(value)
    except ValueError:  # Python writes no number of thousands of digits
        brief = "a number too long to be written"
    return brief if len(brief) <= _LENGTH else brief[: _LENGTH - 1] + "…"


def redacted(text: str) -> str:
    """Return `text` from its last `@` to its query: the rest of an address may hold a secret."""
    scheme = _SCHEME.match(text)
    start = scheme.group() if scheme else ""
    before, _, after = text[len(start) :].rpartition("@")
    if re.search(r"[?#]", before):  # a password with such a sign, or an `@` in a query
        return f"{start}…"
    mark = re.search(r"[?#]", after)
    return start + (f"{after[: mark.end()]}…" if mark and mark.end() < len(after) else after)


_SECRET = re.compile(
    r"([\w+.-]+:/{1,2})[^\s/@`]+@"  # https://TOKEN@host
    r"|(git@)[^\s/@:`]+@"
    r"|(?<![\w./-])[\w.-]+:[^\s/@:`]+@"  # user:TOKEN@host
    r"|(?<![\w./@:-])(?!git@)[\w.-]+@(?=[\w.-]+\.\w+:)"  # TOKEN@host:path
)


def without_secrets(text: str) -> str:
    """Return a sentence without the user and password of an address that it quotes.

    Files of a repository hold tokens that nobody meant to show once more: `https://TOKEN@host`,
    `user:TOKEN@host`.
    """
    return _SECRET.sub(lambda found: f"{found[1] or found[2] or ''}…@", text)


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `"; did you mean '…'?"` for the known name most like `name`, or nothing."""
    names = list(known)
    words = sorted(re.split(r"[-_ ]", name))
    turned = [one for one in names if sorted(re.split(r"[-_ ]", one)) == words]
    match = turned or get_close_matches(name, names, n=1)
    return f"; did you mean '{match[0]}'?" if match else ""


class _Brief(reprlib.Repr):
    """Shortens what is redacted already: a text that was cut has lost its `@`."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = _LENGTH
        self.maxlevel = 2

    def repr1(self, x: Any, level: int) -> str:
        """Return `x` shortened, every text in it redacted."""
        return super().repr1(redacted(str(x)) if isinstance(x, str) else x, level)

    def repr_instance(self, x: Any, level: int) -> str:  # noqa: ARG002
        """Return the words of an object of another kind, redacted as one text."""
        try:
            return redacted(repr(x))
        except Exception:
            return f"a value of the type {type(x).__name__}"


_BRIEF = _Brief()
