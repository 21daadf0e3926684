"""Git refuses the checkout because another user owns it.

Since version 2.35.2 git reads no repository that somebody else owns, because its configuration
could run programs. It happens in containers and on shared drives. What git knows (the remote, the
branch, the committed files) is then missing here too.

See https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory

Mend: tell git that the folder is trusted, once, on the machine that builds::

    git config --global --add safe.directory /path/of/the/checkout
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where git refused the checkout."""
    problem = project.sources.checkout.problem
    if problem is None or problem.kind != "dubious-ownership":
        return
    effect = (
        "the badges follow the other settings, and the files are not checked against git"
        if project.repository
        else "so no launch badge can be made"
    )
    yield Finding(
        f'Git refuses this checkout because another user owns it ("dubious ownership"); {effect}.',
        f"Run `git config --global --add safe.directory {shlex.quote(str(project.tree.root))}`.",
    )
