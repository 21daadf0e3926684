"""Binder cannot read `runtime.txt`, and stops.

The file holds a name and a version with a hyphen between, `python-3.12`, or for R a version and a
day, `r-4.4-2026-06-01`. Anything else stops the build, and so does an empty file, even beside an
`environment.yml` that has no need of it.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend, in `runtime.txt`::

    python-3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield the reason for which the file cannot be read."""
    yield from stop_of(project, "runtime-invalid")
