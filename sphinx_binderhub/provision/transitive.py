"""Modules that chapters import and no file declares, and that come along with something else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.provision import installed_by, modules_of, recommended
from sphinx_binderhub.provision.modules.own_modules import Reach
from sphinx_binderhub.provision.packages.import_names import names_brought, names_declared
from sphinx_binderhub.provision.supply import Supply, supply_of

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Import
    from sphinx_binderhub.project import Project

_JUPYTER = frozenset(
    {"ipykernel", "ipython", "ipywidgets", "jupyter-client", "jupyter-core", "jupyter-server"}
    | {"jupyterlab", "nbconvert", "nbformat", "notebook", "numpy", "traitlets"}
)
"""What no notebook server is without; and numpy, which half of all packages build on."""
_COLLECTIONS = frozenset({"jupyter", "pangeo-dask", "pangeo-notebook", "scipy-stack", "tensorflow"})
"""Packages that are declared for the sake of what they bring."""


@dataclass(frozen=True)
class Brought:
    """A module that comes with the package `by` alone, or, where that is empty, the base image."""

    module: str
    package: str
    by: str
    chapter: Chapter
    place: Import


def brought_modules(project: Project) -> list[Brought]:
    """Return each such module once, where it is first imported."""
    supply = supply_of(project)
    declared = names_declared(supply.declared) | (supply.named - names_brought(supply.declared))
    seen: set[str] = set()
    found: list[Brought] = []
    for chapter in sorted(project.chapters, key=lambda one: one.path):
        if not chapter.notebook.is_python:
            continue
        for place in chapter.notebook.imports:
            for module in modules_of(place):
                top = supply.name_of(module).module
                if top not in seen and not place.optional:
                    seen.add(top)
                    found += _brought(module, place, chapter, supply, declared)
    return found


def _brought(
    module: str, place: Import, chapter: Chapter, supply: Supply, declared: frozenset[str]
) -> Iterator[Brought]:
    name = supply.name_of(module)
    if not name.certain or supply.is_standard(module) or not supply.settles(module):
        return
    if not name.packages.isdisjoint(declared | _JUPYTER | installed_by(chapter)):
        return
    if supply.own.reach(module, chapter, guessed=False) is not Reach.NOWHERE:
        return
    bringers = _bringers(name.packages, supply)
    # What comes in two ways does not go away with one of them.
    in_image = not name.packages.isdisjoint(supply.base)
    if len(bringers) + in_image < 2 and _COLLECTIONS.isdisjoint(bringers):
        package = recommended(name, supply.environment)
        yield Brought(name.module, package, "".join(bringers), chapter, place)


def _bringers(packages: frozenset[str], supply: Supply) -> list[str]:
    return [
        name
        for name, manager in dict.fromkeys(supply.declared)
        if not packages.isdisjoint(names_brought([(name, manager)]))
    ]
