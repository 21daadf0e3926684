"""Refs: branches, tags and commits, and how a spec carries them.

BinderHub's page decodes the path of a launch URL and encodes it again, and the result must be what
the server signed, or the launch ends with "403 Invalid build token". So a character that a browser
leaves alone in a path must stay raw.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

RefKind = Literal["branch", "tag", "commit", "head", "unknown"]

RAW_IN_NAME = "!'()*~[]"
"""What stays raw in a quoted namespace or URL."""
_RAW_IN_REF = "/!'()*]+&=@:;,$~"


class UnlaunchableError(Exception):
    """There is no launch URL that would be right. `reason` is a sentence, `fix` says the mend.

    `rule` names the rule that reports it, so that one cause gives one finding.
    """

    def __init__(self, reason: str, fix: str, rule: str = "unlaunchable") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.rule = rule


@dataclass(frozen=True)
class Ref:
    """A branch, tag or commit, or `HEAD`; `commit` is its full hash where git knows it."""

    name: str = "HEAD"
    kind: RefKind = "head"
    commit: str | None = None

    @classmethod
    def named(cls, name: str) -> Ref:
        """Return the ref of that name, as far as the name itself tells what it is."""
        if name == "HEAD":
            return cls()
        if re.fullmatch(r"[0-9a-fA-F]{40}", name):
            return cls(name.lower(), "commit", name.lower())
        return cls(name, "unknown")


def is_short_hash(ref: Ref) -> bool:
    """Whether `ref` looks like the beginning of a commit's hash, and git knows no such name."""
    return ref.kind == "unknown" and bool(re.fullmatch(r"[0-9a-f]{7,39}", ref.name))


def encode_ref(ref: Ref) -> str:
    """Return `ref` as a spec carries it; a ref that cannot be written gives way to its commit."""
    if writable_ref(ref.name):
        return quote(ref.name, safe=_RAW_IN_REF)
    if ref.commit:
        return ref.commit
    raise UnlaunchableError(
        f"BinderHub cannot be given the ref {ref.name!r} in a link",
        "set `binderhub_ref` to a full commit hash, or rename the branch or tag",
    )


def encode_name(name: str) -> str:
    """Return a DOI or another name that stands in a spec as it is, its slashes raw."""
    if not writable_ref(name):
        raise UnlaunchableError(
            f"BinderHub cannot be given {name!r} in a link",
            "give `binderhub_repository` another address of the same work",
        )
    return quote(name, safe=_RAW_IN_REF)


def writable_ref(name: str) -> bool:
    """Whether `name` survives the page's decoding and encoding unchanged.

    A `%` is decoded once too often, `|` and `^` are encoded by some browsers only, a backslash
    becomes a slash, and dot segments are resolved away.
    """
    if re.search(r"[%|^\[\\\x00-\x20\x7f]", name) or name.startswith(("/", "-")):
        return False
    return not name.endswith("/") and not {"", ".", ".."} & set(name.split("/")) and _is_utf8(name)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
