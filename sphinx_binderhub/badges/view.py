"""What a launch link shows on a page: its URL and its words, resolved when the page is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx.locale import get_translation

from sphinx_binderhub.config import OptionError
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.site import builder_of, pages_of, project_of, stored

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.badges.nodes import binder_badge
    from sphinx_binderhub.launch import Launch

from sphinx_binderhub.assets import CATALOG

"""The message catalogue of the words on badges."""
_ = get_translation(CATALOG)


@dataclass(frozen=True)
class View:
    """One launch link: where it goes, what it says, and what a pointer over it shows."""

    url: str
    label: str
    title: str


def badge_view(env: BuildEnvironment, node: binder_badge) -> View | None:
    """Return what `node` shows, or `None` where it shows nothing."""
    if node["automatic"]:
        return automatic_view(env, node["docname"])
    return link_view(env, node["docname"], node["path"], node["values"])


def automatic_view(env: BuildEnvironment, docname: str) -> View | None:
    """Return what the automatic badge of a page shows, or `None` where it shows nothing.

    While pages are written it has been resolved: to know which pages to write.
    """
    resolved = shown_links(env).get(docname)
    return resolved[0] if resolved else resolve_automatic(env, docname)


def shown_links(env: BuildEnvironment) -> dict[str, list[View | None]]:
    """Return what this builder shows on each page: the automatic badge, then the author's links.

    Kept in Sphinx's environment. Builders share that, so each has its own memory, and so has each
    output folder.
    """
    builder = builder_of(env.config)
    kept = stored(env, "binderhub_shown").setdefault(f"{builder.name} {builder.folder}", {})
    links: dict[str, list[View | None]] = kept
    return links


def resolve_automatic(env: BuildEnvironment, docname: str) -> View | None:
    """Return what the automatic badge of a page shows, made anew."""
    page = pages_of(env).get(docname)
    if page is None or not project_of(env.config).places_badge(page):
        return None
    return link_view(env, docname)


def link_view(
    env: BuildEnvironment,
    docname: str,
    path: str | None = None,
    values: Mapping[str, object] = MappingProxyType({}),
) -> View | None:
    """Return where a link to a page, or to a file, goes; `None` where it cannot go anywhere."""
    page = pages_of(env).get(docname)
    if page is None:
        return None
    project = project_of(env.config)
    try:
        launch = project.launch_page(page, path, values)
        url = launch.url
    except (UnlaunchableError, OptionError):  # a rule says why
        return None
    label = values.get("label") or page.word.values.get("label") or project.settings.label
    return View(url, str(label or _("Launch on Binder")), _title(launch))


def _title(launch: Launch) -> str:
    host = urlsplit(launch.hub).netloc
    return _("{path} on {host}").format(path=launch.path, host=host) if launch.path else host
