"""A notebook cannot be read.

A notebook is JSON. One that is cut off, holds the marks of an unsolved merge, or is a Git LFS
pointer of which no `.gitattributes` says so, opens with an error instead of the page, and what it
imports cannot be checked.

See https://nbformat.readthedocs.io/en/latest/format_description.html

Mend: restore the last version that opens, and commit it::

    git checkout HEAD~1 -- content/chapter.ipynb
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.repository.checkout import large_files

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each chapter that is not a notebook, whatever its name says."""
    broken = [one for one in project.chapters if one.notebook.problem is not None]
    pointers = [one.path for one in broken if "LFS" in (one.notebook.problem or "")]
    fetched = large_files(project.tree.root, pointers) if pointers else ()
    for chapter in broken:
        notebook = chapter.notebook
        if notebook.problem is not None and chapter.path not in fetched:
            yield Finding(
                f"`{chapter.path}` is not a readable notebook: {notebook.problem}.",
                _fix(chapter.path, notebook.problem, notebook.text),
                Location(chapter.path, notebook.problem_line),
            )


def _fix(path: str, problem: str, text: bool) -> str:
    file = shlex.quote(path)
    if "merge conflict" in problem:
        return "Choose one side of each conflict, or run `nbdime mergetool`, and save the notebook."
    if "LFS" in problem:
        return f"Take it out of Git LFS with `git lfs untrack {file}`, and commit the file itself."
    if text:
        return "Write the header as YAML between two lines of `---`, and the file as UTF-8."
    return f"Restore the last version that opens, as `git log -- {file}` shows it."
