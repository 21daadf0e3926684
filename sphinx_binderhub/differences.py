"""The files that describe the environment, here and in a commit: where they are not the same."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_binderhub.environment import BINDER_DIRECTORIES, CONFIGURATION_FILES, ROOT_ONLY
from sphinx_binderhub.image import tree_of
from sphinx_binderhub.repository import submodules
from sphinx_binderhub.repository.attributes import attributes_of
from sphinx_binderhub.tree import CONFIGURATION_LIMIT, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.repository.history import CommittedTree

_CONVERTED = ("filter", "ident", "working-tree-encoding")
"""Attributes with which the same file is another on disk than in git."""
_PLACES = frozenset(
    {f"{folder}/{name}" for folder in BINDER_DIRECTORIES for name in CONFIGURATION_FILES}
    | {*CONFIGURATION_FILES, *ROOT_ONLY}
)
_IGNORES = (".dockerignore", *(f"{folder}/.dockerignore" for folder in BINDER_DIRECTORIES))


@dataclass(frozen=True)
class Difference:
    """A file that is not the same here as in a commit, from `line` on; or `gone` from here.

    `committed` says that it is here as in the last commit.
    """

    path: str
    line: int | None
    committed: bool
    gone: bool = False


def environment_differences(project: Project, commit: str) -> list[Difference]:
    """Return how the files here differ from those of `commit`; none where git has it not.

    What no commit here has is left out: that it is not committed is another finding.
    """
    checkout = project.sources.checkout
    tree = tree_of(project, commit)
    if tree is None:
        return []
    changed = _changed(project, tree)
    gone = _gone(project, tree)
    if not changed and not gone:
        return []
    head = tree if commit == checkout.head else tree_of(project, checkout.head)
    loose = set(_changed(project, head)) if head else set()
    return [
        *(
            Difference(path, line, path not in loose)
            for path, line in changed.items()
            if path in checkout.committed
        ),
        *(Difference(path, None, path not in checkout.committed, gone=True) for path in gone),
    ]


def _gone(project: Project, tree: CommittedTree) -> list[str]:
    """Return what the build of `tree` reads, and neither the index nor this disk has."""
    found = (_PLACES & tree.files) - project.tree.files
    used = set(project.revisions.read(tree).used) if found else set()
    return [path for path in sorted(found & used) if not (project.tree.root / path).exists()]


def _changed(project: Project, tree: CommittedTree) -> dict[str, int | None]:
    """Return the files here that are not the same in `tree`, with the first line that differs.

    Of a link it is the file that it leads to.
    """
    environment = project.environment
    listed = (package.file for package in environment.packages)
    paths = {*environment.used, *listed, *_IGNORES, submodules.NAME} & project.tree.files
    contents = _contents(tree, paths)
    found: dict[str, int | None] = dict.fromkeys(paths - tree.files)
    for path, there in contents.items():
        try:
            line = _first_difference(project.tree.read(path), there)
        except UnreadableError:  # a sparse checkout has it not
            continue
        if line is not None:
            found[project.tree.resolved(path) or path] = line
    if not found:
        return {}
    attributes = attributes_of(tree)
    kept = {None, "unset"}
    return {
        path: found[path]
        for path in sorted(found)
        if all(attributes.value(path, name) in kept for name in _CONVERTED)
    }


def _contents(tree: CommittedTree, paths: set[str]) -> dict[str, bytes]:
    """Return what `tree` has at `paths`, links followed, but for what is too large to read."""
    real = {path: tree.resolved(path) or "" for path in paths & tree.files}
    entries = {path: tree.entries[path] for path in real.values() if path in tree.entries}
    small = [
        path
        for path, (_, _, size) in entries.items()
        if size.isdecimal() and int(size) <= CONFIGURATION_LIMIT
    ]
    contents = tree.contents(small)
    return {path: contents[aim] for path, aim in real.items() if aim in contents}


def _first_difference(here: bytes, there: bytes) -> int | None:
    """Return the first line of `here` that is another `there`; how lines end does not count."""
    lines, others = here.splitlines(), there.splitlines()
    for number, (line, other) in enumerate(zip_longest(lines, others), 1):
        if line != other:
            return min(number, max(len(lines), 1))
    return None
