"""Rules on the language and its version, R, Julia, and the packages of the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import may_hold

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

_JUDGED = (
    *("runtime.txt", "apt.txt", "install.R", "DESCRIPTION"),
    *("Project.toml", "JuliaProject.toml", "REQUIRE"),
)


def applies(project: Project) -> bool:
    """Tell whether a file or a chapter is about another language, its version, or the system."""
    languages = {chapter.notebook.language for chapter in project.chapters}
    return not languages <= {None, "python"} or may_hold(project.tree, _JUDGED)
