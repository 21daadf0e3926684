"""Where a package is declared, to the column where that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.packages import Package
    from sphinx_binderhub.environment.reader import Environment


def place_of(package: Package, environment: Environment) -> Location:
    """Return where a file of `environment` asks for `package`."""
    file = environment.conda_file
    if file is not None and file.path == package.file:
        for text in (*file.dependencies, *file.pip):
            if text.line == package.line and package.name in text.value.lower():
                return Location(file.path, text.line, text.column)
    for entry in environment.pip_entries:
        if (entry.file, entry.location.line) == (package.file, package.line):
            return entry.location
    return Location(package.file, package.line)
