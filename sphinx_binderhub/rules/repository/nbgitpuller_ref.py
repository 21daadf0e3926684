"""The content is launched at a commit, and nbgitpuller can only pull a branch or a tag.

With an environment of its own the content is pulled when the server starts, and nbgitpuller refuses
commits.

See https://nbgitpuller.readthedocs.io/en/latest/

Mend: name a branch or a tag in `conf.py`::

    binderhub_ref = "v1.0"
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
    yield from findings_of(project, "nbgitpuller-ref")
