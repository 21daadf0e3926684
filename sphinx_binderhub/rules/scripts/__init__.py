"""Rules on the scripts that run in the image, and on a Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import may_hold

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

_JUDGED = ("postBuild", "start", "Dockerfile", ".dockerignore", ".containerignore")


def applies(project: Project) -> bool:
    """Tell whether there is anything of the kind; most courses have none."""
    return may_hold(project.tree, _JUDGED)
