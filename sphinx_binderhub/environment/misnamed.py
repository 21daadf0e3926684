"""Files and folders whose names Binder would read if they were written a little differently."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import (
    BINDER_DIRECTORIES,
    CONFIGURATION_FILES,
    ROOT_ONLY,
    SUFFICIENT_FILES,
    exists,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

CASE_MATTERS = (
    *("environment.yml", "requirements.txt", "runtime.txt", "apt.txt", "postBuild", "install.R"),
    *("Pipfile", "Pipfile.lock", "Dockerfile"),
)
"""Files whose name in another letter case can only be a mistake."""

SLIPS = {
    "environment.yml": ("environments.yml", "environments.yaml", "environment.yml.txt"),
    "requirements.txt": ("requirement.txt", "requirements.text", "requirements.txt.txt"),
    "runtime.txt": ("runtimes.txt",),
    "apt.txt": ("apt.yml", "apt.yaml"),
    "postBuild": ("postbuild.sh", "post_build", "post-build", "post_build.sh", "postbuild.txt"),
    "Dockerfile": ("dockerfile.txt",),
}
"""Near misses by the name that was meant, in small letters."""

GUESSES = {
    "environment.yml": ("env.yml", "env.yaml", "conda.yml", "conda.yaml", "conda_env.yml"),
    "requirements.txt": ("reqs.txt",),
}
"""Names that may be meant for Binder, and may be something else."""


BINDER_LIKE = frozenset({"binder", ".binder", "binders", "_binder"})
"""Folders, in small letters, that are or were meant to be a binder directory."""


@dataclass(frozen=True)
class Misnamed:
    """A file or folder and the path that Binder would read; `certain` unless it is a guess."""

    path: str
    expected: str
    certain: bool = True

    @property
    def sufficient(self) -> bool:
        """Whether the right name would describe an environment."""
        return self.expected.rpartition("/")[2] in (*SUFFICIENT_FILES, *BINDER_DIRECTORIES)


def misnamed_files(tree: Tree, environment: Environment) -> list[Misnamed]:
    """Return what is misnamed in the one directory in which Binder looks, sorted by path."""
    if environment.buildpack == "docker":
        return []  # a Dockerfile needs no other file
    return sorted(_files(tree, environment), key=lambda found: found.path) + sorted(
        _folders(tree, environment), key=lambda found: found.path
    )


def _files(tree: Tree, environment: Environment) -> Iterator[Misnamed]:
    prefix = f"{environment.binder_directory}/" if environment.binder_directory else ""
    for path in tree.files:
        name = path.removeprefix(prefix)
        if not path.startswith(prefix) or "/" in name or name in (*CONFIGURATION_FILES, *ROOT_ONLY):
            continue
        expected, certain = _expected(name, bool(prefix))
        if expected and not _has_twin(tree, prefix, expected, environment):
            yield Misnamed(path, prefix + expected, certain)


def _expected(name: str, in_binder_directory: bool) -> tuple[str | None, bool]:
    """Return the name that was probably meant, if any, and whether that is certain."""
    small = name.lower()
    if small == "environment.yaml":
        return "environment.yml", True
    if small in {"start", "start.sh"} and in_binder_directory:
        return "start", True
    for meant in CASE_MATTERS:
        if small == meant.lower() or small in SLIPS.get(meant, ()):
            return meant, True
    for meant, guesses in GUESSES.items():
        if small in guesses:
            return meant, False
    return _mistyped(small), True


def _mistyped(name: str) -> str | None:
    stem, _, suffix = name.partition(".")
    meant = {"yml": "environment.yml", "yaml": "environment.yml", "txt": "requirements.txt"}
    right = meant.get(suffix)
    if right is None or not stem.isalpha():
        return None
    ratio = SequenceMatcher(None, stem, right.partition(".")[0]).ratio()
    return right if ratio > 0.9 and abs(len(stem) - len(right.partition(".")[0])) <= 2 else None


def _has_twin(tree: Tree, prefix: str, expected: str, environment: Environment) -> bool:
    """Tell whether Binder has what it needs: the right name, or an environment of another kind."""
    if expected == "environment.yml":
        return any(exists(tree, prefix + name) for name in environment.profile.conda_files)
    if expected == "Dockerfile" and not environment.empty:
        return True  # renaming it would take the whole build over
    return exists(tree, prefix + expected)


def _folders(tree: Tree, environment: Environment) -> Iterator[Misnamed]:
    """Yield folders like `Binder/`, where no binder directory exists."""
    if environment.binder_directory:
        return
    tops = {path.partition("/")[0] for path in tree.files if "/" in path}
    for folder in tops - set(BINDER_DIRECTORIES):
        if folder.lower() not in BINDER_LIKE:
            continue
        held = {path.partition("/")[2] for path in tree.files if path.startswith(f"{folder}/")}
        if held & {*CONFIGURATION_FILES}:
            yield Misnamed(folder, ".binder" if folder.lower() == ".binder" else "binder")
