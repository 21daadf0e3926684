"""Where repo2docker looks for configuration files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import CONFIGURATION_LIMIT, LOCK_LIMIT, Tree, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BINDER_DIRECTORIES = ("binder", ".binder")

ROOT_ONLY = ("setup.py", "pyproject.toml", "DESCRIPTION")
"""Read in the root and nowhere else, and only where there is no binder directory."""

CONFIGURATION_FILES = (
    "Dockerfile",
    "Project.toml",
    "JuliaProject.toml",
    "Manifest.toml",
    "REQUIRE",
    "default.nix",
    "environment.yml",
    "environment.yaml",
    "Pipfile",
    "Pipfile.lock",
    "requirements.txt",
    "requirements3.txt",
    "runtime.txt",
    "install.R",
    "apt.txt",
    "postBuild",
    "start",
)
"""Read in the binder directory where there is one, else in the root."""

SUFFICIENT_FILES = (
    "environment.yml",
    "environment.yaml",
    "requirements.txt",
    "Pipfile",
    "Pipfile.lock",
    "Project.toml",
    "JuliaProject.toml",
    "default.nix",
    "Dockerfile",
)
"""Each of these describes an environment alone; the others only add to one."""


TOO_LARGE = "file-too-large"
"""The rule that speaks of files that are too large to be read."""


@dataclass(frozen=True)
class Stop:
    """Why repo2docker stops: a sentence, where the reason stands, the mend.

    `rule` is the one rule that speaks of it.
    """

    message: str
    location: Location = Location()
    rule: str = "build-stops"
    fix: str = "Correct this file."


class StopError(Exception):
    """repo2docker stops here; `stop` says why."""

    def __init__(
        self,
        message: str,
        location: Location = Stop.location,
        rule: str = Stop.rule,
        fix: str = Stop.fix,
    ) -> None:
        super().__init__(message)
        self.stop = Stop(message, location, rule, fix)


@dataclass(frozen=True)
class Lookup:
    """The one directory in which repo2docker looks: a binder directory, or `""` for the root."""

    tree: Tree
    directory: str

    def path(self, name: str) -> str:
        """Return where the configuration file `name` would be."""
        return f"{self.directory}/{name}" if self.directory else name

    def has(self, name: str) -> bool:
        """Tell whether repo2docker finds the configuration file `name`."""
        return exists(self.tree, self.path(name))

    def has_in_root(self, name: str) -> bool:
        """Tell whether repo2docker finds `name`, which is looked for in the root alone."""
        return not self.directory and exists(self.tree, name)

    def read(self, path: str, rule: str = Stop.rule) -> str:
        """Return the text of `path` as Python opens it, a byte-order mark kept.

        `rule` is the one that reports a file that cannot be read.
        """
        try:
            limit = LOCK_LIMIT if path.endswith(".lock") else CONFIGURATION_LIMIT
            return self.tree.read(path, limit).decode()
        except UnreadableError as error:
            message = f"`{path}` cannot be used: {error}."
            rule = TOO_LARGE if error.too_large else rule
            raise StopError(message, Location(path), rule) from None
        except UnicodeDecodeError as error:
            before = error.object[: error.start]
            place = Location(path, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
            message = f"`{path}` cannot be read: line {place.line} is not UTF-8 text."
            raise StopError(message, place, rule, "Save the file as UTF-8.") from None


def find_lookup(tree: Tree) -> Lookup:
    """Return where repo2docker looks; raise `StopError` where it cannot decide."""
    found = binder_directories(tree)
    if len(found) > 1:
        message = "Both `binder/` and `.binder/` exist, and repo2docker accepts only one."
        raise StopError(message, rule="two-binder-dirs")
    return Lookup(tree, found[0] if found else "")


def binder_directories(tree: Tree) -> tuple[str, ...]:
    """Return the binder directories there are; a link to a directory and a submodule are ones."""
    return tuple(
        name
        for name in BINDER_DIRECTORIES
        if name in tree.directories or (name in tree.files and _on_disk(tree, name, "is_dir"))
    )


def may_hold(tree: Tree, names: Iterable[str]) -> bool:
    """Tell whether a file of one of these names may stand where repo2docker looks.

    A binder directory that is a link or a submodule may hold any.
    """
    if not tree.files.isdisjoint(BINDER_DIRECTORIES):
        return True
    folders = ("", *(f"{name}/" for name in BINDER_DIRECTORIES))
    return any(f"{folder}{name}" in tree.files for folder in folders for name in names)


def exists(tree: Tree, path: str) -> bool:
    """Tell whether Binder finds `path`, following links as it does."""
    if path in tree.directories:
        return True
    if path in tree.files:
        return not (_on_disk(tree, path, "is_symlink") and not _on_disk(tree, path, "exists"))
    return path.partition("/")[0] in tree.files and _on_disk(tree, path, "exists")


def root_files(tree: Tree, names: tuple[str, ...] = CONFIGURATION_FILES) -> Iterator[str]:
    """Yield those of `names` that stand in the root."""
    return (name for name in names if exists(tree, name))


def _on_disk(tree: Tree, path: str, question: str) -> bool:
    target: Path = tree.root / path
    try:
        return bool(getattr(target, question)())
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name that cannot be
        return False
