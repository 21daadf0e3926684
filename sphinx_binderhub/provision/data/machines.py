"""The machines that a path tells of."""

from __future__ import annotations

import re

WINDOWS = "a Windows machine"
COLAB = "Google Colab"
PERSONAL = "a personal computer"
OTHER_LINUX = "another Linux machine"
WINDOWS_NETWORK = "a Windows network"

_KNOWN = (
    (re.compile(r"[A-Za-z]:[\\/](?:Users[\\/][^\\/]+)?"), WINDOWS),
    (re.compile(r"\\\\[^\\]+"), WINDOWS_NETWORK),
    (re.compile(r"/mnt/[a-z]/(?:Users/[^/]+)?"), WINDOWS),
    (re.compile(r"/(?:Users/[^/]+|Volumes)(?=/)"), "a Mac"),
    (re.compile(r"/home/(?!jovyan(?:/|$))[^/]+"), OTHER_LINUX),
    (re.compile(r"/content(?=/|$)"), COLAB),
    (re.compile(r"/kaggle(?=/)"), "Kaggle"),
    (
        re.compile(r"~/(?:Desktop|Documents|Downloads|Dropbox|OneDrive|Google Drive)(?=/|$)"),
        PERSONAL,
    ),
)


def machine_of(name: str) -> tuple[str, str] | None:
    """Return the beginning of a path that only some machines have, and which these are."""
    if not name.startswith(("/", "~", "\\")) and name[1:2] != ":":
        return None  # the most frequent case
    for pattern, known in _KNOWN:
        if match := pattern.match(name):
            return match[0], known
    return None
