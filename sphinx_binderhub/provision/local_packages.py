"""The repository's own modules that chapters import and, on Binder, do not find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Location
from sphinx_binderhub.provision import installed_by, unsettled
from sphinx_binderhub.provision.modules.own_modules import Reach
from sphinx_binderhub.provision.packages.addresses import names_at
from sphinx_binderhub.provision.supply import Supply, is_defined, supply_of

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Import
    from sphinx_binderhub.project import Project


@dataclass(frozen=True)
class LostModule:
    """A module `name` of the repository that `chapter` imports at `place` and does not find.

    It lies in `folder`, which belongs to the Python project in `project`, if to any; the root is
    `""`. It is `defined` where it is meant to be imported, and not only called so. `doubtful` where
    something that is installed may hold a module of that name, too.
    """

    name: str
    chapter: Chapter
    place: Import
    folder: str
    project: str | None
    defined: bool
    doubtful: bool

    @property
    def location(self) -> Location:
        """The place of the import: a line of the file where it is text, else one of the cell."""
        place = self.place
        return Location(self.chapter.path, place.file_line or place.line, cell=place.cell)


def lost_modules(project: Project) -> Iterator[LostModule]:
    """Yield each, chapter by chapter; one that it can do without is left out."""
    supply = supply_of(project)
    if _may_install_it(supply):
        return
    environment = supply.environment
    doubtful = bool(supply.unknown) or not environment.complete or supply.brings_everything
    for chapter in sorted(project.chapters, key=lambda one: one.path):
        if chapter.notebook.is_python:
            for place, module in unsettled(chapter, supply):
                yield from _lost(module, place, chapter, supply, doubtful)


def _lost(
    module: str, place: Import, chapter: Chapter, supply: Supply, doubtful: bool
) -> Iterator[LostModule]:
    name, own = supply.name_of(module), supply.own
    if own.reach(module, chapter, guessed=not name.certain) is not Reach.LOST:
        return
    defined = is_defined(module, own)
    if name.certain and not defined:
        return  # a file that is called like a package
    top = module.partition(".")[0]
    folders = own.folders_of(top)
    if not folders:
        return
    folder, project = _home(folders, supply)
    # It may be published under another name than that of its module.
    names = name.packages if project is None else name.packages | own.project_names(project)
    if not names.isdisjoint(supply.provided | installed_by(chapter)):
        return
    yield LostModule(top, chapter, place, folder, project, defined, doubtful)


def _home(folders: list[str], supply: Supply) -> tuple[str, str | None]:
    """Return the folder that is meant, and its project: one that can be installed, else the top."""
    found = ((one, supply.own.project_of(one)) for one in folders)
    return next((pair for pair in found if pair[1] is not None), (folders[0], None))


def _may_install_it(supply: Supply) -> bool:
    """Tell whether a package from an address may be this very repository."""
    entries = supply.environment.pip_entries
    addresses = (one.said.target for one in entries if not one.constraint)
    named = names_at(filter(None, addresses))
    return bool(named) and not named <= supply.known
