"""The environment has no nbgitpuller, which pulls the content into the image.

With `binderhub_build = "environment"` the image is older than the chapters, and nbgitpuller fetches
the newest when the server starts. Without it the badges launch the ref itself: they work, and every
commit makes readers wait for a new image.

See https://nbgitpuller.readthedocs.io/en/latest/

Mend: add it to the environment, such as `environment.yml`::

    dependencies:
      - nbgitpuller
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause."""
    yield from findings_of(project, "nbgitpuller-missing")
