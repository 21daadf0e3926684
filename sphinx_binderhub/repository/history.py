"""The history of the checkout: which files a commit has, and which commit last changed some."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sphinx_binderhub.repository import git
from sphinx_binderhub.repository.git import GitError

_STEPS = (32, 512, 8192, 1_000_000)
"""Commits that git compares at once: the last change is near, or the repository is old."""


@dataclass(frozen=True)
class Change:
    """The last commit that changed certain files; not `certain` where history was cut off."""

    commit: str
    certain: bool = True


def files_at(root: Path, commit: str) -> frozenset[str] | None:
    """Return the files and submodules of `commit`, or `None` where git does not have it."""
    try:
        return git.names(root, "ls-tree", "-r", "--name-only", "-z", commit)
    except GitError:
        return None


def is_published(root: Path, commit: str) -> bool:
    """Whether a branch of a remote, or a tag, holds `commit`."""
    try:
        return bool(
            git.line(
                root,
                *("for-each-ref", "--count=1", f"--contains={commit}", "--format=%(refname)"),
                *("refs/remotes/", "refs/tags/"),
            )
        )
    except GitError:
        return True  # not known to be missing


def last_change(root: Path, start: str, shallow: bool, touches: Callable[[str], bool]) -> Change:
    """Return the last commit, from `start` backwards, that changed a path which `touches`.

    Of a merge that brought the change the commit of the side branch is returned, as `git log` does:
    between that commit and `start` no such path differs. Raises `GitError`.
    """
    lines = os.fsdecode(git.ask(root, "rev-list", "--parents", start)).splitlines()
    parents = {commit: found for commit, *found in map(str.split, lines)}
    while True:
        changed = _first_change(root, start, parents, touches)
        if not parents[changed]:
            return Change(changed, not shallow)
        pairs = [(changed, parent) for parent in parents[changed][1:]]
        differences = zip(pairs, _differences(root, pairs), strict=True) if pairs else ()
        same = [parent for (_, parent), paths in differences if not any(map(touches, paths))]
        if not same:
            return Change(changed)
        start = same[0]


def _first_change(
    root: Path, start: str, parents: Mapping[str, list[str]], touches: Callable[[str], bool]
) -> str:
    """Return the first commit on the line of first parents that changed such a path, or its end."""
    line = [start]
    while parents[line[-1]]:
        line.append(parents[line[-1]][0])
    done = 0
    for step in _STEPS:
        pairs = list(pairwise(line[done : done + step + 1]))
        for (commit, _), paths in zip(pairs, _differences(root, pairs), strict=True):
            if any(map(touches, paths)):
                return commit
        done += step
        if done >= len(line):
            break
    return line[-1]


def _differences(root: Path, pairs: list[tuple[str, str]]) -> list[list[str]]:
    """Return the paths in which each pair of commits differs."""
    found: list[list[str]] = []
    if not pairs:
        return found
    answer = git.ask(
        root,
        *("diff-tree", "--stdin", "--always", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff"),
        stdin="".join(f"{commit} {parent}\n" for commit, parent in pairs),
    )
    tokens = iter(os.fsdecode(answer).split("\0"))
    for token in tokens:
        if token.startswith(":"):
            found[-1].append(next(tokens))
        elif token:
            found.append([])
    return found
