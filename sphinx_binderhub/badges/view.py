"""What a launch link shows on a page: its URL and its words, resolved when the page is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_binderhub.config import OptionError
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.services.links import SITE
from sphinx_binderhub.site import builder_of, once, pages_of, project_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.badges.nodes import binder_badge
    from sphinx_binderhub.launch import Launch
    from sphinx_binderhub.services import Offer

from sphinx_binderhub.assets import CATALOG

"""The message catalogue of the words on badges."""
_ = get_translation(CATALOG)
_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class View:
    """One launch link: where it goes, what it says, and what a pointer over it shows.

    `service` is the place that it opens in, `own` whether that is the book's own hub. `more` are
    the other places to run the page, shown as `layout` says; `note` is what the reader should know
    before.
    """

    url: str
    label: str
    title: str
    service: str = "binderhub"
    own: bool = True
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
    return link_view(env, node["page"], node["docname"], node["path"], node["values"])


def automatic_view(env: BuildEnvironment, docname: str) -> View | None:
    """Return what the automatic badge of a page shows, or `None` where it shows nothing."""
    page = pages_of(env).get(docname)
    if page is None or not page.is_badged(project_of(env.config).settings):
        return None
    return link_view(env, docname, docname)


def link_view(
    env: BuildEnvironment,
    page: str,
    docname: str,
    path: str | None = None,
    values: Mapping[str, object] = _NOTHING,
) -> View | None:
    """Return where a link on `page` to a document, or to a file, goes.

    `None` where it cannot go anywhere.
    """
    view = launch_view(env, docname, path, values)
    return _placed(view, site_base(env, page)) if view else None


def launch_view(
    env: BuildEnvironment,
    docname: str,
    path: str | None = None,
    values: Mapping[str, object] = _NOTHING,
) -> View | None:
    """Return the launch of a document, or of a file, as it is for every page that links to it.

    Many may, so it is resolved once in a build.
    """
    key = ("launch", docname, path, repr(dict(values)))
    return once(env.config, key, lambda: _resolved(env, docname, path, values))


def site_base(env: BuildEnvironment, page: str) -> str | None:
    """Return what stands on `page` before the name of what is published with the site."""
    root = builder_of(env.config).root(page)
    base = env.config.html_baseurl
    if root is not None:
        return root
    return f"{base.rstrip('/')}/" if base else None


def _resolved(
    env: BuildEnvironment, docname: str, path: str | None, values: Mapping[str, object]
) -> View | None:
    page = pages_of(env).get(docname)
    if page is None:
        return None
    project = project_of(env.config)
    try:
        launch, offers = project.offers(page, path, values)
    except (UnlaunchableError, OptionError):  # a rule says why
        return None
    said = project.settings.override({**page.word.values, **values})
    first, *more = (_view(launch, offer, said.label) for offer in offers)
    note = _note(offers, said.memory)
    return replace(first, more=tuple(more), layout=said.layout, note=note)


def _view(launch: Launch, offer: Offer, label: str | None) -> View:
    title = _title(launch, offer)
    return View(offer.url, _label(offer, label), title, offer.service, offer.own)


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


def _placed(view: View, base: str | None) -> View:
    """Return the view with the addresses that it has on a page.

    What is published with the site lies at `base`, and is left out where nobody knows that.
    """
    if not any(one.url.startswith(SITE) for one in view.all):
        return view
    places = [one for one in view.all if base is not None or not one.url.startswith(SITE)]
    first, *more = (replace(one, url=_address(one.url, base or ""), more=()) for one in places)
    return replace(first, more=tuple(more), layout=view.layout, note=view.note)


def _address(url: str, base: str) -> str:
    return f"{base}{url.removeprefix(SITE)}" if url.startswith(SITE) else url
