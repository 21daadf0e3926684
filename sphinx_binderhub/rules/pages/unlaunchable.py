"""No launch link would be right for this page or badge, so none is shown.

A badge that opens the wrong file, or an error page, is worse than no badge. It happens where the
path of a badge names no file of the repository, where a branch or a file has a name that BinderHub
cannot be given in a link, or where an option of the badge cannot be used.

See https://binderhub.readthedocs.io/en/latest/api.html

Mend: what the message says; often a path from the repository's root::

    .. binder-badge::
       :path: docs/chapter.ipynb
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
    """Yield a finding for every cause of links left out that no other rule explains."""
    yield from findings_of(project, "unlaunchable")
