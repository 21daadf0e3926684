"""The theme's own launch button: it says what our badge says, and then the badge is left out.

sphinx-book-theme (and Jupyter Book 1) draw a Binder button of their own where the author set
`launch_buttons`. Its URL is put right here; under `binderhub_badges = "auto"` the page then needs
no badge beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.badges.view import View, automatic_view, link_view
from sphinx_binderhub.badges.writers import badge_html
from sphinx_binderhub.site import pages_of, project_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

AFTER_THEMES = 900
"""Priority of the handler: sphinx-book-theme puts its buttons in at 501."""
_SERVICES = {
    "Binder": "binderhub",
    "JupyterHub": "jupyterhub",
    "Colab": "colab",
    "Deepnote": "deepnote",
    "JupyterLite": "jupyterlite",
}
"""The services by what sphinx-book-theme writes on their buttons."""


def align_theme_buttons(
    app: Sphinx,
    pagename: str,
    templatename: str,  # noqa: ARG001  the event's signature
    context: dict[str, Any],
    doctree: nodes.document | None,  # noqa: ARG001
) -> None:
    """Give the theme's launch buttons our URLs and take our badge off, or take the buttons off."""
    found = [*_launch_buttons(context.get("header_buttons"))]
    if not found or pagename not in pages_of(app.env):
        return
    automatic = automatic_view(app.env, pagename)
    urls = _urls(automatic or link_view(app.env, pagename, pagename))
    for buttons, button, service in found:
        if service in urls:
            button["url"] = urls[service]
        else:
            buttons.remove(button)
    context["header_buttons"] = [one for one in context["header_buttons"] if not _empty(one)]
    said = {urls[service] for *_, service in found if service in urls}
    if automatic and _says_all(said, automatic) and _may_go(app, pagename):
        # The badge stands in the page's body as it was written, and is cut out there.
        badge = badge_html(automatic, automatic=True)
        context["body"] = str(context["body"]).replace(badge, "", 1)


def _urls(view: View | None) -> dict[str, str]:
    """Return what the button of each service opens: of the hubs, the book's own."""
    places = reversed(view.all) if view else ()
    return {one.service: one.url for one in places if one.own or one.service != "binderhub"}


def _says_all(urls: Set[str], view: View) -> bool:
    """Whether buttons with these addresses leave nothing of a badge to say."""
    return not view.note and {one.url for one in view.all} <= urls


def _may_go(app: Sphinx, pagename: str) -> bool:
    return pages_of(app.env)[pagename].badges(project_of(app.config).settings) == "auto"


def _launch_buttons(buttons: Any) -> Iterator[tuple[list[Any], dict[str, Any], str]]:
    """Yield each launch button with the list that holds it; groups hold lists of their own."""
    for button in list(buttons) if isinstance(buttons, list) else []:
        if not isinstance(button, dict):
            continue
        service = _SERVICES.get(str(button.get("text")))
        if button.get("type") == "group":
            yield from _launch_buttons(button.get("buttons"))
        elif service and button.get("type") == "link":
            yield buttons, button, service


def _empty(button: Any) -> bool:
    """Whether a group of buttons has lost its last one."""
    return isinstance(button, dict) and button.get("type") == "group" and not button.get("buttons")
