"""The links cannot be pinned to a commit, because nobody knows it.

With `binderhub_build = "commit"` every link launches the commit that the site was built from. It is
known where the site is built in a git checkout of the launched repository, or in CI. The badges
launch the ref meanwhile.

See https://mybinder.readthedocs.io/en/latest/howto/reproducibility.html

Mend: build in a git checkout, or name the commit in `conf.py`::

    binderhub_ref = "0123456789abcdef0123456789abcdef01234567"
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
    yield from findings_of(project, "commit-unknown", severity=severity)
