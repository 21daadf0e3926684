"""A referee of launch links: takes them apart as BinderHub, its page, nbgitpuller and Jupyter do.

Written from what those programs do, not from this project: nothing here may be imported from
`sphinx_binderhub`.
"""

from __future__ import annotations

from dataclasses import dataclass

from .browser import parse
from .front_end import FrontEnd, redirect
from .jupyter import Content, view
from .rejected import Rejected
from .server import resolve

__all__ = ["Content", "FrontEnd", "Opened", "Rejected", "take_apart"]


@dataclass(frozen=True)
class Opened:
    """What a launch link opens; see `server.Resolved` and `jupyter.View` for the fields."""

    hub: str
    provider: str
    repository: str
    ref: str | None
    interface: str
    file: str | None
    factory: str | None
    content: Content | None


def take_apart(url: str, front_end: FrontEnd) -> Opened:
    """Tell what a launch link opens on one of the two front ends, or raise Rejected."""
    address = parse(url)
    hub, asked = resolve(address)
    seen = view(redirect(address.search, front_end, address.scheme))
    return Opened(
        hub,
        asked.provider,
        asked.repository,
        asked.ref,
        seen.interface,
        seen.file,
        seen.factory,
        seen.content,
    )
