"""What provides an import on Binder: Python, the repository, the notebook itself, or a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.addresses import names_at
from sphinx_binderhub.provision.import_names import (
    Declared,
    ImportName,
    brings_everything,
    is_namespace,
    names_brought,
    names_formerly,
    names_of,
    names_of_extras,
    packages_for,
    unknown_packages,
)
from sphinx_binderhub.provision.own_modules import is_own_module
from sphinx_binderhub.provision.standard_library import standard_modules
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.notebook import Import
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree


@dataclass(frozen=True)
class Missing:
    """An import of `chapter` that nothing is known to provide.

    `sure` where its package is known, and all that the environment installs.
    """

    name: ImportName
    chapter: Chapter
    place: Import
    sure: bool


def provider(
    import_: Import, project: Project, chapter: Chapter | None = None
) -> tuple[str | None, bool]:
    """Return the package that holds an import, and whether that is certain.

    A module of Python's own, or of the repository, has no package: `(None, True)`.
    """
    module = next(_modules(import_))
    name = packages_for(module, project.settings.import_names)
    if name.platform or _needs_no_package(module, name, project, chapter):
        return None, True
    environment = project.environment
    declared = sorted(_provided(environment) & name.packages)
    return (declared or [recommended(name, environment)])[0], name.certain


def is_declared(module: str, project: Project, chapter: Chapter) -> bool:
    """Tell whether environment or chapter install a package that is likely to hold `module`."""
    packages = packages_for(module, project.settings.import_names).packages
    return not packages.isdisjoint(_provided(project.environment) | _installed_by(chapter))


def missing_imports(chapter: Chapter, project: Project) -> Iterator[Missing]:
    """Yield each import that the chapter cannot do without and that nothing provides."""
    environment, notebook = project.environment, chapter.notebook
    if not notebook.is_python or brings_everything(one.name for one in environment.packages):
        return
    provided = _provided(environment) | _installed_by(chapter)
    for place in notebook.imports:
        for module in () if place.optional else _modules(place):
            name = packages_for(module, project.settings.import_names)
            if name.packages.isdisjoint(provided) and not _needs_no_package(
                module, name, project, chapter
            ):
                yield Missing(name, chapter, place, _is_sure(name, chapter, project))


def _is_sure(name: ImportName, chapter: Chapter, project: Project) -> bool:
    """Tell whether nothing that is declared may bring the package after all."""
    environment = project.environment
    if not (name.certain and environment.complete) or chapter.notebook.install_files:
        return False
    if unknown_packages(_all_declared(environment)):
        return False  # each of them may bring it
    return name.packages.isdisjoint(_perhaps(environment, project.tree))


def recommended(name: ImportName, environment: Environment) -> str:
    """Return the package to declare, as the manager of the environment calls it."""
    return name.conda if environment.buildpack == "conda" else name.pypi


def _modules(place: Import) -> Iterator[str]:
    """Yield what is imported; `from google.cloud import a, b` takes the modules of two packages."""
    names = [name for name in place.names if name != "*"]
    if names and is_namespace(place.module):
        yield from (f"{place.module}.{name}" for name in names)
    else:
        yield place.module


def _needs_no_package(
    module: str, name: ImportName, project: Project, chapter: Chapter | None
) -> bool:
    """Tell whether `module` is Python's own or the repository's.

    A guessed name is taken for the repository's wherever a module of that name lies; a package's
    name only where Python will find it, for courses like to name their folders after packages.
    """
    top = module.partition(".")[0]
    if top in standard_modules(project.environment.python):
        return True
    anywhere = not name.certain or project.environment.installs_repository
    return is_own_module(top, project.tree, chapter, anywhere=anywhere)


def _provided(environment: Environment) -> frozenset[str]:
    """Return the packages of the environment by their names on PyPI, with what they bring."""
    addresses = (one.said.target for one in environment.pip_entries if not one.constraint)
    named = names_at(filter(None, addresses)) | names_of(environment.base_packages)
    return names_brought(_all_declared(environment)) | named


def _installed_by(chapter: Chapter) -> frozenset[str]:
    """Return the packages that the chapter installs when it runs, with what they bring."""
    return names_brought((name, "pip") for name in chapter.notebook.installs)


def _all_declared(environment: Environment) -> Iterator[Declared]:
    return filter(None, map(_declared, environment.packages))


def _declared(package: Package) -> Declared | None:
    """Return a package of Python's; Debian calls them `python3-…`."""
    if package.manager in {"conda", "pip"}:
        return package.name, package.manager
    debian = package.manager == "apt" and package.name.startswith("python3-")
    return (package.name.removeprefix("python3-"), "pip") if debian else None


def _perhaps(environment: Environment, tree: Tree) -> frozenset[str]:
    """Return what may come along: with extras, as of `dask[complete]`, or an older release."""
    extras = (names_of_extras(one.name) for one in environment.packages if _has_extras(one, tree))
    return frozenset().union(*extras, *map(names_formerly, _provided(environment)))


def _has_extras(package: Package, tree: Tree) -> bool:
    """Tell whether `[` stands in the line that declares `package`."""
    if package.manager != "pip" or package.line is None:
        return False
    try:
        lines = tree.read_text(package.file).split("\n")
    except UnreadableError:
        return False
    return "[" in "".join(lines[package.line - 1 : package.line])
