"""New syntax in older words, so that the Python that runs can read it.

What only tokens can tell is found on the way. A cell whose older words are Python is one that the
newer Python reads: the words are exchanged one for one, and on the same lines.
"""

from __future__ import annotations

import ast
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sphinx_binderhub.notebook.syntax.tokens import Formatted, LostError, Scan, Token

PYTHON_2 = "2"
"""The version of what no Python 3 has."""

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_STARS = frozenset({"*", "**"})
_OPERATORS = frozenset({"and", "if", "in", "is", "not", "or"})


@dataclass
class Older:
    """A source in older words: `text`, and what it leaves out, as statements.

    `found` are the features: the Python that first had them, the place, and their names.
    """

    scan: Scan
    found: list[tuple[str, int, str]] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    _edits: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Exchange the words."""
        self._strings()
        self._statements()

    @property
    def features(self) -> Iterator[tuple[str, int, str]]:
        """The features with their lines."""
        line, before = 1, 0
        for version, place, name in sorted(self.found, key=lambda one: one[1]):
            line += self.scan.source.count("\n", before, place)
            before = place
            yield version, line, name

    @property
    def text(self) -> str:
        """The source in older words."""
        return _edited(self.scan.source, 0, len(self.scan.source), sorted(self._edits))

    def parse(self) -> ast.Module | None:
        """Return the syntax tree of `text`, `None` where it is not Python either."""
        try:
            for statement in self.left_out:
                ast.parse(statement)
            return ast.parse(self.text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None

    def _strings(self) -> None:
        """Put an empty string in the place of one that is too new; inner ones come first."""
        for string in reversed(self.scan.strings):
            if string.template and string.fields:
                self.found.append(("3.14", string.start, "a t-string"))
            elif string.news:
                self.found.append(("3.12", string.start, string.news))
            if string.debug:
                self.found.append(("3.8", string.start, "`=` in the braces of an f-string"))
            if string.template or string.news:
                self._replace(string)

    def _replace(self, string: Formatted) -> None:
        source, inner = self.scan.source, deque[tuple[int, int, str]]()
        while self._edits and self._edits[-1][0] < string.end:
            inner.append(self._edits.pop())
        for begin, end in string.fields:
            within = []
            while inner and inner[0][0] < end:
                within.append(inner.popleft())
            self.left_out.append(f"({_edited(source, begin, end, within)}\n)")
        lines = source.count("\n", string.start, string.end)
        quote = string.quote[0] * 3 if lines else string.quote
        self._edits.append((string.start, string.end, quote + "\n" * lines + quote))

    def _statements(self) -> None:
        tokens, brackets = self.scan.tokens, list[str]()
        first, skipped = True, 0
        for index, token in enumerate(tokens):
            if token.kind == "operator":
                self._operator(index, brackets)
            elif index >= skipped and token.text in _WORDS and (first or token.text in _ANYWHERE):
                skipped = _WORDS[token.text](self, index)
            first = token.kind == "newline" or (not brackets and token.text in {";", ":"})

    def _operator(self, index: int, brackets: list[str]) -> None:
        """Follow the brackets; exchange operators that are new, or of Python 2."""
        tokens, token = self.scan.tokens, self.scan.tokens[index]
        before = tokens[index - 1] if index else None
        if token.text in _OPENING:
            subscript = token.text == "[" and self.scan.ends_value(index - 1)
            brackets.append("subscript" if subscript else token.text)
        elif token.text in _CLOSING and brackets:
            brackets.pop()
        elif token.text == "<>":
            self._edits.append((token.start, token.end, "!="))
        elif token.text == "*" and before and brackets and self.scan.begins_value(index + 1):
            if brackets[-1] == "subscript" and before.text in {"[", ","}:
                self._exchange(token, " ", "3.11", "`*` in an index")
            elif brackets[-1] == "(" and before.text == ":" and self.scan.text(index - 3) == "*":
                self._exchange(token, " ", "3.11", "`*args: *Ts`")

    def _exchange(self, token: Token, text: str, version: str, name: str) -> None:
        self._edits.append((token.start, token.end, text))
        self.found.append((version, token.start, name))

    def _definition(self, index: int) -> int:
        """Blank the type parameters of a function or class; return from where to go on."""
        if self.scan.kind(index + 1) != "name" or self.scan.text(index + 2) != "[":
            return index + 1
        return self._parameters(index + 2, {"(", ":"}) or index + 1

    def _parameters(self, index: int, follow: set[str]) -> int | None:
        """Return what comes after type parameters, `None` where none of `follow` does."""
        tokens = self.scan.tokens
        end = self.scan.closing(index)
        if end <= index + 1 or self.scan.text(end + 1) not in follow:
            return None
        commas, _ = self._commas(index + 1, frozenset("]"))
        opening, closing = tokens[index], tokens[end]
        version, name = "3.12", "type parameters"
        for begin, stop in zip([index, *commas], [*commas, end], strict=True):
            # Without its stars, a type parameter is written as one of a function.
            parts = [token.text for token in tokens[begin + 1 : stop] if token.text not in _STARS]
            self.left_out.append(f"def _({' '.join(parts)}): pass")
            if "=" in parts and self._commas(begin + 1, frozenset("=]"))[1] < stop:
                version, name = "3.13", "defaults of type parameters"
        lines = self.scan.source.count("\n", opening.start, closing.end)
        self._edits.append((opening.start, closing.end, "\\\n" * lines))
        self.found.append((version, opening.start, name))
        return end + 1

    def _alias(self, index: int) -> int:
        """Take the word out of `type X = int`, which then is an assignment."""
        after: int | None = index + 2
        if self.scan.kind(index + 1) != "name" or self.scan.text(index + 2) not in {"=", "["}:
            return index + 1
        if self.scan.text(index + 2) == "[":
            after = self._parameters(index + 2, {"="})
        if after is None:
            return index + 1
        word, name = self.scan.tokens[index : index + 2]
        self._edits.append((word.start, name.start, ""))
        self.found.append(("3.12", word.start, "`type X = …`"))
        return after

    def _except(self, index: int) -> int:
        """Put brackets around exceptions that have none, and take the star of `except*` away."""
        tokens, token = self.scan.tokens, self.scan.tokens[index]
        begin = index + 1
        starred = self.scan.text(begin) == "*" and self.scan.text(begin + 1) != ":"
        if starred:
            self._exchange(tokens[begin], " ", "3.11", "`except*`")
            begin += 1
        commas, end = self._commas(begin)
        if not commas or end >= len(tokens) or any(one.text == "as" for one in tokens[begin:end]):
            return begin
        self._edits += [
            (tokens[begin].start, tokens[begin].start, "("),
            (tokens[end].start, tokens[end].start, ")"),
        ]
        last = tokens[end - 1]
        named = len(commas) == 1 and commas[0] == end - 2 and last.kind == "name"
        if named and last.text[:1].islower() and not starred:
            self.found.append((PYTHON_2, token.start, "`except E, e`"))
        else:
            self.found.append(("3.14", token.start, "`except` of several without brackets"))
        return begin

    def _raise(self, index: int) -> int:
        for comma in self._commas(index + 1)[0]:
            token = self.scan.tokens[comma]
            self._edits.append((token.start, token.end, " or "))
        return index + 1

    def _statement(self, index: int) -> int:
        """Make a value of what `print` and `exec` once were, by a comma after the word."""
        word, kind, text = (
            self.scan.tokens[index],
            self.scan.kind(index + 1),
            self.scan.text(index + 1),
        )
        if (
            kind in {"string", "number"}
            or text == "{"
            or (kind == "name" and text not in _OPERATORS)
        ):
            self._edits.append((word.end, word.end, ","))
            if word.text == "print":
                self.found.append((PYTHON_2, word.start, "`print` without brackets"))
        return index + 1

    def _commas(self, index: int, stops: frozenset[str] = frozenset(":;")) -> tuple[list[int], int]:
        """Return the commas outside brackets, and where one of `stops` is or the line ends."""
        commas: list[int] = []
        tokens = self.scan.tokens
        while index < len(tokens):
            token = tokens[index]
            if token.text in stops or token.kind == "newline":
                break
            if token.text == ",":
                commas.append(index)
            index = self.scan.closing(index) + 1
        return commas, index


_WORDS: dict[str, Callable[[Older, int], int]] = {
    "class": Older._definition,
    "def": Older._definition,
    "except": Older._except,
    "exec": Older._statement,
    "print": Older._statement,
    "raise": Older._raise,
    "type": Older._alias,
}
_ANYWHERE = frozenset({"class", "def"})
"""Words that need not begin a statement."""


def in_older_words(source: str) -> Older | None:
    """Return `source` in older words; `None` where its tokens are not Python's."""
    try:
        return Older(Scan(source))
    except LostError:
        return None


def _edited(source: str, begin: int, end: int, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    for start, stop, text in edits:
        if start >= begin:
            parts += [source[begin:start], text]
            begin = stop
    return "".join([*parts, source[begin:end]])
