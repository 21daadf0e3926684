"""Where the automatic badge stands: under the title of every page, once."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from sphinx_binderhub.badges.nodes import binder_badge


def place_badge(doctree: nodes.document, docname: str, links: Sequence[nodes.Element]) -> None:
    """Put the automatic badge into `doctree`, unless one of its `links` is a badge for this page.

    It goes into every page: whether it shows is decided when the page is written, so that no
    option that switches badges makes Sphinx read a page again.
    """
    if any(isinstance(link, binder_badge) and link["path"] is None for link in links):
        return
    where = {"docname": docname, "page": docname, "path": None}
    badge = binder_badge("", **where, values={}, align="left", automatic=True)
    section = next((node for node in doctree.children if isinstance(node, nodes.section)), None)
    title = section.first_child_matching_class(nodes.title) if section else None
    if section is not None and title is not None:
        section.insert(title + 1, badge)
    else:
        doctree.insert(0, badge)
