"""Chapters that were read for their imports alone, and those of them that are to be read whole."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_binderhub.chapters import notebook_at
from sphinx_binderhub.provision import Missing, missing_imports
from sphinx_binderhub.provision.modules.module_index import CODE

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.project import Project


def completed(project: Project) -> Project:
    """Return `project` with all that its chapters need, where that matters to what they miss.

    Whether a missing module is one of the repository's own depends on more than imports: on what
    the chapter writes, and what it runs.
    """
    files = project.tree.files
    modules = {part for path in files if path.endswith(CODE) for part in re.split(r"[/.]", path)}
    notebooks = {PurePosixPath(path).stem for path in files if path.endswith(".ipynb")}

    def is_doubtful(one: Missing) -> bool:
        top = one.name.module.partition(".")[0]
        return top in modules or (top in notebooks and not one.name.certain)

    def whole(chapter: Chapter) -> Chapter:
        if not any(map(is_doubtful, missing_imports(chapter, project))):
            return chapter
        notebook = notebook_at(project.tree, chapter.path)
        return replace(chapter, notebook=notebook) if notebook else chapter

    return replace(project, chapters=tuple(map(whole, project.chapters)))
