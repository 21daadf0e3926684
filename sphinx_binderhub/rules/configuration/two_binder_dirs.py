"""Both `binder/` and `.binder/` exist, and Binder stops with an error.

Each of the two may hold the configuration files, and the build fails where both are there, whatever
is in them.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: keep one of the two::

    git rm -r .binder
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where both directories exist."""
    stop = project.environment.stop
    if stop is not None and stop.rule == "two-binder-dirs":
        yield Finding(
            "Both `binder/` and `.binder/` exist, and Binder stops with an error.",
            "Keep one: move what is needed into `binder/`, then run `git rm -r .binder`.",
            Location("binder"),
        )
