"""`runtime.txt` asks for Python with three numbers, and Binder stops.

Two numbers choose one of the base environments, which hold the newest patch that there was. Hubs
with a repo2docker before 2025.12 drop the third number; newer ones stop on it.

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
    """Yield one finding where the version has a number too many."""
    yield from stop_of(project, "runtime-patch")
