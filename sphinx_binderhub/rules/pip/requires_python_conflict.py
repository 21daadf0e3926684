"""`requires-python` in `pyproject.toml` leaves Binder no Python, and the build stops.

repo2docker obeys `runtime.txt` and `requires-python` both: where the one asks for a version that
the other excludes, it gives up, and also where it has no Python that is admitted, or cannot read
what is written there. It reads the line even where the repository is no package.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: let `runtime.txt` ask for a version that is admitted, or delete it::

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
    """Yield the one reason for which there is no Python."""
    yield from stop_of(project, "requires-python-conflict")
