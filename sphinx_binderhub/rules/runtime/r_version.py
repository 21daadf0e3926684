"""`runtime.txt` asks for a version of R that Binder cannot install.

repo2docker knows a last patch for some versions of two numbers, and stops on any other. Three
numbers are taken as they are. The release that many hubs run, 2024.7.0, knows none after 4.2, and
then looks for a file that there is not.

See https://github.com/jupyterhub/repo2docker/issues/1455

Mend::

    r-4.2-2026-06-01
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.environment.languages.r_language import (
    is_offered,
    missing_fields,
    unknown_version,
)
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where there is no such R."""
    environment = project.environment
    r, runtime = environment.r, environment.languages.runtime
    if runtime is not None and runtime.name != "r" and missing_fields(project.tree):
        return  # Because of a `DESCRIPTION` that is none of R's: that comes first.
    yield from stop_of(project, "r-version")
    if r is None or r.by_conda or r.place is None or runtime is None or r.version is None:
        return
    if not is_offered(r.version, environment.profile):
        stop = unknown_version(r.version, runtime, environment.profile).stop
        yield Finding(stop.message, stop.fix, stop.location)
