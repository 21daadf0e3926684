"""An option holds a whole launch link where an address is meant.

`binderhub_url` is the hub alone, and `binderhub_repository` the repository alone. A launch link is
taken apart, and the part that is meant is used; but what else the link says, the file and the
interface, has no effect, and the next reader of the configuration will think it has.

See https://mybinder.readthedocs.io/en/latest/introduction.html

Mend: write what the message says, in `conf.py`::

    binderhub_url = "https://mybinder.org"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.config import PREFIX
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.providers import PROVIDERS
from sphinx_binderhub.repository.address import LAUNCH_LINK, AddressError, parse_address

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every option that holds a launch link."""
    for option, text in _texts(project):
        link = LAUNCH_LINK.match(text.strip())
        meant = link and (link["hub"] if option.endswith("url") else _repository(text))
        if meant and "@" not in meant:
            yield Finding(
                f"`{option}` is a whole launch link; of it `{meant}` is used.",
                f"Write `{meant}`.",
                Location(project.config_path, project.config_line(option)),
            )


def _texts(project: Project) -> Iterator[tuple[str, str]]:
    """Yield every option that is text, with its value as the author wrote it."""
    values = project.book.values
    theme = values.get("html_theme_options")
    buttons = theme.get("launch_buttons") if isinstance(theme, dict) else None
    for holder, prefix in ((values, PREFIX), (buttons, PREFIX), (theme, "")):
        for name in ("url", "repository") if prefix else ("repository_url",):
            value = holder.get(f"{prefix}{name}") if isinstance(holder, dict) else None
            if isinstance(value, str):
                yield f"{prefix}{name}", value


def _repository(text: str) -> str | None:
    try:
        address = parse_address(text)
    except AddressError:
        return None
    return PROVIDERS[address.provider].clone_url(address.name) or address.name
