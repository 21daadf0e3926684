"""What Sphinx learns of each page while it reads it: its notebook, its word, its launch links."""

from __future__ import annotations

import json
from collections.abc import Set
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.environment.collectors import EnvironmentCollector

from sphinx_binderhub.badges.nodes import (
    binder_badge,
    binder_environment,
    binder_index,
    binder_link,
)
from sphinx_binderhub.badges.placement import place_badge
from sphinx_binderhub.chapters import TEXT_NOTEBOOK_SUFFIXES, Chapter, notebook_at
from sphinx_binderhub.findings import Location
from sphinx_binderhub.page import Link, Page, ShownEnvironment, page_word
from sphinx_binderhub.project import Project
from sphinx_binderhub.site import chapters_of, pages_of, project_of, stored
from sphinx_binderhub.tree import NOTEBOOK_LIMIT, UnreadableError

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


_CELL_LINES = 10_000
"""myst-nb's line numbers in an `.ipynb`: so many for each cell before."""


class PageCollector(EnvironmentCollector):
    """Reads what a page says of its launch, and its notebook, while Sphinx reads the page."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG002
        """Forget a page that is read again, or gone."""
        pages_of(env).pop(docname, None)
        chapters_of(env).pop(docname, None)

    def merge_other(
        self,
        app: Sphinx,  # noqa: ARG002
        env: BuildEnvironment,
        docnames: Set[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over the pages that another process read."""
        for name in ("binderhub_pages", "binderhub_chapters"):
            theirs = stored(other, name)
            stored(env, name).update({doc: theirs[doc] for doc in docnames if doc in theirs})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Store the facts of one page, and put its automatic badge in."""
        env = app.env
        docname = env.docname
        project = project_of(app.config)
        shown = [_unwrapped(node) for node in list(doctree.findall(binder_environment))]
        path = project.path_of(Path(env.doc2path(docname)))
        if path is None:
            return
        chapter = _chapter(project, path, docname)
        if chapter:
            chapters_of(env)[docname] = chapter
        links: list[Any] = list(doctree.findall(_is_link))
        word = page_word(_metadata(project, path, env.metadata[docname]))
        found = tuple(_link(node, path) for node in links)
        indexes = tuple(
            (node["folder"], _place(node, path)) for node in doctree.findall(binder_index)
        )
        environments = tuple(
            ShownEnvironment(node["file"], _place(node, path), node["digest"]) for node in shown
        )
        pages_of(env)[docname] = Page(
            *(docname, path, chapter is not None, word, found, indexes, environments)
        )
        place_badge(doctree, docname, links)


def _metadata(project: Project, path: str, known: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata of a page: nbsphinx hands on none of a notebook's."""
    if not path.endswith(".ipynb") or "kernelspec" in known:
        return known
    try:
        own = json.loads(project.tree.read(path, NOTEBOOK_LIMIT))["metadata"]
        return {**{key: own[key] for key in ("binder", "binderhub") if key in own}, **known}
    except (UnreadableError, ValueError, LookupError, TypeError, RecursionError):
        return known


def _chapter(project: Project, path: str, docname: str) -> Chapter | None:
    if not path.endswith((".ipynb", *TEXT_NOTEBOOK_SUFFIXES)):
        return None
    notebook = notebook_at(project.tree, path)
    return Chapter(path, notebook, docname) if notebook else None


def _unwrapped(node: binder_environment) -> binder_environment:
    """Leave what is shown in the place of `node`, which no builder has heard of."""
    node.parent.replace(node, node.children)
    return node


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, binder_badge | binder_link)


def _link(node: Any, path: str) -> Link:
    place = _place(node, path)
    values = node.get("values", {})
    return Link(place.line, node["docname"], node.get("path"), values, place.cell)


def _place(node: Any, path: str) -> Location:
    """Return where the author wrote `node`, in a notebook with its cell."""
    line, cell = node.line, None
    if line and path.endswith(".ipynb") and line >= _CELL_LINES:
        cell, line = divmod(line, _CELL_LINES)
        line = max(line - 1, 1)
    return Location(path, line, cell=cell)
