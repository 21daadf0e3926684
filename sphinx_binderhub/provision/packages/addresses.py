"""The packages that a `pip` list takes from an address, by the name that the address gives away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from packaging.utils import canonicalize_name

_ARCHIVE = re.compile(r"/(?:-/)?archive/.*")
_END = re.compile(r"(?:\.git)?(?:@.*)?$")


def names_at(addresses: Iterable[str]) -> frozenset[str]:
    """Return the likely packages at addresses of git repositories: each is called as those are."""
    return frozenset(_names(addresses))


def _names(addresses: Iterable[str]) -> Iterator[str]:
    for address in addresses:
        scheme, separator, rest = address.partition("://")
        path = _ARCHIVE.sub("", rest.partition("#")[0]).rstrip("/")
        # `@` before the last `/` is a user's; a branch may hold `/` as well.
        host, _, path = path.partition("/")
        name = _END.sub("", path.partition("@")[0].rpartition("/")[2])
        if separator and scheme and host and name:
            yield str(canonicalize_name(name))
