"""Services: the other places that run a page, and the URL of a page on each. Pure string work.

Adding a service is one entry in `SERVICES`. A service is offered on a page only where it can open
what the page launches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_binderhub.config import TargetWord
from sphinx_binderhub.launch import Launch
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.services import links

if TYPE_CHECKING:
    from sphinx_binderhub.config import Settings

MEMORY_OF_HUBS: Mapping[str, float] = {"mybinder.org": 2.0}
"""Gigabytes that a session of a known hub may use, from its public configuration."""


@dataclass(frozen=True)
class Service:
    """A place that runs notebooks.

    `link` makes the URL of a launch there and raises `UnlaunchableError` where it cannot open it;
    `memory` are the gigabytes that its free sessions usually have, `url` is its address.
    """

    key: str
    title: str
    link: Callable[[Launch, str], str]
    memory: float | None = None
    url: str = ""

    def open(self, launch: Launch, word: TargetWord) -> str:
        """Return the URL of `launch` on this service; raise `UnlaunchableError` for none."""
        return self.link(launch, (word.url or self.url or launch.hub).rstrip("/"))


@dataclass(frozen=True)
class Offer:
    """One place to run a page: where, and whether its memory is enough (`None`: not known).

    `own` is the hub of the book, `title` what a reader calls the place, `label` the author's word.
    """

    service: str
    title: str
    url: str
    own: bool = False
    label: str | None = None
    carries: bool | None = True


def offers_of(launch: Launch, settings: Settings) -> tuple[Offer, ...]:
    """Return the places to run `launch`, in the author's order; its own hub stands among them.

    Those that have the memory which the page needs come first, those that do not last. Raises
    `UnlaunchableError` where its own hub cannot open the launch.
    """
    words = settings.targets
    own = TargetWord("binderhub")
    if not any(word.service == "binderhub" and word.url is None for word in words):
        words = (own, *words)
    found = [offer for word in words if (offer := _offer(launch, word, settings.memory))]
    return tuple(sorted(found, key=lambda offer: _RANKS[offer.carries]))


_RANKS = {True: 0, None: 1, False: 2}


def refusal(launch: Launch, word: TargetWord) -> UnlaunchableError | None:
    """Return why a service cannot open `launch`, or `None` if it can."""
    try:
        SERVICES[word.service].open(launch, word)
    except UnlaunchableError as error:
        return error
    return None


def _offer(launch: Launch, word: TargetWord, need: float | None) -> Offer | None:
    service = SERVICES[word.service]
    own = word.service == "binderhub" and word.url is None
    try:
        url = service.open(launch, word)
    except UnlaunchableError:
        if own:
            raise
        return None
    host = urlsplit(url).netloc
    memory = word.memory or service.memory or MEMORY_OF_HUBS.get(host)
    carries = True if need is None else None if memory is None else memory >= need
    title = host if word.service in {"binderhub", "jupyterhub", "template"} else service.title
    return Offer(word.service, title, url, own, word.label, carries)


SERVICES: dict[str, Service] = {
    service.key: service
    for service in (
        Service("binderhub", "Binder", links.binderhub),
        Service("jupyterhub", "JupyterHub", links.jupyterhub),
        Service("colab", "Colab", links.colab, 12.0, "https://colab.research.google.com"),
        Service("kaggle", "Kaggle", links.kaggle, 30.0, "https://kaggle.com"),
        Service("deepnote", "Deepnote", links.deepnote, 5.0, "https://deepnote.com"),
        Service("codespaces", "GitHub Codespaces", links.codespaces, 8.0, "https://codespaces.new"),
        Service("jupyterlite", "JupyterLite", links.jupyterlite),
        Service("template", "", links.template),
    )
}
"""Every service by its key."""
