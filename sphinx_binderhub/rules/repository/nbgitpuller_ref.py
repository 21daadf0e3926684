"""The content is launched at a commit, and nbgitpuller can only pull a branch or a tag.

Where the image is older than the chapters, or comes from elsewhere, nbgitpuller fetches them when
the server starts, and it refuses commits. With `binderhub_build = "environment"` the badges launch
the commit itself, which is slower and right; with `binderhub_environment` there are none. Previews
of pull requests on Read the Docs and Netlify are always launched at a commit; there it is a note.

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
    ci = project.sources.ci
    severity = Severity.NOTE if ci and ci.kind == "change" else None  # nothing to mend there
    yield from findings_of(project, "nbgitpuller-ref", severity=severity)
