"""Chapters of a book, and notebooks of which nobody says whether they are ones."""

from __future__ import annotations

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.notebook import Notebook


def chapter(path: str) -> Chapter:
    """Return the chapter of a book that is being built."""
    return Chapter(path, Notebook("python", "python3", ()), docname=path.rpartition(".")[0])


def notebook(path: str) -> Chapter:
    """Return a notebook as `check` finds it."""
    return Chapter(path, Notebook("python", "python3", ()))
