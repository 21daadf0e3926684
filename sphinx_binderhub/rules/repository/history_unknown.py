"""The last change of the environment cannot be found, because there is no history.

With `binderhub_build = "environment"` git tells which commit last changed what repo2docker reads.
Outside a git checkout of the launched repository nobody does. The badges launch the ref meanwhile.

See https://git-scm.com/docs/git-log

Mend: build in a git checkout, or leave the option out, in `conf.py`::

    binderhub_build = "ref"
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
    yield from findings_of(project, "history-unknown", severity=severity)
