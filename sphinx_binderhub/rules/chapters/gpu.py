"""A chapter asks for a graphics card, and mybinder.org has none.

The sessions of mybinder.org have a share of a processor and 2 GB of memory, and no graphics card.
``model.cuda()`` or ``.to("cuda")`` end with an error there. Code that asks first whether there is
one runs everywhere, more slowly, and is left alone. A hub of one's own may have cards, and is not
judged.

See https://github.com/khanx169/hal_tutorial/pull/1
and https://github.com/VolkerH/Lattice_Lightsheet_Deskew_Deconv/issues/7

Mend: take the card where there is one::

    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import asked_for, listed, places_of, who
from sphinx_binderhub.provision.ports import runs_on_mybinder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all chapters."""
    if not runs_on_mybinder(project):
        return
    found = list(asked_for(project, "gpu"))
    if found:
        location, also = places_of(found)
        yield Finding(
            f"{who(found, 'ask')} for a graphics card ({listed(one.need.by for one in found)}), "
            "and mybinder.org has none.",
            "Take the card only where there is one, as in "
            '`device = "cuda" if torch.cuda.is_available() else "cpu"`.',
            location,
            also=also,
        )
