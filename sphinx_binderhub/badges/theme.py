"""The theme's own launch button: it says what our badge says, and then the badge is left out.

sphinx-book-theme (and Jupyter Book 1) draw a Binder button of their own where the author set
`launch_buttons`. Its URL is put right here; under `binderhub_badges = "auto"` the page then needs
no badge beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.badges.nodes import binder_badge
from sphinx_binderhub.badges.view import automatic_view, link_view
from sphinx_binderhub.badges.writers import badge_html
from sphinx_binderhub.site import pages_of, project_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

AFTER_THEMES = 900
"""Priority of the handler: sphinx-book-theme puts its buttons in at 501."""


def align_theme_buttons(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  the event's signature
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give the theme's Binder button our URL and take our badge off, or take the button off."""
    found = [*_binder_buttons(context.get("header_buttons"))]
    if not found or pagename not in pages_of(app.env):
        return
    view = link_view(app.env, pagename)
    for buttons, button in found:
        if view is None:
            buttons.remove(button)
        else:
            button["url"] = view.url
    if view and doctree is not None and _shows_alone(app, pagename):
        _take_badge_off(app, pagename, context, doctree)


def _binder_buttons(buttons: Any) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Yield each Binder button with the list that holds it; groups hold lists of their own."""
    for button in list(buttons) if isinstance(buttons, list) else []:
        if not isinstance(button, dict):
            continue
        if button.get("type") == "group":
            yield from _binder_buttons(button.get("buttons"))
        elif button.get("text") == "Binder" and "/v2/" in str(button.get("url")):
            yield buttons, button


def _shows_alone(app: Sphinx, pagename: str) -> bool:
    settings = project_of(app.config).settings.override(pages_of(app.env)[pagename].word.values)
    return settings.badges == "auto" and automatic_view(app.env, pagename) is not None


def _take_badge_off(
    app: Sphinx, pagename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Cut the automatic badge out of the page's body, where it stands as it was written."""
    for node in doctree.findall(binder_badge):
        # singlehtml assembles all pages into one, and its buttons are those of the first.
        if node["automatic"] and node["docname"] == pagename:
            context["body"] = str(context["body"]).replace(badge_html(app.env, node), "", 1)
