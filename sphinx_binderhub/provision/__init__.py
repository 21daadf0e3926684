"""What provides an import on Binder: Python, the repository, the notebook itself, or a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.doubts import doubt_about
from sphinx_binderhub.provision.modules.own_modules import Reach
from sphinx_binderhub.provision.packages.import_names import ImportName, is_namespace, names_brought
from sphinx_binderhub.provision.supply import Supply, supply_of

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.notebook import Import, Need
    from sphinx_binderhub.project import Project

BUILT_IN_EXTENSIONS = frozenset({"autoreload", "storemagic"})
"""Extensions that IPython brings, under names that are no modules."""


@dataclass(frozen=True)
class Missing:
    """An import of `chapter`, or an extension that it loads, that nothing is known to provide.

    `doubt` is why it may be there after all, as the end of a sentence: nothing where its package is
    known, and all that the environment installs.
    """

    name: ImportName
    chapter: Chapter
    place: Import | Need
    doubt: str = ""

    @property
    def sure(self) -> bool:
        """Whether nothing that is declared may bring it."""
        return not self.doubt


def provider(
    import_: Import, project: Project, chapter: Chapter | None = None
) -> tuple[str | None, bool]:
    """Return the package that holds an import, and whether that is certain.

    A module of Python's own, or of the repository, has no package: `(None, True)`.
    """
    supply = supply_of(project)
    module = next(modules_of(import_))
    name = supply.name_of(module)
    if name.platform or supply.is_standard(module):
        return None, True
    guessed = not name.certain
    if supply.own.reach(module, chapter, guessed=guessed) is Reach.FOUND:
        return None, True
    declared = sorted(supply.provided & name.packages)
    if not declared and supply.is_own(module, chapter):
        return None, True
    name = supply.holder_of(module)
    declared = declared or sorted(supply.provided & name.packages)
    return (declared or [recommended(name, project.environment)])[0], name.certain


def missing_imports(chapter: Chapter, project: Project) -> Iterator[Missing]:
    """Yield each import that the chapter cannot do without and that nothing provides."""
    supply = supply_of(project)
    if not chapter.notebook.is_python or supply.brings_everything:
        return
    for place, module in unsettled(chapter, supply):
        yield from _missing(module, place, chapter, supply)
    for need in chapter.notebook.needs_of("extension"):
        module = need.name
        if not (need.optional or module in BUILT_IN_EXTENSIONS or supply.settles(module)):
            yield from _missing(module, need, chapter, supply)


def unsettled(chapter: Chapter, supply: Supply) -> Iterator[tuple[Import, str]]:
    """Yield each module that the chapter must have and Python and environment surely have not."""
    plain = supply.plain  # which nearly all of them are
    for place in chapter.notebook.imports:
        if place.module not in plain and not place.optional:
            for module in modules_of(place):
                if not supply.settles(module):
                    yield place, module


def _missing(
    module: str, place: Import | Need, chapter: Chapter, supply: Supply
) -> Iterator[Missing]:
    """Yield `module` unless the chapter, the repository or an unexpected package has it."""
    name, installed = supply.name_of(module), installed_by(chapter)
    if not name.packages.isdisjoint(installed) or supply.is_own(module, chapter):
        return
    name = supply.holder_of(module)
    if name.packages.isdisjoint(supply.provided) and name.packages.isdisjoint(installed):
        yield Missing(name, chapter, place, doubt_about(name, chapter, supply))


def recommended(name: ImportName, environment: Environment) -> str:
    """Return the package to declare, as the manager of the environment calls it."""
    return name.conda if environment.buildpack == "conda" else name.pypi


def modules_of(place: Import) -> Iterator[str]:
    """Yield what is imported; `from google.cloud import a, b` takes the modules of two packages."""
    if place.names and is_namespace(place.module):
        names = [name for name in place.names if name != "*"]
        yield from (f"{place.module}.{name}" for name in names)
        if names:
            return
    yield place.module


def installed_by(chapter: Chapter) -> frozenset[str]:
    """Return the packages that the chapter installs when it runs, with what they bring."""
    installs = chapter.notebook.installs
    return names_brought((name, "pip") for name in installs) if installs else frozenset()
