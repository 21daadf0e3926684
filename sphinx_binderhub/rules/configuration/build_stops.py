"""Binder stops before the build begins, because it cannot use a configuration file.

repo2docker reads `runtime.txt`, `pyproject.toml`, `apt.txt` and others before it builds, and gives
up on what it does not understand, even in a file that the chosen environment would not need. This
rule speaks where no other has a name for the reason.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend, where a file is not saved as UTF-8: save it so, as in this `Dockerfile`::

    FROM quay.io/jupyter/base-notebook:2026-01-05
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
    """Yield the reason for which repo2docker stops."""
    yield from stop_of(project, "build-stops")
