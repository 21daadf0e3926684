"""The history is cut off, so the last change of the environment cannot be found.

With `binderhub_build = "environment"` the image is built from the last commit that changed what
repo2docker reads. CI systems clone the newest commits only; the badges work, but readers wait for
an image more often than they need to.

See https://git-scm.com/docs/git-clone#Documentation/git-clone.txt---depthdepth

Mend: fetch the whole history. On GitLab the job has a variable `GIT_DEPTH` of 0, on Read the Docs
the step `post_checkout` runs `git fetch --unshallow`, and on GitHub Actions::

    - uses: actions/checkout@v5
      with:
        fetch-depth: 0
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
    yield from findings_of(project, "shallow-clone")
