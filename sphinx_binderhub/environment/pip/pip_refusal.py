"""Why pip refuses a line, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NAME = r"[A-Za-z0-9](?:[\w.-]{0,98}[A-Za-z0-9])?"
VERSION = r"v?\d[\w.*+!-]{0,60}"


@dataclass(frozen=True)
class Refusal:
    """What is wrong with a line.

    `kind` is the same for all lines with the same mistake; `since` is the pip that was the first to
    refuse it, `None` where all do. A line that is not `fatal` is passed over by pip.
    """

    kind: str
    message: str
    fix: str
    since: str | None = None
    fatal: bool = True


KEYED = re.compile(r"(?:git\+)?git@(?P<host>[\w.-]+):(?P<path>\S+)")
"""The short form of git's addresses, which needs a key."""


def explain_key(address: str, before: str = "") -> Iterator[Refusal]:
    """Yield why pip cannot use `address`, where that is git's short form."""
    match = KEYED.match(address)
    if match:
        right = f"{before}git+https://{match['host']}/{match['path']}"
        yield Refusal(
            "key",
            f"`{shown(address)}` is not an address that pip knows, and needs a key.",
            f"Write `{shown(right)}`.",
        )


def explain_marker(text: str) -> Refusal:
    """Return why pip cannot read the condition `text`."""
    bare = re.match(r"(python_version|python_full_version)\s*([<>=!~]+)\s*(\d[\w.]*)$", text)
    example = f'{bare[1]} {bare[2]} "{bare[3]}"' if bare else 'python_version >= "3.10"'
    return Refusal(
        "marker",
        f"`{shown(text)}` is not a condition that pip understands.",
        f"Write it as in `; {example}`, or delete it with its semicolon.",
    )


def explain_address(name: str, address: str) -> Refusal:
    """Return why pip cannot use `address`, which stands after `name @`."""
    short = f"git@{address}" if name == "git" else address
    for refusal in explain_key(short, "" if name == "git" else f"{name} @ "):
        return refusal
    version = re.fullmatch(VERSION, address)
    right = f"{name}=={address}" if version else address
    return Refusal(
        "no operator" if version else "address",
        f"After `{name} @`, pip wants an address that begins like `https://`.",
        f"Write `{shown(right)}`{'' if version else ' alone, if that is a path'}.",
    )


def without_secret(text: str) -> str:
    """Return `text` without what lets one into an address."""
    return re.sub(r"://(?!git@)[^/@\s]+@", "://…@", text)


def shown(text: str) -> str:
    """Return at most 60 characters of `text`, fit to stand between backticks, without secrets."""
    text = without_secret(text)
    text = "".join(character if character.isprintable() else "�" for character in text)
    return f"{text[:59]}…" if len(text) > 60 else text


STRICT = "24.1"
"""The pip that stopped to read versions and names that are none by the standard."""
