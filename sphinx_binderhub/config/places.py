"""The option `targets`: the further places to run a page, each checked as far as it is written.

What the services make of it is in `sphinx_binderhub.services`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sphinx_binderhub.config.messages import nearest, shown
from sphinx_binderhub.config.values import check_keys, hub, memory, text

SERVICES = (
    *("binderhub", "jupyterhub", "colab", "kaggle", "deepnote", "codespaces", "jupyterlite"),
    "template",
)
"""The names that a place may have."""
NEED_URL = frozenset({"jupyterhub", "jupyterlite", "template"})
"""Those that are nowhere until the author says where."""
PLACEHOLDERS = ("repository", "name", "provider", "ref", "path", "hub")
"""What a template may hold."""


@dataclass(frozen=True)
class TargetWord:
    """A further place to run a page, in the author's words.

    `service` is the name of a service, `url` its address or a template, `memory` gigabytes.
    """

    service: str
    url: str | None = None
    label: str | None = None
    memory: float | None = None


def targets(value: object) -> tuple[TargetWord, ...]:
    """Return the further hubs and services: names, or mappings."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise ValueError(
            "expected a list such as ['colab', {'service': 'jupyterhub', "
            f"'url': 'https://hub.example.org', 'label': 'Our hub'}}], got {shown(value)}"
        )
    words = tuple(_target(part) for part in value)
    for word in words:
        _check(word)
    return words


def _target(value: object) -> TargetWord:
    if isinstance(value, TargetWord):
        return value
    if isinstance(value, str):
        return _target({"service": value})
    if not isinstance(value, Mapping):
        raise ValueError(f"expected the name of a service or a mapping, got {shown(value)}")
    check_keys(value, ("service", "url", "label", "memory"))
    found = {
        key: text(value[key]) for key in ("service", "url", "label") if value.get(key) is not None
    }
    url = found.get("url", "")
    if "service" not in found and not url:
        raise ValueError(f"{shown(value)} has neither 'service' nor 'url'")
    found.setdefault("service", "template" if "{" in url else "binderhub")
    if url and found["service"] in {"binderhub", "jupyterhub"}:
        found["url"] = hub(url)
    return TargetWord(**found, memory=memory(value.get("memory")))


def _check(word: TargetWord) -> None:
    """Raise `ValueError` for a service that is not known, or an address that it cannot have."""
    if word.service not in SERVICES:
        known = ", ".join(map(repr, SERVICES))
        near = nearest(word.service, SERVICES)
        raise ValueError(f"{shown(word.service)} is not one of {known}{near}")
    if word.url:
        _check_url(word.service, word.url)
    elif word.service in NEED_URL:
        raise ValueError(f"{word.service!r} needs a 'url'")


def _check_url(service: str, url: str) -> None:
    if "@" in url:  # wherever it stands: a password may hold a slash or a question mark
        raise ValueError(
            "holds a user name or password in a 'url', which would be published; an '@' that is "
            "none of them is written '%40'"
        )
    filled = _filled(url) if service == "template" else url
    if re.search(r"[\s\"'<>`\\^|{}]", filled):
        raise ValueError(f"{shown(url)} holds characters that a URL cannot")
    try:
        parts = urlsplit(filled)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"{shown(url)} is not a URL") from None
    if service == "jupyterlite" and not parts.scheme and not parts.netloc:
        _check_relative(url)
    elif parts.scheme not in {"http", "https"} or not host:
        raise ValueError(f"{shown(url)} does not begin with http:// or https://")
    if "{" in urlsplit(url).netloc:
        raise ValueError(f"{shown(url)} has a placeholder in its host")


def _check_relative(url: str) -> None:
    """Raise for an address beside the site that a browser would read as another, elsewhere."""
    path = re.split(r"[?#]", url)[0]
    if ":" in path or "//" in path:
        raise ValueError(f"{shown(url)} is not a path beside the site, such as 'lite'")


def _filled(template: str) -> str:
    """Return a template with its placeholders filled; raise for one that does not exist."""
    for name in re.findall(r"\{([^{}]*)\}", template):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
            near = nearest(name, PLACEHOLDERS)
            raise ValueError(f"{{{name}}} in {shown(template)} is not one of {known}{near}")
    return re.sub(r"\{[^{}]*\}", "x", template)
