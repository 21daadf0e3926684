"""The submodules of a repository, as `.gitmodules` describes them, and where git would clone them.

The hub runs `git submodule update --init --recursive`, which clones every submodule that is
recorded, or stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sphinx_binderhub.providers import PROVIDERS
from sphinx_binderhub.repository.address import AddressError, parse_address
from sphinx_binderhub.repository.git_config import ConfigError, Entry, read_config

NAME = ".gitmodules"

Way = Literal["public", "ssh", "here", "git", "none"]
"""How a submodule is cloned: `here` is a path on this machine, `git` git's own old protocol."""

_WAYS = ("none", "checkout", "rebase", "merge")
_SCHEMES: dict[str, Way] = {
    **dict.fromkeys(("ssh", "git+ssh", "ssh+git"), "ssh"),
    "file": "here",
    "git": "git",
}


@dataclass(frozen=True)
class Submodule:
    """A folder that is recorded as a repository of its own.

    `url` is where it is cloned from, with its place in `.gitmodules`. One that is `left` is not
    cloned, by `update = none`.
    """

    path: str
    name: str | None = None
    url: str | None = None
    line: int | None = None
    column: int | None = None
    left: bool = False

    @property
    def way(self) -> Way:
        """How git would clone it."""
        return way_of(self.url) if self.url else "none"


def way_of(url: str) -> Way:
    """Return how git clones from `url`; one that begins with `./` or `../` is beside the remote."""
    if re.match(r"\.\.?/", url):
        return "public"
    scheme, told, _ = url.partition("://")
    if told:
        return _SCHEMES.get(scheme, "public")
    if re.match(r"[A-Za-z]:[\\/]", url) or ":" not in url.partition("/")[0]:
        return "here"
    return "ssh"


def public_url(url: str) -> str | None:
    """Return the address by https of what `url` clones, `None` where it does not tell."""
    try:
        address = parse_address(url)
    except AddressError:
        return None
    found = PROVIDERS[address.provider].clone_url(address.name)
    return found if found and found.startswith("https://") else None


def read_submodules(content: bytes, recorded: Iterable[str]) -> tuple[Submodule, ...]:
    """Return the submodules `recorded` in git, as the `.gitmodules` with `content` has them.

    Raises `ConfigError` where git stops at it.
    """
    found: dict[str, dict[str, Entry]] = {}
    names: dict[str, str] = {}
    for entry in read_config(content):
        section, _, rest = entry.key.partition(".")
        name, _, key = rest.rpartition(".")
        if section != "submodule" or not _is_name(name) or key not in {"path", "url", "update"}:
            continue
        if entry.value is None or (key == "update" and entry.value not in _WAYS):
            raise ConfigError(entry.line)
        if key != "update" and entry.value.startswith("-"):
            continue  # git takes it for an option, and leaves it out
        entries = found.setdefault(name, {})
        if key == "path":
            if key in entries:
                names.pop(entries[key].value or "", None)
            names[entry.value] = name
        entries[key] = entry
    return tuple(_submodule(path, names.get(path), found) for path in sorted(recorded))


def _submodule(path: str, name: str | None, found: dict[str, dict[str, Entry]]) -> Submodule:
    entries = found.get(name or "", {})
    url, update = entries.get("url"), entries.get("update")
    if url is None:
        return Submodule(path, name)
    left = update is not None and update.value == "none"
    return Submodule(path, name, url.value or None, url.line, url.column, left)


def _is_name(name: str) -> bool:
    """Whether git takes `name` for that of a submodule."""
    return bool(name) and ".." not in re.split(r"[/\\]", name)
