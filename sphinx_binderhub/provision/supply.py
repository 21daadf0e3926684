"""What one environment gives to chapters: answered once for each module, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.modules.own_modules import OwnModules, Reach
from sphinx_binderhub.provision.modules.standard_library import standard_modules
from sphinx_binderhub.provision.packages.addresses import names_at
from sphinx_binderhub.provision.packages.import_names import (
    Declared,
    ImportName,
    brings_everything,
    is_namespace,
    known_packages,
    names_brought,
    names_formerly,
    names_of,
    names_of_extras,
    packages_for,
    unknown_packages,
)
from sphinx_binderhub.provision.packages.installed import with_holder
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree


@dataclass(frozen=True)
class Supply:
    """What an environment is known to provide.

    Names of packages are those of PyPI. `author` are the import names that the author tells. Of the
    modules in `plain` it was found that every chapter has them, whatever it takes from them.
    """

    environment: Environment
    tree: Tree
    author: Mapping[str, str]
    _names: dict[str, ImportName] = field(default_factory=dict, repr=False)
    _holders: dict[str, ImportName] = field(default_factory=dict, repr=False)
    _settled: dict[str, bool] = field(default_factory=dict, repr=False)
    plain: set[str] = field(default_factory=set, repr=False)

    def name_of(self, module: str) -> ImportName:
        """Return what is known of the name `module`."""
        found = self._names.get(module)
        if found is None:
            found = self._names[module] = packages_for(module, self.author)
        return found

    def holder_of(self, module: str) -> ImportName:
        """Return the same; a guess is looked up in the Python that runs the check, if it helps."""
        name = self.name_of(module)
        if name.certain or not name.packages.isdisjoint(self.provided):
            return name
        if name.module not in self._holders:
            self._holders[name.module] = with_holder(name)
        return self._holders[name.module]

    def settles(self, module: str) -> bool:
        """Tell whether Python or a package of the environment has `module`, for every chapter."""
        found = self._settled.get(module)
        if found is None:
            found = self.is_standard(module) or not self.name_of(module).packages.isdisjoint(
                self.provided
            )
            self._settled[module] = found
            if found and not is_namespace(module):
                self.plain.add(module)
        return found

    def is_standard(self, module: str) -> bool:
        """Tell whether `module` comes with the environment's Python."""
        return module.partition(".")[0] in self._standard

    def is_own(self, module: str, chapter: Chapter | None) -> bool:
        """Tell whether `module` is the repository's, whether or not the chapter finds it."""
        guessed = not self.name_of(module).certain
        found = self.own.reach(module, chapter, guessed=guessed)
        if found in {Reach.LOST, Reach.PERHAPS}:
            return guessed or is_defined(module, self.own)
        return found is Reach.FOUND

    @cached_property
    def own(self) -> OwnModules:
        """The modules of the repository."""
        return OwnModules(self.tree, self.environment)

    @cached_property
    def declared(self) -> tuple[Declared, ...]:
        """The Python packages that the files ask for."""
        return tuple(filter(None, map(_declared, self.environment.packages)))

    @cached_property
    def named(self) -> frozenset[str]:
        """What the files ask for by name or address, with what that brings."""
        entries = self.environment.pip_entries
        addresses = (one.said.target for one in entries if not one.constraint)
        return names_brought(self.declared) | names_at(filter(None, addresses))

    @cached_property
    def base(self) -> frozenset[str]:
        """The packages of the base image."""
        return names_of(self.environment.base_packages)

    @cached_property
    def provided(self) -> frozenset[str]:
        """All that the environment surely has."""
        return self.named | self.base

    @cached_property
    def brings_everything(self) -> bool:
        """Whether a package is declared that brings more than can be listed."""
        return brings_everything(one.name for one in self.environment.packages)

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """The declared packages of which it is not known what they bring."""
        return tuple(sorted(unknown_packages(self.declared)))

    @cached_property
    def known(self) -> frozenset[str]:
        """The packages that the table knows to hold a module."""
        return known_packages()

    @cached_property
    def perhaps(self) -> Mapping[str, str]:
        """What may come along, each with what may bring it: extras, or an older release."""
        found: dict[str, str] = {}
        for name in sorted(self.provided):
            found.update(dict.fromkeys(names_formerly(name), f"an older `{name}`"))
        for package in self.environment.packages:
            if _has_extras(package, self.tree):
                extras = names_of_extras(package.name)
                found.update(dict.fromkeys(extras, f"an extra of `{package.name}`"))
        return found

    @cached_property
    def _standard(self) -> frozenset[str]:
        return standard_modules(self.environment.python)


_latest: list[Supply] = []


def supply_of(project: Project) -> Supply:
    """Return what the environment of `project` provides; the last one is kept."""
    environment, tree, author = project.environment, project.tree, project.settings.import_names
    for one in _latest:
        if one.environment is environment and one.tree is tree and one.author == author:
            return one
    _latest[:] = [Supply(environment, tree, author)]
    return _latest[0]


def is_defined(module: str, own: OwnModules) -> bool:
    """Tell whether the repository means `module` to be imported: a package in its root, a project.

    Elsewhere a file may be called like a package, and have nothing to do with it.
    """
    places = own.folders_of(module.partition(".")[0])
    return any(place in ("", "src") or own.project_of(place) is not None for place in places)


def _declared(package: Package) -> Declared | None:
    """Return a package of Python's; Debian calls them `python3-…`."""
    if package.manager in {"conda", "pip"}:
        return package.name, package.manager
    debian = package.manager == "apt" and package.name.startswith("python3-")
    return (package.name.removeprefix("python3-"), "pip") if debian else None


def _has_extras(package: Package, tree: Tree) -> bool:
    """Tell whether `[` stands in the line that declares `package`."""
    if package.manager != "pip" or package.line is None:
        return False
    try:
        lines = tree.read_text(package.file).split("\n")
    except UnreadableError:
        return False
    return "[" in "".join(lines[package.line - 1 : package.line])
