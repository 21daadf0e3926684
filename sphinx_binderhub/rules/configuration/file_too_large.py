"""A configuration file is so large that it was not checked.

Such a file is short: a list of names, or a script. One of more than 256 kB is most often something
else under that name, such as data or a log, and nothing here says what Binder will make of it.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: write a short file::

    #!/bin/bash
    set -e
    jupyter lab --version
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import TOO_LARGE
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

NAMES = frozenset(
    {
        *("postBuild", "start", "install.R", "DESCRIPTION", "default.nix", "setup.cfg"),
        *(".dockerignore", ".containerignore"),
    }
)
"""Files that no other rule reports when they cannot be read."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each such file."""
    environment, tree = project.environment, project.tree
    if environment.stop is not None and environment.stop.rule == TOO_LARGE:
        place = environment.stop.location
        yield _finding(place.path or "", environment.stop.message)
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    for path in sorted(tree.files & {*environment.used, *(f"{folder}{name}" for name in NAMES)}):
        if path.rpartition("/")[2] in NAMES:
            try:
                tree.read(path)
            except UnreadableError as error:
                if error.too_large:
                    yield _finding(path, f"`{path}` cannot be used: {error}.")


def _finding(path: str, message: str) -> Finding:
    return Finding(
        f"Not checked: {message}",
        "Replace it by a short file, or rename it if it is not meant for Binder.",
        Location(path),
    )
