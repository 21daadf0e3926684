"""Services: the other places that run a page, and the URL of a page on each. Pure string work.

Adding a service is one entry in `SERVICES`. A service is offered on a page only where it can open
what the page launches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_binderhub.config import OptionError, nearest
from sphinx_binderhub.config.values import TargetWord
from sphinx_binderhub.launch import Launch
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.services import links
from sphinx_binderhub.services.links import PLACEHOLDERS

if TYPE_CHECKING:
    from sphinx_binderhub.config import Settings

MEMORY_OF_HUBS: Mapping[str, float] = {"mybinder.org": 2.0}
"""Gigabytes that a session of a known hub may use, from its public configuration."""


@dataclass(frozen=True)
class Service:
    """A place that runs notebooks.

    `link` makes the URL of a launch there and raises `UnlaunchableError` where it cannot open it;
    `memory` are the gigabytes that its free sessions have, as far as they are published, `url` is
    its address.
    """

    key: str
    title: str
    link: Callable[[Launch, str], str]
    memory: float | None = None
    url: str = ""
    needs_url: bool = False

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
    `OptionError` for a target that cannot be one, and `UnlaunchableError` where its own hub cannot
    open the launch.
    """
    words = check_targets(settings.targets)
    own = TargetWord("binderhub")
    if not any(word.service == "binderhub" and word.url is None for word in words):
        words = (own, *words)
    found = [offer for word in words if (offer := _offer(launch, word, settings.memory))]
    return tuple(sorted(found, key=lambda offer: _RANKS[offer.carries]))


_RANKS = {True: 0, None: 1, False: 2}


def check_targets(words: Sequence[TargetWord]) -> tuple[TargetWord, ...]:
    """Return `words`; raise `OptionError` for a service that is not known, or lacks its URL."""
    for word in words:
        service = SERVICES.get(word.service)
        if service is None:
            known = ", ".join(map(repr, SERVICES))
            raise OptionError(
                "targets",
                f"{word.service!r} is not one of {known}{nearest(word.service, SERVICES)}",
            )
        if service.needs_url and not word.url:
            raise OptionError("targets", f"{word.service!r} needs a 'url'")
        _check_url(word)
    return tuple(words)


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


def _check_url(word: TargetWord) -> None:
    url = word.url or "https://"
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise OptionError(
            "targets", "holds a user name or password in a 'url', which would be published"
        )
    for name in re.findall(r"\{([^{}]*)\}", url):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
            near = nearest(name, PLACEHOLDERS)
            raise OptionError("targets", f"{{{name}}} in {url!r} is not one of {known}{near}")
    filled = re.sub(r"\{[^{}]*\}", "x", url) if word.service == "template" else url
    if re.search(r"[\s\"'<>`\\^|{}]", filled):
        raise OptionError("targets", f"{url!r} holds characters that a URL cannot")
    try:
        parts = urlsplit(filled)
        host = parts.hostname
    except ValueError:
        raise OptionError("targets", f"{url!r} is not a URL") from None
    relative = word.service == "jupyterlite" and not parts.scheme and not parts.netloc
    if not relative and (parts.scheme not in {"http", "https"} or (word.url and not host)):
        raise OptionError("targets", f"{url!r} does not begin with http:// or https://")
    if "{" in urlsplit(url).netloc:
        raise OptionError("targets", f"{url!r} has a placeholder in its host")


SERVICES: dict[str, Service] = {
    service.key: service
    for service in (
        Service("binderhub", "Binder", links.binderhub),
        Service("jupyterhub", "JupyterHub", links.jupyterhub, needs_url=True),
        Service("colab", "Colab", links.colab, 12.0, "https://colab.research.google.com"),
        Service("kaggle", "Kaggle", links.kaggle, 30.0, "https://kaggle.com"),
        Service("deepnote", "Deepnote", links.deepnote, 5.0, "https://deepnote.com"),
        Service("codespaces", "GitHub Codespaces", links.codespaces, 8.0, "https://codespaces.new"),
        Service("jupyterlite", "JupyterLite", links.jupyterlite, needs_url=True),
        Service("template", "", links.template, needs_url=True),
    )
}
"""Every service by its key."""
