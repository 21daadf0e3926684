"""What brings a program: the image, the environment files, or a chapter that installs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.machine.other_programs import FOREIGN
from sphinx_binderhub.provision.machine.program_table import PROGRAMS, Program
from sphinx_binderhub.provision.packages.declaring import declare, declare_debian
from sphinx_binderhub.provision.packages.import_names import names_brought

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

_PLATFORMS = {name: place for place, names in FOREIGN.items() for name in names.split()}
_MANAGERS = ("apt", "conda", "pip")


@dataclass(frozen=True)
class Supplies:
    """The packages of an environment by manager, and the words of its scripts, in lower case."""

    packages: Mapping[str, frozenset[str]]
    words: frozenset[str]

    def bring(self, program: Program, installed: frozenset[str] = frozenset()) -> bool:
        """Tell whether a package brings the program, or one `installed` in whatever way."""
        anywhere = self.words | installed
        if not anywhere.isdisjoint(program.names.lower().split()):
            return True
        return any(
            _matches(name, self.packages[manager] | anywhere)
            for manager in _MANAGERS
            for name in getattr(program, manager).split()
        )


def program_named(name: str) -> Program | None:
    """Return the program that a command line calls `name`, if images lack it by themselves."""
    return _table().get(name)


def platform_of(name: str) -> str | None:
    """Return the one platform that has the program, where it is not Linux."""
    return _PLATFORMS.get(name)


def supplies_of(environment: Environment) -> Supplies:
    """Return what the environment files and the image itself declare."""
    packages = {
        manager: {_plain(one.name) for one in environment.packages if one.manager == manager}
        for manager in _MANAGERS
    }
    for manager in ("conda", "pip"):
        packages[manager] |= names_brought((name, manager) for name in packages[manager])
    packages["conda"] |= environment.base_packages
    if environment.r is not None:
        packages["apt"].add("r-base")
    words = {word.lower() for word in environment.words}
    if environment.julia is not None:
        words.add("julia")
    return Supplies({key: frozenset(names) for key, names in packages.items()}, frozenset(words))


def brings_own(name: str, project: Project, chapter: Chapter) -> bool:
    """Tell whether repository or chapter hold the program `name` themselves."""
    return f".local/bin/{name}" in project.tree.files or name in chapter.notebook.writes


def how_to_get(program: Program, environment: Environment) -> str:
    """Return how to declare what brings the program, as the beginning of a sentence."""
    names = {manager: _first(getattr(program, manager)) for manager in _MANAGERS}
    if environment.buildpack == "conda" and names["conda"]:
        return declare(names["conda"], environment)
    if environment.buildpack != "conda" and names["pip"]:
        return declare(names["pip"], environment)
    if names["apt"]:
        return declare_debian(names["apt"], environment)
    return f"Write an `environment.yml` with `- {names['conda']}`, which conda alone has"


def _first(names: str) -> str:
    """Return the package to recommend, empty where there is none."""
    first = names.partition(" ")[0]
    return "" if first.startswith("+") else first


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _matches(name: str, packages: Iterable[str]) -> bool:
    name = _plain(name.removeprefix("+"))
    if name.endswith("*"):
        return any(package.startswith(name[:-1]) for package in packages)
    return name in packages


@cache
def _table() -> Mapping[str, Program]:
    return dict(_rows())


def _rows() -> Iterator[tuple[str, Program]]:
    for program in PROGRAMS:
        yield from ((name, program) for name in program.names.split())
