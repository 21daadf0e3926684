"""What in an `apt.txt` cannot be installed, whatever packages there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_binderhub.environment.debian.apt_file import AptEntry

NAME = r"[a-z0-9][a-z0-9+.-]*"
WORD = re.compile(
    rf"(?!.*\.deb$)(?:{NAME}\^?(?::(?:amd64|i386|any|all|native))?"
    r"(?:=[A-Za-z0-9.+~:*?-]+|/[a-z0-9-]+)?|[a-z0-9+.*?\[\]-]+)"
)
"""What apt takes for a package: a name, with architecture, version or release, or a pattern."""

KINDS = (
    ("version", re.compile(r"==|~=|!=|<")),
    ("shell", re.compile(r"[;&|>$`()\\\"'{}]")),
    ("address", re.compile(r"://|^\.{0,2}/|\.deb$|^ppa:")),
)


def find_faults(entries: Iterable[AptEntry]) -> dict[str, list[AptEntry]]:
    """Return the entries and words that cannot be installed, by the kind of fault.

    `refused`: repo2docker stops; `command`: a command in place of names; `version`: a comparison as
    pip has it; `shell`: a character that the shell takes for its own, so that another command is
    run; `address`: a file or a source; `capitals`: capital letters; `name`: anything else that no
    name has.
    """
    found: dict[str, list[AptEntry]] = {}
    for entry in entries:
        for kind, fault in _faults(entry):
            found.setdefault(kind, []).append(fault)
    return found


def _faults(entry: AptEntry) -> Iterator[tuple[str, AptEntry]]:
    if not entry.accepted:
        yield "refused", entry
    elif entry.is_command:
        yield "command", entry
    else:
        for word in entry.words():
            if not WORD.fullmatch(word.text):
                yield _kind(word.text), word


def _kind(word: str) -> str:
    for kind, pattern in KINDS:
        if pattern.search(word):
            return kind
    return "capitals" if WORD.fullmatch(word.lower()) else "name"
