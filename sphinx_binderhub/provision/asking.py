"""Who asks for a thing: the places in chapters, and how a finding speaks of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Need
    from sphinx_binderhub.project import Project


_DEBIAN = re.compile(r"\b(?:apt|apt-get|aptitude)\s")


class Asked(NamedTuple):
    """One need, and the chapter that has it."""

    chapter: Chapter
    need: Need

    @property
    def location(self) -> Location:
        """The place: a line of the file where it is text, else the line of the cell."""
        need = self.need
        return Location(self.chapter.path, need.file_line or need.line, cell=need.cell)


def asked_for(project: Project, *kinds: str) -> Iterator[Asked]:
    """Yield what chapters need of these kinds and cannot do without, by path and cell."""
    found = (project.needs.get(kind, ()) for kind in kinds)
    for _, chapter, need in sorted(chain.from_iterable(found), key=lambda one: one[0]):
        yield Asked(chapter, need)


def is_debian(one: Asked) -> bool:
    """Tell whether an installation is one of Debian's packages, which on Binder nobody may do."""
    # A line may do both; what the notebook installs leaves Debian's packages out.
    installed = one.need.name in one.chapter.notebook.installs
    return _DEBIAN.search(one.need.by) is not None and not installed


def places_of(found: Iterable[Asked]) -> tuple[Location, tuple[Location, ...]]:
    """Return the first place, and the first in each other chapter."""
    places: dict[str, Location] = {}
    for one in found:
        places.setdefault(one.chapter.path, one.location)
    first, *also = places.values()
    return first, tuple(also)


def who(found: list[Asked], verb: str) -> str:
    """Return the beginning of a sentence; `verb` is in the plural, and regular."""
    first = found[0]
    count = len({one.chapter.path for one in found}) - 1
    subject = f"`{first.chapter.path}` (cell {first.need.cell})"
    if count:
        return f"{subject} and {count} other chapter{'s' if count > 1 else ''} {verb}"
    verb, _, rest = verb.partition(" ")
    return f"{subject} {verb}s{' ' * bool(rest)}{rest}"


def listed(names: Iterable[str], limit: int = 5) -> str:
    """Return names in backticks, each once, no more than a sentence can bear."""
    once = list(dict.fromkeys(names))
    return ", ".join(f"`{name}`" for name in once[:limit]) + " and more" * (len(once) > limit)
