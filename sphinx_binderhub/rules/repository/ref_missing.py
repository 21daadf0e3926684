"""The branch or tag that the badges launch does not exist in the repository.

Branches are renamed (`master` became `main`) and deleted, and a link to one that is gone opens an
error page. Only a clone that fetches every branch can tell, so neither a shallow clone nor one in
CI is asked. If the branch was pushed by somebody else, `git fetch` makes it known.

See https://binderhub.readthedocs.io/en/latest/reference/repoproviders.html

Mend: name a branch that exists, or leave the option out, in `conf.py`::

    binderhub_ref = "main"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause."""
    own = project.settings.environment
    option = "environment" if own and own.ref and not project.settings.ref else "ref"
    yield from findings_of(project, "ref-missing", option)
