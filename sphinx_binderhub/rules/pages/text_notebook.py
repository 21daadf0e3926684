"""A text notebook has no `.ipynb`, and the environment no jupytext, so its page gets no badge.

Jupyter alone opens a MyST `.md` or jupytext `.py` file as plain text, and a reader who wanted to
run the chapter sees its source. With jupytext in the environment the badge opens it as a notebook;
with the same notebook saved as `.ipynb` beside it, the badge opens that.

See https://jupytext.readthedocs.io/en/latest/paired-notebooks.html

Mend: add jupytext to the environment file::

    dependencies:
      - jupytext
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import capitalised
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding that lists the text notebooks which get no badge."""
    found = [refusal for refusal in project.refusals if refusal.error.rule == "text-notebook"]
    places = sorted({refusal.location for refusal in found}, key=lambda place: place.sort_key)
    if not places:
        return
    first = found[0].error
    yield Finding(
        capitalised(f"{first.reason}; its page gets no badge"),
        capitalised(first.fix),
        places[0],
        also=tuple(places[1:]),
    )
