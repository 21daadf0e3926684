"""A `binder-index` lists the chapters of a folder that has no document; the list is empty.

The argument of the directive is a folder of the book, relative to the page, or from the source
directory with a `/` before it. What it lists are the chapters below that folder, so a folder that
is misspelt, or was renamed, leaves nothing on the page, and nobody is told there. A folder whose
documents are no chapters, or cannot be launched, is another matter: other rules say why.

See https://docutils.sourceforge.io/docs/ref/rst/directives.html

Mend::

    .. binder-index:: /chapters
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every list of a folder that has no document."""
    wanted = [asked for page in project.pages for asked in page.indexes if asked[0]]
    known = _folders(page.docname for page in project.pages) if wanted else set()
    for folder, place in wanted:
        name = folder.rstrip("/")
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"Did you mean `/{near[0]}`?" if near else "Name a folder that has documents."
            cell = f" in cell {place.cell}" if place.cell else ""
            message = f"The `binder-index`{cell} lists `{name}`, a folder without documents here."
            yield Finding(message, hint, place)


def _folders(docnames: Iterable[str]) -> set[str]:
    """Return every folder of the book that has documents, at whatever depth."""
    found = {str(folder) for name in docnames for folder in PurePosixPath(name).parents}
    return found - {"."}
