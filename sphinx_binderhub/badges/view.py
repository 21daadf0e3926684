"""What a launch link shows on a page: its URL and its words, resolved when the page is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinx.locale import get_translation

from sphinx_binderhub.config import OptionError
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.services.links import SITE
from sphinx_binderhub.site import builder_of, pages_of, project_of, stored

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.badges.nodes import binder_badge
    from sphinx_binderhub.launch import Launch
    from sphinx_binderhub.services import Offer

from sphinx_binderhub.assets import CATALOG

"""The message catalogue of the words on badges."""
_ = get_translation(CATALOG)


@dataclass(frozen=True)
class View:
    """One launch link: where it goes, what it says, and what a pointer over it shows.

    `service` is the place that it opens in, `more` are the other places to run the page, shown as
    `layout` says; `note` is what the reader should know before.
    """

    url: str
    label: str
    title: str
    service: str = "binderhub"
    more: tuple[View, ...] = ()
    layout: str = "menu"
    note: str | None = None

    @property
    def all(self) -> tuple[View, ...]:
        """The link itself and the others."""
        return (self, *self.more)


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
    view: View | None = resolved[0] if resolved else resolve_automatic(env, docname)
    return view


def shown_links(env: BuildEnvironment) -> dict[str, list[Any]]:
    """Return what this builder shows on each page: the automatic badge, then the author's links.

    Kept in Sphinx's environment. Builders share that, so each has its own memory, and so has each
    output folder.
    """
    builder = builder_of(env.config)
    kept = stored(env, "binderhub_shown").setdefault(f"{builder.name} {builder.folder}", {})
    links: dict[str, list[Any]] = kept
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
        launch, offers = project.offers(page, path, values)
    except (UnlaunchableError, OptionError):  # a rule says why
        return None
    said = project.settings.override({**page.word.values, **values})
    views = [
        View(url, _label(offer, said.label), _title(launch, offer), offer.service)
        for offer in offers
        if (url := _address(env, docname, offer.url))
    ]
    note = _note(offers, said.memory)
    return replace(views[0], more=tuple(views[1:]), layout=said.layout, note=note)


def _label(offer: Offer, label: str | None) -> str:
    if offer.own:
        return str(label or _("Launch on Binder"))
    return offer.label or str(_("Launch on {service}")).format(service=offer.title)


def _title(launch: Launch, offer: Offer) -> str:
    if not launch.path:
        return offer.title
    return str(_("{path} on {host}")).format(path=launch.path, host=offer.title)


def _note(offers: Sequence[Offer], memory: float | None) -> str | None:
    """Return what a reader should know of the memory that the page needs."""
    lacking = [offer.title for offer in offers if offer.carries is False]
    if not lacking or memory is None:
        return None
    text = str(_("This page needs {memory} GB of memory, more than there is on {services}."))
    return text.format(memory=f"{memory:g}", services=", ".join(dict.fromkeys(lacking)))


def _address(env: BuildEnvironment, docname: str, url: str) -> str | None:
    """Return the URL as it is on the page: what is published with the site lies beside it."""
    if not url.startswith(SITE):
        return url
    inside = url.removeprefix(SITE)
    root = builder_of(env.config).root(docname)
    base = env.config.html_baseurl
    if root is not None:
        return f"{root}{inside}"
    return f"{base.rstrip('/')}/{inside}" if base else None
