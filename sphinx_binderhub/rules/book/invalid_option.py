"""An option of the book has a value that it cannot have.

The option is left out, and the book is built. Where it says what is launched (the hub, the
repository, the ref, the image, the interface), no badge is shown, because it would open something
else than the author meant.

See https://binderhub.readthedocs.io/en/latest/api.html

Mend: what the message says; often a URL without its beginning in `conf.py`::

    binderhub_url = "https://mybinder.org"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.config import PREFIX
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.launcher import LAUNCH_OPTIONS

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every option that is left out."""
    for name, message in project.refused.items():
        option = name if "." in name else PREFIX + name  # an option of the theme keeps its name
        effect = ", and no badge is shown until it is mended" if name in LAUNCH_OPTIONS else ""
        yield Finding(
            f"{option}: {message}" + ("" if message.endswith("?") else "."),
            f"Mend `{option}`; it is left out{effect}.",
            Location(project.config_path, project.config_line(option.rpartition(".")[2])),
        )
