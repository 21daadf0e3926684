"""A chapter is committed here, but the repository that Binder clones does not have it yet.

Binder clones the public repository. What is not pushed opens an error page, so the page gets no
badge until it is. With `binderhub_build = "commit"` the same is said of the commit that the links
name. A note on an author's machine, where the push may follow; a warning in CI.

See https://git-scm.com/docs/git-push

Mend::

    git push
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause."""
    severity = Severity.WARNING if project.ci else Severity.NOTE
    yield from findings_of(project, "not-pushed", severity=severity)
