"""What a TOML parser says about a file, in plain words."""

from __future__ import annotations

import re

from sphinx_binderhub.environment.conda.yaml_file import Problem

WORDS = (
    ("Expected '=' after a key", "After a key, `=` is missing.", 'Write `{key} = "{value}"`.'),
    (
        "Invalid value (at end of",
        "It ends in the middle of a value.",
        "Close the last `[` or `{`, or write the value.",
    ),
    (
        "Invalid value",
        "The value after `=` is missing, or is not in quotation marks.",
        'Write `{key} = "{value}"`.',
    ),
    (
        "Expected newline or end of document",
        "The value is not in quotation marks, or something follows it.",
        "Put all of it in one pair of quotation marks, and nothing after it.",
    ),
    (
        "Cannot overwrite a value",
        "A key stands here a second time.",
        "Delete one of the two.",
    ),
    (
        "twice",
        "A table stands here a second time.",
        "Put everything under the first heading.",
    ),
    ("Unclosed array", "A `[` is opened and not closed.", "Close the list with `]`."),
    (
        "Unclosed inline table",
        "A `{` is opened and not closed on the same line.",
        "Close it with `}`, on the same line.",
    ),
    (
        "Expected ']'",
        "The heading of a table is not closed.",
        "Close it with `]`, and put nothing else on the line.",
    ),
    (
        "Invalid hex value",
        "A `\\` stands in double quotation marks.",
        "Use single quotation marks.",
    ),
    ("Unescaped", "A `\\` stands in double quotation marks.", "Use single quotation marks."),
    ("Unterminated string", "A quotation mark is missing.", "Close the quotation."),
    ('Expected "\'"', "A quotation mark is missing.", "Close the quotation."),
    ("Expected '\"'", "A quotation mark is missing.", "Close the quotation."),
    ("Illegal character '\\n'", "A quotation mark is missing.", "Close it on the same line."),
    ("Illegal character", "A character stands here that TOML forbids.", "Delete it."),
    (
        "Invalid initial character for a key",
        "A key begins here with a character that no key can begin with.",
        "Put the key in quotation marks; inside `{ }`, end neither a line nor the list by a comma.",
    ),
)
"""What `tomllib` says, what that means, and the mend."""


def explain(said: str, text: str) -> Problem:
    """Return in plain words what the parser `said` about `text`, with line and column."""
    line, column = _place(said, text)
    if text.startswith("\ufeff"):
        message = "It begins with an invisible byte-order mark."
        return Problem(message, "Save it as UTF-8 without a byte-order mark.", 1, 1)
    source = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    if re.match(r"(<{7}|={7}|>{7})( |$)", source):
        message = "A merge of two branches was left unfinished here."
        return Problem(message, "Keep the lines that are right, and delete the others.", line, 1)
    for mark, message, fix in WORDS:
        if mark in said:
            return Problem(message, _filled(fix, source), line, column)
    said = re.sub(r" \(at .*\)$", "", said)
    return Problem(f"The parser says: {said}.", "Correct the line.", line, column)


def _filled(fix: str, source: str) -> str:
    """Return `fix` with the key and the value that stand in the line `source`."""
    match = re.match(r"\s*([\w.-]{1,60})\s*[=:\s]\s*([\w.*<>=!~, -]{0,60})$", source)
    key, value = match.groups() if match else ("key", "value")
    return fix.replace("{key}", key).replace("{value}", value.strip("= ") or "value")


def _place(said: str, text: str) -> tuple[int, int | None]:
    """Return line and column of an error; the end of the file where it is only noticed there."""
    match = re.search(r"\(at line (\d+), column (\d+)\)", said)
    if match:
        return int(match[1]), int(match[2])
    return len(text.rstrip().split("\n")), None
