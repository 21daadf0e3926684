"""From the files of a repository to its environment."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packaging.version import Version

from sphinx_binderhub.environment.buildpack import (
    check_legacy,
    detect_buildpack,
    find_conda_file,
    is_python_package,
)
from sphinx_binderhub.environment.checks import check_contents
from sphinx_binderhub.environment.conda.conda_file import CondaFile, read_conda_file
from sphinx_binderhub.environment.files import Ignored, ignored_files, used_files
from sphinx_binderhub.environment.languages.python_version import (
    check_supported,
    read_python_version,
)
from sphinx_binderhub.environment.languages.reading import Languages, read_languages
from sphinx_binderhub.environment.lookup import Lookup, Stop, StopError, find_lookup
from sphinx_binderhub.environment.pip.pipfile import NEWEST_PYTHON
from sphinx_binderhub.environment.pip.toml_file import read_toml, table
from sphinx_binderhub.environment.profile import Profile, profile_for
from sphinx_binderhub.environment.sources import Sources, read_sources
from sphinx_binderhub.environment.staging import has_separate_kernel
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.config import Settings
    from sphinx_binderhub.environment.languages.julia import JuliaVersion
    from sphinx_binderhub.environment.languages.r_language import RLanguage
    from sphinx_binderhub.environment.packages import Package
    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.tree import Tree

NO_SPECIFICATION = "No file that repo2docker reads describes an environment."
"""The failure of a repository without an environment, on a hub that assumes none."""


@dataclass(frozen=True)
class Environment:
    """What repo2docker makes of a repository, as far as its files tell.

    `stop` is why repo2docker stops, if it does; where it stops while it chooses, `buildpack` and
    `python` are `None`. `python_location` is where a file asks for it, `None` where none does;
    `python_pinned` is whether that decides on the minor version, `admitted` what
    `requires-python` admits. `detected`
    is false where no file describes an environment, whether the hub then fails or goes on with an
    empty one. `complete` is false where something that is not read may install more than `packages`
    names. `is_package` is whether the repository itself is installed with pip; `installed` are all
    the folders of the repository that are installed as packages, `""` for its root. `pip_entries`
    are the lines that pip reads, wherever they stand. `words` are those of the scripts, which may
    name a package that they install.
    """

    profile: Profile
    binder_directory: str = ""
    buildpack: str | None = None
    detected: bool = False
    python: str | None = None
    python_location: Location | None = None
    python_pinned: bool = False
    admitted: tuple[str, ...] | None = None
    stop: Stop | None = None
    used: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    packages: tuple[Package, ...] = ()
    pip_entries: tuple[PipEntry, ...] = field(default=(), repr=False)
    base_packages: frozenset[str] = frozenset()
    conda_file: CondaFile | None = None
    languages: Languages = Languages()
    complete: bool = True
    is_package: bool = False
    installed: tuple[str, ...] = ()
    words: frozenset[str] = field(default_factory=frozenset, repr=False)

    def file(self, name: str) -> str | None:
        """Return the path of the configuration file `name`, where repo2docker uses one."""
        return next((path for path in self.used if path.rpartition("/")[2] == name), None)

    @property
    def r(self) -> RLanguage | None:
        """The R of the image, where it has one."""
        return self.languages.r

    @property
    def julia(self) -> JuliaVersion | None:
        """The Julia of the image, where it has one."""
        return self.languages.julia

    @property
    def installs_repository(self) -> bool:
        """Whether the repository itself is installed as a package."""
        return "" in self.installed

    @property
    def usable_pythons(self) -> tuple[str, ...]:
        """The Pythons that may be advised, oldest first: pipenv does not run on every one."""
        pythons = self.admitted or self.profile.pythons
        if self.buildpack != "pipfile":
            return pythons
        return tuple(one for one in pythons if Version(one) <= Version(NEWEST_PYTHON))

    def declares(self, package: str) -> bool | None:
        """Whether a file or a script asks for `package`; `None` where that cannot be told."""
        named = (*(one.name for one in self.packages), *self.words)
        if package in {re.sub(r"[-_.]+", "-", name).lower() for name in named}:
            return True
        return False if self.complete else None

    @property
    def failure(self) -> str | None:
        """The sentence that says why repo2docker stops, or `None`."""
        return self.stop.message if self.stop else None

    @property
    def empty(self) -> bool:
        """Whether no file describes an environment; the hub stops, or goes on without packages."""
        stopped = self.stop is not None and self.stop.rule == "no-environment"
        return stopped or (self.buildpack is not None and not self.detected)


def read_environment(tree: Tree, settings: Settings) -> Environment:
    """Return what the hub of the settings makes of `tree`; raise `OptionError` for its profile."""
    profile = profile_for(settings)
    try:
        check_legacy(tree)
        lookup = find_lookup(tree)
    except StopError as error:
        return Environment(profile, stop=error.stop, complete=False)
    return _read(lookup, profile)


def _read(lookup: Lookup, profile: Profile) -> Environment:
    chosen = Environment(profile, lookup.directory)
    try:
        detected = detect_buildpack(lookup, profile)
    except StopError as error:
        return replace(chosen, stop=error.stop, complete=False)
    buildpack = detected or profile.default_buildpack
    conda_file = _conda_file(lookup, profile, buildpack)
    path = conda_file.path if conda_file else None
    used = used_files(buildpack, lookup, path, _unread(lookup, profile, buildpack))
    chosen = replace(
        chosen,
        buildpack=buildpack,
        detected=detected is not None,
        conda_file=conda_file,
        languages=read_languages(buildpack, lookup, profile, conda_file),
        used=used,
        ignored=ignored_files(buildpack, lookup, used),
    )
    if buildpack is None:
        stop = Stop(NO_SPECIFICATION, rule="no-environment")
        return replace(chosen, stop=stop, complete=False)
    return _with_contents(_with_python(chosen, lookup, buildpack), lookup)


def _conda_file(lookup: Lookup, profile: Profile, buildpack: str | None) -> CondaFile | None:
    path = find_conda_file(lookup, profile)
    reads = buildpack in {"conda", "julia", "r"}
    return read_conda_file(lookup.tree, path) if path and reads else None


def _unread(lookup: Lookup, profile: Profile, buildpack: str | None) -> set[str]:
    """Return the packaging files that are there but say nothing to this release."""
    if buildpack not in {"python", "julia", "r"} or not lookup.has_in_root("pyproject.toml"):
        return set()
    try:
        project = table(read_toml(lookup, "pyproject.toml"), "project")
        said = is_python_package(lookup, profile) or "requires-python" in project
    except StopError:
        return set()
    return set() if said and profile.reads_pyproject else {"pyproject.toml"}


def _with_python(chosen: Environment, lookup: Lookup, buildpack: str) -> Environment:
    """Return `chosen` with its Python, and with the first reason for repo2docker to stop."""
    stop: Stop | None = None
    try:
        check_contents(buildpack, lookup, chosen.profile, chosen.conda_file)
    except StopError as error:
        stop = error.stop
    try:
        python = read_python_version(buildpack, lookup, chosen.profile, chosen.conda_file)
    except StopError as error:
        return replace(chosen, stop=stop or error.stop)
    if python is None or _lacks_python(chosen):
        return replace(chosen, stop=stop)
    try:
        check_supported(python.version, python.place, chosen.profile)
    except StopError as error:
        stop = stop or error.stop
    return replace(
        chosen,
        stop=stop,
        python=python.version,
        python_location=python.place,
        python_pinned=python.pinned,
        admitted=python.admitted,
        base_packages=chosen.profile.base_packages(python.version),
    )


def _lacks_python(chosen: Environment) -> bool:
    """Tell whether repo2docker gives up on `environment.yml` before it knows a Python version."""
    return bool(
        chosen.buildpack == "conda" and chosen.conda_file and not chosen.conda_file.has_python
    )


def _with_contents(chosen: Environment, lookup: Lookup) -> Environment:
    package = chosen.buildpack in {"python", "julia", "r"} and _package(lookup, chosen.profile)
    sources: Sources = read_sources(
        lookup, chosen.used, chosen.conda_file, chosen.python, package=package
    )
    extra = tuple(path for path in sources.files if path not in chosen.used)
    extra += tuple(_for_the_server(chosen, lookup))
    return replace(
        chosen,
        used=chosen.used + extra,
        ignored=tuple(entry for entry in chosen.ignored if entry.path not in extra),
        packages=tuple(sources.packages),
        pip_entries=tuple(sources.entries),
        complete=sources.complete and chosen.stop is None,
        words=sources.words,
        is_package=package,
        installed=tuple(dict.fromkeys(sources.folders)),
    )


def _for_the_server(chosen: Environment, lookup: Lookup) -> Iterator[str]:
    """Yield the list of Jupyter's own packages, where the chapters run in an old Python."""
    reads = chosen.buildpack in {"python", "julia", "r", "pipfile"}
    if reads and has_separate_kernel(chosen.python) and lookup.has("requirements3.txt"):
        yield lookup.path("requirements3.txt")


def _package(lookup: Lookup, profile: Profile) -> bool:
    try:
        return is_python_package(lookup, profile)
    except StopError:
        return False
