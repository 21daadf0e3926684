"""Where a package is declared, to the column where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.packages import parse_conda
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_binderhub.environment.packages import Package
    from sphinx_binderhub.environment.reader import Environment


def place_of(package: Package, environment: Environment) -> Location:
    """Return where a file of `environment` asks for `package`."""
    key = (package.file, package.line, package.name.lower())
    return environment.places.get(key, Location(package.file, package.line))


def index_places(environment: Environment) -> Mapping[tuple[str, int | None, str], Location]:
    """Return the places of packages by file, line and name in small letters."""
    found: dict[tuple[str, int | None, str], Location] = {}
    file = environment.conda_file
    for text in file.dependencies if file is not None else ():
        parsed = parse_conda(text.value)
        if file is not None and parsed is not None:
            place = Location(file.path, text.line, text.column)
            found.setdefault((file.path, text.line, parsed[0].lower()), place)
    for entry in environment.pip_entries:
        if entry.said.name:
            key = (entry.file, entry.location.line, entry.said.name.lower())
            found.setdefault(key, entry.location)
    return found
