"""The packages that the used files ask for."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.debian.apt_file import read_apt
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.packages import Package, parse_conda
from sphinx_binderhub.environment.pip.pipfile import read_lock, read_pipfile
from sphinx_binderhub.environment.pip.pyproject import PythonProject, read_python_project
from sphinx_binderhub.environment.pip.requirements_file import (
    PipEntry,
    PipPackages,
    read_pip_list,
    read_requirements,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.conda.conda_file import CondaFile

OPAQUE = frozenset(
    {
        *("Dockerfile", "default.nix", "Project.toml", "JuliaProject.toml", "REQUIRE"),
        *("DESCRIPTION", "install.R", "postBuild", "start"),
    }
)
"""Files that can install what we do not read out of them: scripts, and other languages' lists."""


_WITH_PATHS = frozenset({"Project.toml", "JuliaProject.toml", "Manifest.toml"})
"""Files that may name folders of the repository to be installed."""


@dataclass
class Sources:
    """What the used files ask for; see `Environment` for `complete` and `words`."""

    packages: list[Package] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    complete: bool = True
    folders: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    entries: list[PipEntry] = field(default_factory=list)

    def add(self, pip: PipPackages) -> None:
        """Add what pip is asked to install."""
        self.packages += pip.packages
        self.files += pip.files
        self.complete = self.complete and pip.complete
        self.folders += pip.folders
        self.entries += pip.entries

    def add_project(self, project: PythonProject) -> None:
        """Add what a project of the repository depends on."""
        self.packages += project.packages
        self.files += project.files
        self.complete = self.complete and project.complete


def read_sources(
    lookup: Lookup,
    used: tuple[str, ...],
    conda_file: CondaFile | None,
    python: str | None,
    *,
    package: bool = False,
) -> Sources:
    """Return what the files in `used` ask for, and the `package` that the repository itself is."""
    found = Sources(folders=[""] if package else [])
    if conda_file is not None:
        _add_conda_file(lookup, conda_file, python, found)
    for path in used:
        name = path.rpartition("/")[2]
        found.complete = found.complete and (name not in OPAQUE or _is_idle(lookup, path))
        if name == "requirements.txt":
            found.add(read_requirements(lookup.tree, path, python))
        elif name == "apt.txt":
            found.packages += _apt_packages(lookup, path)
        elif name in OPAQUE:
            found.words |= _words(lookup, path)
        elif name in {"Pipfile", "Pipfile.lock"}:
            _add_pipfile(lookup, path, python, found)
        if name in _WITH_PATHS:
            found.folders += _local_paths(lookup, path)
    if package:
        found.add_project(read_python_project(lookup.tree, "", python))
    return found


_IDLE = frozenset({"set", "echo", "true", ":", "export", "exit", "mkdir", "chmod"})
"""Commands of a shell that install nothing."""


def _is_idle(lookup: Lookup, path: str) -> bool:
    """Tell whether the file is a `postBuild` or `start` that installs nothing."""
    from sphinx_binderhub.environment.scripts.script import read_script  # few courses have one

    if not path.endswith(("postBuild", "start")):
        return False
    script = read_script(lookup.tree, path)
    if script is None or not script.is_shell or not script.commands.understood:
        return False
    if not script.commands.found or re.search(r"[`]|\$\(", script.text):
        return False
    idle = {"exec", *_IDLE} if path.endswith("start") else _IDLE
    return {one.raw[0] for one in script.commands.found} <= idle


def _add_conda_file(
    lookup: Lookup, conda_file: CondaFile, python: str | None, found: Sources
) -> None:
    for entry in conda_file.dependencies:
        parsed = parse_conda(entry.value)
        if parsed is None:
            found.complete = False
            continue
        name, specifier = parsed
        found.packages.append(
            Package(name, specifier, "conda", conda_file.path, entry.line, entry.column)
        )
    found.add(read_pip_list(lookup.tree, conda_file.path, conda_file.pip, python))
    found.complete = found.complete and not conda_file.problems and conda_file.invalid is None


def _add_pipfile(lookup: Lookup, path: str, python: str | None, found: Sources) -> None:
    """Add what pipenv installs: what the lock lists, where there is one, and nothing else."""
    locked = lookup.has("Pipfile.lock")
    if locked and path.endswith("Pipfile"):
        return
    read = read_lock if locked else read_pipfile
    listed = read(lookup.tree, path, python)
    found.packages += listed.packages
    found.complete = found.complete and listed.complete
    for folder in listed.folders:
        found.folders.append(folder)
        found.add_project(read_python_project(lookup.tree, folder, python))


def _local_paths(lookup: Lookup, path: str) -> Iterator[str]:
    """Yield the folders that a list of Julia's installs; a named project is its own."""
    try:
        text = lookup.read(path)
    except StopError:
        return
    for named in re.findall(r"\bpath[\"']?\s*[=:]\s*[\"']([^\"']+)[\"']", text):
        folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
        if not folder.startswith(("/", "..")):
            yield "" if folder == "." else folder
    if path.endswith("Project.toml") and re.search(r"^uuid\s*=", text, re.MULTILINE):
        yield posixpath.dirname(path)


def _words(lookup: Lookup, path: str) -> frozenset[str]:
    """Return the words of a script, outside its comments."""
    try:
        lines = lookup.read(path).splitlines()
    except StopError:
        return frozenset()
    code = (line for line in lines if not line.lstrip().startswith("#"))
    return frozenset(word for line in code for word in re.findall(r"[A-Za-z][\w.-]+", line))


def _apt_packages(lookup: Lookup, path: str) -> list[Package]:
    try:
        entries = read_apt(lookup, path)
    except StopError:
        return []
    return [
        Package(word.name, f"={word.version}" if word.version else "", "apt", path, word.place.line)
        for entry in entries
        for word in entry.words()
    ]
