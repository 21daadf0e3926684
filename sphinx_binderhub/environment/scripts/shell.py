"""The commands of a shell script, in order: which are sure to run, and whose failure counts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import dropwhile

from sphinx_binderhub.environment.scripts.shell_command import ASSIGNMENT, Command, Commands
from sphinx_binderhub.environment.scripts.shell_tokens import Token, Unclosed, tokens

DEPTH_LIMIT = 200
"""Compounds that may lie in each other in a script that is understood."""
TOKEN_LIMIT = 40_000
"""Words and operators of a script that are read; the longest real ones have some hundreds."""

_LOOPS = frozenset({"while", "until", "for", "select"})
_HEADED = frozenset({"for", "select", "case"})
_CLOSING = {"fi": "if", "done": "do", "esac": "case", "}": "{"}
_FOLLOWING = frozenset({"then", "do", "else", "elif", "time"})
_BLOCKS = frozenset({"{", "("})
"""Compounds whose commands run in any case."""
_JOINING = frozenset({"&&", "||", "|", "|&"})
_OPTIONS = re.compile(r"[-+][A-Za-z]{1,20}$")
_ARGUMENT = re.compile(r"\$\{?[@*1-9]|\$\{?!?#")


@dataclass
class _Reader:
    lines: list[int]
    errexit: bool
    unclosed: Unclosed
    found: list[Command] = field(default_factory=list)
    nesting: list[str] = field(default_factory=list)
    words: list[Token] = field(default_factory=list)
    arguments: list[int] = field(default_factory=list)
    before: str = ""
    negated: bool = False
    function: str = ""

    def line_of(self, token: Token) -> int:
        """Return the number of the line on which `token` begins."""
        return bisect_right(self.lines, token.position)

    def open(self, kind: str) -> None:
        """Enter a compound."""
        if len(self.nesting) < DEPTH_LIMIT:
            self.nesting.append(kind)
        else:
            self.unclosed.found = True


def read_commands(text: str, errexit: bool = False) -> Commands:
    """Return the commands of `text`; `errexit` is whether the shell begins with `-e`."""
    text = text.replace("\r\n", "\n")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    reader = _Reader(starts, errexit, Unclosed())
    stream = _noting(tokens(text, reader.unclosed), reader)
    for token in stream:
        if token.operator:
            _read_operator(reader, token.text)
        else:
            _read_word(reader, token, stream)
    _flush(reader, "")
    understood = not reader.unclosed.found and not reader.nesting
    return Commands(tuple(_with_ends(reader.found)), tuple(reader.arguments), understood)


def _noting(stream: Iterator[Token], reader: _Reader) -> Iterator[Token]:
    """Pass tokens on, and note those that use the script's arguments."""
    for number, token in enumerate(stream):
        if number >= TOKEN_LIMIT:
            reader.unclosed.found = True
            return
        if not token.operator and _ARGUMENT.search(token.text):
            reader.arguments.append(reader.line_of(token))
        yield token


def _read_word(reader: _Reader, token: Token, stream: Iterator[Token]) -> None:
    text = token.text
    if reader.words:
        reader.words.append(token)
    elif text in _LOOPS or text in {"if", "case"}:
        reader.open("do" if text in _LOOPS else text)
        if text in _HEADED:
            _skip_head(stream, text)
    elif text == "{":
        reader.open("function" if reader.function else "{")
        reader.function = ""
    elif text in _CLOSING:
        _close(reader, _CLOSING[text])
    elif text == "!":
        reader.negated = True
    elif text == "function":
        next(stream, None)
        reader.function = "named"
    elif text == "[[":
        reader.words.append(token)
        reader.unclosed.found |= not any(token.text == "]]" for token in stream)
    elif text not in _FOLLOWING:
        reader.words.append(token)


def _read_operator(reader: _Reader, operator: str) -> None:
    if operator == "(":
        _open_bracket(reader)
    elif operator == ")":
        _close_bracket(reader)
    else:
        waiting = reader.before and operator == "\n" and not reader.words
        _flush(reader, operator)
        if not waiting:  # a list goes on after the end of a line
            reader.before = operator if operator in _JOINING else ""


def _open_bracket(reader: _Reader) -> None:
    if reader.words or reader.function == "named":  # `name ()`
        reader.words.clear()
        reader.function = "brackets"
    elif reader.function:
        reader.open("(function")
        reader.function = ""
    else:
        reader.open("(")


def _close_bracket(reader: _Reader) -> None:
    top = reader.nesting[-1] if reader.nesting else ""
    if reader.function == "brackets":
        reader.function = "defined"
    elif top == "case":
        reader.words.clear()  # a pattern
    elif top.startswith("("):
        _flush(reader, "")
        reader.nesting.pop()


def _close(reader: _Reader, opened: str) -> None:
    """Leave the innermost compound of the kind; what is still open in it was misread."""
    kinds = {opened, "function"} if opened == "{" else {opened}
    while reader.nesting:
        if reader.nesting.pop() in kinds:
            return
        reader.unclosed.found = True


def _skip_head(stream: Iterator[Token], keyword: str) -> None:
    """Skip the name and the words that a loop runs over, or the word of `case` up to `in`."""
    for token in stream:
        if keyword == "case" and token.text == "in":
            return
        if keyword != "case" and token.operator and token.text in {";", "\n"}:
            return


def _flush(reader: _Reader, operator: str) -> None:
    """End the command that is being read."""
    words, reader.words = reader.words, []
    negated, reader.negated = reader.negated, False
    before, reader.before = reader.before, "" if words else reader.before
    words = list(dropwhile(lambda word: ASSIGNMENT.match(word.text), words))
    if not words:
        return
    line = reader.line_of(words[0])
    conditional = any(kind not in _BLOCKS for kind in reader.nesting)
    piped = {before, operator} & {"|", "|&"} or operator == "&"
    command = Command(
        tuple(word.text for word in words),
        line,
        words[0].position - reader.lines[line - 1] + 1,
        not conditional and not negated and before not in {"&&", "||"},
        reader.errexit,
        operator if operator in {*_JOINING, "&"} else "",
        bool(piped) or any(kind.startswith("(") for kind in reader.nesting),
    )
    reader.found.append(command)
    if command.raw[0] == "set" and not conditional:
        reader.errexit = _sets_errexit(command.words, reader.errexit)


def _sets_errexit(words: tuple[str, ...], errexit: bool) -> bool:
    """Return whether a failure ends the script once `set` was run."""
    for word, after in zip(words[1:], (*words[2:], ""), strict=True):
        if word == "--":
            break
        if (_OPTIONS.match(word) and "e" in word) or (word in {"-o", "+o"} and after == "errexit"):
            errexit = word.startswith("-")
    return errexit


def _with_ends(found: list[Command]) -> Iterator[Command]:
    """Yield the commands with whether the failure of each ends the script."""
    last = len(found) - 1
    while last > 0 and found[last - 1].after == "&&":
        last -= 1  # the first failure of a chain is the outcome of it
    for number, command in enumerate(found):
        alone = command.after == "" and command.errexit
        final = number >= last and command.after in {"", "&&"}
        yield replace(command, ends=command.certain and (alone or final))
