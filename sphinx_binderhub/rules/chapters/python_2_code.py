"""A chapter is written in Python 2, and its kernel is of Python 3.

``print x`` ends with ``SyntaxError`` in every Python 3, and none of the cell is run. Chapters keep
such cells from the time before 2020, often one that was overlooked when the others were mended. An
error that is shown on purpose says so by the tag ``raises-exception``, and is left alone.

See https://docs.python.org/3/howto/pyporting.html

Mend: write the cell in Python 3::

    print(x)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import asked_for, places_of, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all chapters that only a Python 2 can run."""
    if (project.environment.python or "3").startswith("2"):
        return
    found = [
        one
        for one in asked_for(project, "syntax")
        if one.need.name == "2" and one.chapter.notebook.kernel in {None, "python3"}
    ]
    if not found:
        return
    location, also = places_of(found)
    names = ", ".join(dict.fromkeys(one.need.by for one in found))
    yield Finding(
        f"{who(found, 'use')} {names}, which no Python 3 reads.",
        "Write it in Python 3, as in `print(x)`; to a cell whose error is a lesson give the tag "
        "`raises-exception`.",
        location,
        also=also,
    )
