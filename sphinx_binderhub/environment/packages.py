"""Declared packages, and what one entry of a conda list names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sphinx_binderhub.findings import Location

NAME_LIMIT = 4096
"""Characters of one entry that are searched for a name."""


@dataclass(frozen=True)
class Package:
    """A package that an environment file asks for, with the place where it does."""

    name: str
    specifier: str
    manager: str
    file: str
    line: int | None
    column: int | None = field(default=None, compare=False)

    @property
    def location(self) -> Location:
        """The place."""
        return Location(self.file, self.line, self.column)


def parse_conda(text: str) -> tuple[str, str] | None:
    """Return name and specifier of a conda dependency, its channel dropped, or `None`."""
    bare = text.rpartition("::")[2].strip()
    match = re.match(r"([A-Za-z0-9_][A-Za-z0-9_.-]*)", bare[:NAME_LIMIT])
    if match is None or "://" in text or bare[match.end() :].startswith(("/", "\\")):
        return None
    return match[1].lower(), bare[match.end() :].strip()
