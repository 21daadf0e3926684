"""A `binder` role names a document that the book does not have; it is shown as plain text.

The target of the role is a document, written as the `doc` role writes it: relative to the page, or
from the source directory with a `/` before it, without a suffix.

See https://www.sphinx-doc.org/en/master/usage/referencing.html#role-doc

Mend::

    :binder:`run the example <chapters/example>`
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every role whose document does not exist."""
    known = {page.docname for page in project.pages}
    for page in project.pages:
        for link in page.links:
            if link.docname not in known:
                near = get_close_matches(link.docname, known, n=1)
                hint = f"Did you mean `/{near[0]}`?" if near else "Name a document of this book."
                cell = f" in cell {link.cell}" if link.cell else ""
                yield Finding(
                    f"The `binder` role{cell} names `{link.docname}`, which is no document here.",
                    hint,
                    Location(page.path, link.line, cell=link.cell),
                )
