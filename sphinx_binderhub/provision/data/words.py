"""Files that chapters name, put together into one finding: its beginning, and its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.findings import Location
from sphinx_binderhub.notebook import Need
from sphinx_binderhub.provision.data.readers import PICTURES

NOT_FOR_ALL = (
    "Do not commit a secret: let the chapter do without it, or ask the reader with `getpass`."
)
"""The mend of a file that nobody should have."""
_SECRET = re.compile(
    r"secret|token|credential|passw|api[_-]?key|(?:^|/)(?:\.env|\.netrc|id_rsa)$|\.(?:pem|key|p12)$",
    re.IGNORECASE,
)
_NAMED = 3
"""Files that a sentence names."""


class Asked(Protocol):
    """A file that a chapter asks for."""

    @property
    def chapter(self) -> Chapter:
        """The chapter."""

    @property
    def need(self) -> Need:
        """What it needs, and where."""


def is_secret(name: str) -> bool:
    """Tell whether a file is called as those are that hold a key or a password."""
    return _SECRET.search(name) is not None


def subject(asked: Sequence[Asked]) -> str:
    """Return which chapters read which files: `a.ipynb` (cell 3) reads `x.csv`."""
    first, chapters = asked[0], {one.chapter.path for one in asked}
    verb = "reads" if first.need.kind == "read" else "writes"
    if first.need.by in PICTURES:
        verb = "shows"
    others = len(chapters) - 1
    if others:
        verb = f"and {others} other chapter{'s' if others > 1 else ''} {verb[:-1]}"
    names = list(dict.fromkeys(one.need.name for one in asked))
    shown = [f"`{name}`" for name in names[:_NAMED]]
    more = len(names) - len(shown)
    if more:
        shown.append(f"{more} more file{'s' if more > 1 else ''}")
    files = f"{', '.join(shown[:-1])} and {shown[-1]}" if shown[1:] else shown[0]
    return f"`{first.chapter.path}` (cell {first.need.cell}) {verb} {files}"


def several(asked: Sequence[Asked]) -> bool:
    """Tell whether it is more than one file."""
    return len({one.need.name for one in asked}) > 1


def locations(asked: Sequence[Asked]) -> tuple[Location, tuple[Location, ...]]:
    """Return the first place, and the first of each other chapter and file."""
    places = {(one.chapter.path, one.need.name): location(one) for one in reversed(asked)}
    first, *also = dict.fromkeys(sorted(places.values(), key=lambda place: place.sort_key))
    return first, tuple(also)


def location(one: Asked) -> Location:
    """Return the place: a line of the file where it is text, else the line of the cell."""
    need = one.need
    return Location(one.chapter.path, need.file_line or need.line, cell=need.cell)
