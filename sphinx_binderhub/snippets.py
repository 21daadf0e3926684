"""A launch as a badge to paste into a README: Markdown, reST and HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_binderhub.launch import Launch


def as_markdown(launch: Launch) -> str:
    """Return the badge as every README has it."""
    # Parentheses would end the link, so such a URL stands between angle brackets.
    link = f"<{launch.url}>" if re.search(r"[()]", launch.url) else launch.url
    return f"[![Binder]({_image(launch)})]({link})"


def as_rst(launch: Launch) -> str:
    """Return the badge as an image directive."""
    return f".. image:: {_image(launch)}\n   :target: {launch.url}\n   :alt: Binder"


def as_html(launch: Launch) -> str:
    """Return the badge as an element."""
    return f'<a href="{escape(launch.url)}"><img src="{escape(_image(launch))}" alt="Binder"></a>'


def _image(launch: Launch) -> str:
    return f"{launch.hub}/badge_logo.svg"


SNIPPETS: dict[str, Callable[[Launch], str]] = {
    "markdown": as_markdown,
    "rst": as_rst,
    "html": as_html,
}
"""Every form of a badge by its name on the command line."""
