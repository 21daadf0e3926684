"""The words of a finding: one line each, and nothing in them that a terminal would obey."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sphinx_binderhub.findings import Finding, Location, Severity


def sentence(finding: Finding) -> str:
    """Return message and mend as one line, as a warning shows them."""
    also = f"Also in {listed(finding.also)}." if finding.also else ""
    parts = [ended(finding.message), also, ended(finding.fix)]
    return " ".join(part for part in parts if part)


def ended(text: str) -> str:
    """Return `text` as one line that ends as a sentence does."""
    text = one_line(text)
    return text if not text or text.endswith((".", "!", "?")) else text + "."


def one_line(text: str) -> str:
    """Return `text` on one line, and printable."""
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Return `text` without what a terminal would obey, and without what UTF-8 cannot hold."""
    text = valid(text)
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def valid(text: str) -> str:
    r"""Return `text` with an escape in place of what UTF-8 cannot hold.

    The name of a file need not be UTF-8: what Python keeps of it is one `\xff` for each odd byte.
    """
    return text if _is_valid(text) else re.sub("[\ud800-\udfff]", _escape, text)


def _is_valid(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def dump(document: Mapping[str, Any]) -> str:
    """Return a document as JSON that is UTF-8 and printable, whatever the names in it are.

    Each of its keys has a line of its own, and each entry of a list below one.
    """
    text = _laid_out(document)
    if not _is_valid(text):
        text = _laid_out(_valid_in(document))
    return re.sub("[\x7f-\U0010ffff]", _as_json, text)


def _laid_out(document: Mapping[str, Any]) -> str:
    # Python's own layout, `indent`, takes ten times as long: a report may have megabytes.
    parts = (f" {_encoded(key)}: {_value(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(parts) + "\n}"


def _value(value: Any) -> str:
    if not (value and isinstance(value, list)):
        return _encoded(value)
    return "[\n" + ",\n".join(f"  {_encoded(item)}" for item in value) + "\n ]"


_encoded = json.JSONEncoder(ensure_ascii=False).encode


def _as_json(found: re.Match[str]) -> str:
    char = found[0]
    if char.isprintable():
        return char
    # JSON leaves DEL alone, and Python is asked for pairs of escapes only beyond ASCII.
    return f"\\u{ord(char):04x}" if char == "\x7f" else json.dumps(char)[1:-1]


def _valid_in(document: Any) -> Any:
    if isinstance(document, str):
        return valid(document)
    if isinstance(document, list):
        return [_valid_in(item) for item in document]
    if isinstance(document, dict):
        return {key: _valid_in(value) for key, value in document.items()}
    return document


def _escape(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"


def shown(place: Location) -> str:
    """Return `path:line:column`; the path is as the file is called, spaces and all."""
    return printable(str(place))


SHOWN_PLACES = 5
"""How many further places of a finding are named; the rest are counted."""


def listed(places: Sequence[Location]) -> str:
    """Return places as a sentence lists them."""
    words = [shown(place) + (f" cell {place.cell}" if place.cell else "") for place in places]
    return ", ".join(words[:SHOWN_PLACES]) + and_more(len(words))


def and_more(count: int) -> str:
    """Return how many places of `count` are not named."""
    return f" and {count - SHOWN_PLACES} more" if count > SHOWN_PLACES else ""


def line_in_file(place: Location) -> int | None:
    """Return the line of a place in its file: the lines of a notebook's cell are none of it."""
    return None if place.cell and (place.path or "").endswith(".ipynb") else place.line


def severity_of(finding: Finding) -> Severity:
    """Return how much a finding matters."""
    return finding.severity or Severity.NOTE


def counts(findings: Sequence[Finding]) -> Counter[Severity]:
    """Return how many findings there are of each severity."""
    return Counter(map(severity_of, findings))
