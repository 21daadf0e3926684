"""The theme's own launch button: it says what our badge says, and then the badge is left out.

sphinx-book-theme (and Jupyter Book 1) draw a Binder button of their own where the author set
`launch_buttons`. Its URL is put right here; under `binderhub_badges = "auto"` the page then needs
no badge beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

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
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Give the theme's Binder button our URL and take our badge off, or take the button off."""
    found = [*_binder_buttons(context.get("header_buttons"))]
    if not found or pagename not in pages_of(app.env):
        return
    automatic = automatic_view(app.env, pagename)
    view = automatic or link_view(app.env, pagename)
    for buttons, button in found:
        if view is None:
            buttons.remove(button)
        else:
            button["url"] = view.url
    if view is None:
        context["header_buttons"] = [one for one in context["header_buttons"] if not _empty(one)]
    if automatic and project_of(app.config).badges_on(pages_of(app.env)[pagename]) == "auto":
        # The badge stands in the page's body as it was written, and is cut out there.
        context["body"] = str(context["body"]).replace(badge_html(automatic), "", 1)


def _binder_buttons(buttons: Any) -> Iterator[tuple[list[Any], dict[str, Any]]]:
    """Yield each Binder button with the list that holds it; groups hold lists of their own."""
    for button in list(buttons) if isinstance(buttons, list) else []:
        if not isinstance(button, dict):
            continue
        if button.get("type") == "group":
            yield from _binder_buttons(button.get("buttons"))
        elif button.get("text") == "Binder" and "/v2/" in str(button.get("url")):
            yield buttons, button


def _empty(button: Any) -> bool:
    """Whether a group of buttons has lost its last one."""
    return isinstance(button, dict) and button.get("type") == "group" and not button.get("buttons")
