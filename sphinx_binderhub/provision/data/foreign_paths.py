"""Absolute paths in chapters that a machine on Binder does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.data.machines import (
    COLAB,
    OTHER_LINUX,
    PERSONAL,
    WINDOWS,
    WINDOWS_NETWORK,
    machine_of,
)
from sphinx_binderhub.provision.data.places import LONGEST, NO_PATH
from sphinx_binderhub.provision.data.written_files import written_by

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Need
    from sphinx_binderhub.project import Project

_ANY = re.compile(r"/[^/]+(?=/)")
_LINUX = re.compile(
    r"/(?:bin|boot|dev|etc|home|lib|lib32|lib64|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)(?:/|$)"
)
"""What a Linux machine has, or may well have."""


@dataclass(frozen=True)
class Foreign:
    """An absolute path that `chapter` asks for; `start` is what it has in common with others.

    `known` is the sort of machine that has it, empty where that cannot be told.
    """

    chapter: Chapter
    need: Need
    start: str
    known: str


def foreign_paths(project: Project) -> Iterator[Foreign]:
    """Yield each absolute path that a chapter cannot do without and that Binder does not have."""
    for chapter in sorted(project.chapters, key=lambda chapter: chapter.path):
        for need in chapter.notebook.needs_of("read", "write"):
            found = None if need.optional else _judged(need.name)
            if found and not _may_be_there(need, found[1], chapter, project):
                yield Foreign(chapter, need, *found)


def _judged(name: str) -> tuple[str, str] | None:
    """Return the beginning of a path that Binder does not have, and the machines that have it."""
    if name[:1] not in {"/", "~", "\\"} and name[1:2] != ":":
        return None  # nearly every path
    if len(name) > LONGEST or NO_PATH.search(name):
        return None
    found = machine_of(name)
    match = None if found or _LINUX.match(name) else _ANY.match(name)
    return (match[0], "") if match else found


def _may_be_there(need: Need, known: str, chapter: Chapter, project: Project) -> bool:
    """Tell whether the path may be there, or whether another rule speaks of its cause."""
    tree = project.tree
    if known == COLAB:
        return any(one.module.startswith("google.colab") for one in chapter.notebook.imports)
    if known in {"", OTHER_LINUX}:
        return not project.has_own_environment or project.environment.buildpack in {"docker", "nix"}
    if known == PERSONAL and need.name[2:].partition("/")[0] in tree.directories:
        return True  # the repository is the home
    if known in {PERSONAL, WINDOWS, WINDOWS_NETWORK}:
        # On Linux these are paths like any other, below the folder of the notebook.
        alone = need.kind == "write" and (known == PERSONAL or "/" not in need.name)
        written = written_by(chapter, tree)
        return alone or (need.kind == "read" and written.covers(need.name, need.cell))
    return False
