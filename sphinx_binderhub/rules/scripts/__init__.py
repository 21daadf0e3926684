"""Rules on the scripts that run in the image, and on a Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment import BINDER_DIRECTORIES

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

_JUDGED = ("postBuild", "start", "Dockerfile", ".dockerignore", ".containerignore")


def applies(project: Project) -> bool:
    """Tell whether there is anything of the kind; most courses have none."""
    files = project.tree.files
    if not files.isdisjoint(BINDER_DIRECTORIES):
        return True  # a folder that is a link, or a submodule, may hold them
    folders = ("", *(f"{name}/" for name in BINDER_DIRECTORIES))
    return any(f"{folder}{name}" in files for folder in folders for name in _JUDGED)
