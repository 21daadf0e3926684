"""The book's configuration sets an option that does not exist, probably a misspelt one.

Sphinx passes over names that it does not know, so a misspelt option does nothing and says nothing.

See https://www.sphinx-doc.org/en/master/usage/configuration.html

Mend: write the name of the option as the page "Configuration" of the documentation has it::

    binderhub_interface = "lab"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.config import PREFIX, nearest, options
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

# At the beginning of a line in `conf.py`, and as an indented key in `_config.yml`.
_SET = re.compile(rf"(?:({PREFIX}\w+)\s*(?::[^=]*)?=(?!=)|\s+({PREFIX}\w+):(?=\s|$))")


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every line that sets an option which does not exist."""
    known = [PREFIX + option.name for option in options()]
    for number, line in enumerate(project.config_lines, 1):
        match = _SET.match(line)
        name = match and (match[1] or match[2])
        if name and name not in known:
            hint = nearest(name, known).removeprefix("; ").capitalize()
            yield Finding(
                f"There is no option `{name}`, so it does nothing.",
                hint or "Delete the line.",
                Location(project.config_path, number),
            )
