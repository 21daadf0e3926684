"""A page's own `binderhub` setting has a key or a value that cannot be used.

A page may say `binderhub: false`, or give a mapping with the names of the site's options without
their prefix, and `badge`. Anything else is left out, and the rest of the mapping counts.

See https://myst-parser.readthedocs.io/en/latest/configuration.html#frontmatter-local-configuration

Mend: in the front matter of a page::

    ---
    binderhub:
      badge: true
      interface: notebook
    ---
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every key and value that a page cannot use."""
    for page in project.pages:
        for problem in page.word.problems:
            yield Finding(
                f"A word of this page's `binderhub` setting is ignored: {problem}"
                + ("" if problem.endswith("?") else "."),
                "Use the names of the options without `binderhub_`, or `badge: true` or `false`.",
                Location(page.path),
            )
