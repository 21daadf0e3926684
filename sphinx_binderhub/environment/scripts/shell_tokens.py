"""The words and operators of a shell script, without comments, heredocs and redirections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPERATOR = re.compile(r"&&|\|\||\|&|;;&|;;|;&|[;&|()\n]")
_REDIRECTION = re.compile(r"\d*(?:<<<|<<-?|<>|<&|>>|>&|>\||<|>)|&>>?")
_BLANKS = re.compile(r"(?:[ \t]|\\\n)+")
_ORDINARY = re.compile(r"[^\s\\'\"`$(){}<>&|;#]+")
_EMPTY = re.compile(r"[ \t\n]*")
_HEREDOC_WORD = re.compile(r"[ \t]*((?:\\.|'[^'\n]*'|\"[^\"\n]*\"|[^\s;&|<>()'\"\\])+)")
_HEREDOC = re.compile(r"<<-?[ \t]*['\"\\]?([A-Za-z_]\w*)")
_ESCAPED = re.compile(r"(?:[^'\\]|\\[\s\S])*'")
_SUBSTITUTION = 10_000
"""Characters of a substitution in which the end of a heredoc is looked for."""
_QUOTED = re.compile(r"\\([\s\S])|'([^']*)'|\"")


@dataclass(frozen=True)
class Token:
    """A word as it is written, or, where `operator`, what stands between commands."""

    text: str
    position: int
    operator: bool = False


@dataclass
class Unclosed:
    """Whether a quote, a bracket or a heredoc is open at the end, so that nothing is certain."""

    found: bool = False


def tokens(text: str, unclosed: Unclosed) -> Iterator[Token]:
    """Yield the tokens of `text`, in which lines end with a line feed alone."""
    position, heredocs = 0, list[tuple[str, bool]]()
    while position < len(text):
        if blanks := _BLANKS.match(text, position):
            position = blanks.end()
        elif text[position] == "#":
            position = _end_of_line(text, position)
        elif (match := _REDIRECTION.match(text, position)) and not _is_process(text, match.end()):
            position = _after_redirection(text, match, heredocs, unclosed)
        elif (operator := _OPERATOR.match(text, position)) and not text.startswith("((", position):
            yield Token(operator[0], position, operator=True)
            position = operator.end()
            if operator[0] == "\n":
                position = _after_heredocs(text, position, heredocs, unclosed)
        else:
            end = _end_of_word(text, position, unclosed)
            yield Token(text[position:end], position)
            position = end


def unquoted(word: str) -> str:
    """Return `word` without its quotes; what the shell would put in for `$` stays as it is."""
    plain = word.replace("\\\n", "")
    if not re.search(r"[\\'\"]", plain):
        return plain
    return _QUOTED.sub(lambda match: match[1] or match[2] or "", plain)


def _is_process(text: str, end: int) -> bool:
    """Tell whether what ends at `end` begins `<(…)`, which is a word."""
    return text.startswith("(", end) and text[end - 1] in "<>"


def _end_of_line(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _after_redirection(
    text: str, match: re.Match[str], heredocs: list[tuple[str, bool]], unclosed: Unclosed
) -> int:
    """Return where a redirection ends; remember the heredoc that it announces."""
    operator = match[0].lstrip("0123456789")
    if operator in {"<<", "<<-"}:
        word = _HEREDOC_WORD.match(text, match.end())
        if word is None:
            unclosed.found = True
            return match.end()
        heredocs.append((unquoted(word[1]), operator == "<<-"))
        return word.end()
    blanks = _BLANKS.match(text, match.end())
    start = blanks.end() if blanks else match.end()
    if start >= len(text) or _OPERATOR.match(text, start):
        return start
    return _end_of_word(text, start, unclosed)


def _after_heredocs(
    text: str, position: int, heredocs: list[tuple[str, bool]], unclosed: Unclosed
) -> int:
    """Return where the bodies of the announced heredocs end, and empty lines with them."""
    for mark, stripped in heredocs:
        while True:
            if position >= len(text):
                unclosed.found = True
                break
            end = _end_of_line(text, position)
            line = text[position:end]
            position = end + 1
            if (line.lstrip("\t") if stripped else line) == mark:
                break
    heredocs.clear()
    empty = _EMPTY.match(text, min(position, len(text)))
    return empty.end() if empty else len(text)


def _end_of_word(text: str, position: int, unclosed: Unclosed) -> int:
    """Return where the word at `position` ends: quotes and brackets hold it together."""
    start, open_brackets = position, list[str]()
    while position < len(text):
        inner = open_brackets[-1] if open_brackets else ""
        character = text[position]
        if position > start and not inner and _ends_word(text, position):
            break
        if ordinary := _ORDINARY.match(text, position):
            position = ordinary.end()
        elif character == "\\":
            position += 2
        elif character == "'" and inner != '"':
            position = _end_of_quote(text, position, unclosed)
        elif character == "#" and inner == ")" and text[position - 1] in " \t\n":
            position = _end_of_line(text, position)
        elif inner == ")" and (heredoc := _HEREDOC.match(text, position)):
            position = _end_of_heredoc(text, position, heredoc[1])
        elif not inner and character == "(" and not _opens(text, start, position):
            break
        else:
            position += _step(text, position, open_brackets)
    unclosed.found |= bool(open_brackets)
    return min(position, len(text))


def _ends_word(text: str, position: int) -> bool:
    if text[position] in "<>":
        return not _is_process(text, position + 1)
    return text[position] in " \t\n;&|)"


def _end_of_quote(text: str, position: int, unclosed: Unclosed) -> int:
    """Return where what the single quote at `position` opens is closed."""
    if text[position - 1 : position] == "$":
        match = _ESCAPED.match(text, position + 1)
        end = match.end() - 1 if match else -1
    else:
        end = text.find("'", position + 1)
    unclosed.found |= end < 0
    return len(text) if end < 0 else end + 1


def _end_of_heredoc(text: str, position: int, mark: str) -> int:
    """Return where the heredoc ends that a substitution holds; in arithmetic, there is none."""
    pattern = re.compile(rf"\n\t*{mark}(?=\n|$)")
    end = pattern.search(text, position, position + _SUBSTITUTION)
    return end.end() if end else position + 2


def _opens(text: str, start: int, position: int) -> bool:
    """Tell whether the bracket at `position` belongs to the word: a list, `<(…)` or `((…))`."""
    return position == start or text[position - 1] in "=<>(!?*+@"


def _step(text: str, position: int, open_brackets: list[str]) -> int:
    """Open or close what the characters at `position` do; return how many they are."""
    inner = open_brackets[-1] if open_brackets else ""
    character = text[position]
    if inner and character == inner:
        open_brackets.pop()
    elif character in '"`':
        open_brackets.append(character)
    elif character == "$" and text[position + 1 : position + 2] in {"(", "{"}:
        open_brackets.append(")" if text[position + 1] == "(" else "}")
        return 2
    elif character == "(" and inner in {"", ")"}:
        open_brackets.append(")")
    return 1
