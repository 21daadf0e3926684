"""`runtime.txt` asks for R packages of a day of which there are none.

The packages come from snapshots of CRAN, one for each day since 7 December 2018; the older ones,
which Microsoft kept, are gone. An earlier day and one that is in no calendar stop the build. For a
day in the future there is no snapshot yet: the build stops, or takes what there is.

See https://github.com/jupyterhub/repo2docker/pull/1285

Mend: write a day on which you know that the book worked::

    r-4.4-2026-06-01
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project, today: date | None = None) -> Iterator[Finding]:
    """Yield one finding where there are no packages of that day."""
    yield from stop_of(project, "r-snapshot-date")
    r, runtime = project.environment.r, project.environment.languages.runtime
    # A day more: it may be tomorrow already where the author is.
    latest = (today or date.today()) + timedelta(days=1)
    if runtime is not None and r is not None and r.snapshot is not None and r.snapshot > latest:
        yield Finding(
            f"`{runtime.path}` asks for R packages of {r.snapshot}, a day in the future.",
            f"Write a day that is past, such as `{latest - timedelta(days=8)}`.",
            runtime.place(str(r.snapshot)),
            Severity.WARNING,
        )
