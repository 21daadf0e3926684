"""Which modules Python's standard library has, by version."""

from __future__ import annotations

import re
import sys
from functools import cache

REMOVED = {
    (3, 12): frozenset({"asynchat", "asyncore", "distutils", "imp", "smtpd"}),
    (3, 13): frozenset(
        {"aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr", "lib2to3", "mailcap"}
        | {"msilib", "nis", "nntplib", "ossaudiodev", "pipes", "sndhdr", "spwd", "sunau"}
        | {"telnetlib", "uu", "xdrlib"}
    ),
}
"""The Python that no longer has a module."""

ADDED = {
    (3, 7): frozenset({"contextvars", "dataclasses"}),
    (3, 9): frozenset({"graphlib", "zoneinfo"}),
    (3, 11): frozenset({"tomllib"}),
    (3, 14): frozenset({"annotationlib", "compression"}),
}
"""The Python that is the first to have a module."""

_ALWAYS = (
    sys.stdlib_module_names - frozenset().union(*ADDED.values(), *REMOVED.values())
) | frozenset({"__main__"})


@cache
def standard_modules(python: str | None) -> frozenset[str]:
    """Return the top modules of Python `python`; of every Python 3 where it is not known."""
    match = re.match(r"(\d+)\.(\d+)", python or "")
    version = (int(match[1]), int(match[2])) if match else None
    removed = (names for since, names in REMOVED.items() if not version or version < since)
    added = (names for since, names in ADDED.items() if not version or version >= since)
    return _ALWAYS.union(*removed, *added)


def change_of(module: str) -> str | None:
    """Return why some Pythons lack a standard module, as the end of a sentence."""
    for (major, minor), names in REMOVED.items():
        if module in names:
            return f"was removed from Python's standard library in {major}.{minor}"
    for (major, minor), names in ADDED.items():
        if module in names:
            return f"came into Python's standard library with {major}.{minor}"
    return None
