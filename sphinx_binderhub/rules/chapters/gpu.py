"""A chapter asks for a graphics card, and mybinder.org has none.

The sessions of mybinder.org have a share of a processor and 2 GB of memory, and no graphics card.
``model.cuda()``, ``.to("cuda")`` or ``import cupy`` end with an error there. Code that asks first
whether there is one runs everywhere, more slowly, and is left alone. A hub of one's own may have
cards, and is not judged.

See https://github.com/khanx169/hal_tutorial/pull/1
and https://github.com/VolkerH/Lattice_Lightsheet_Deskew_Deconv/issues/7

Mend: take the card where there is one::

    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.notebook import Import, Need
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.machine.ports import runs_on_mybinder
from sphinx_binderhub.provision.supply import supply_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_MODULES = frozenset({"cudf", "cugraph", "cuml", "cupy", "cupyx", "cuspatial", "pycuda"})
"""Modules that do nothing without a card."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all chapters."""
    if not runs_on_mybinder(project):
        return
    found = [*asked_for(project, "gpu"), *_imports(project)]
    found.sort(key=lambda one: (one.chapter.path, one.need.cell, one.need.line))
    if found:
        location, also = places_of(found)
        yield Finding(
            f"{who(found, 'ask')} for a graphics card ({listed(one.need.by for one in found)}), "
            "and mybinder.org has none.",
            _fix(found),
            location,
            also=also,
        )


def _imports(project: Project) -> Iterator[Asked]:
    supply = supply_of(project)
    for chapter in project.chapters:
        for place in chapter.notebook.imports:
            # Of a module that is missing, another rule speaks.
            if not place.optional and _is_for_cards(place) and supply.settles(place.module):
                where = (place.cell, place.line, place.optional, place.file_line)
                yield Asked(chapter, Need("gpu", place.module, *where, f"import {place.module}"))


def _fix(found: list[Asked]) -> str:
    if any(one.need.name == "cuda" for one in found):
        return (
            "Take the card only where there is one, as in "
            '`device = "cuda" if torch.cuda.is_available() else "cpu"`.'
        )
    return (
        "Import it within `try` and `except ImportError`, or offer the page where there are cards, "
        'as by `binderhub_targets = ["colab"]`.'
    )


def _is_for_cards(place: Import) -> bool:
    return place.top in _MODULES or place.module == "numba.cuda"
