"""The history of the checkout: which files a commit has, and which commit last changed some."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from sphinx_binderhub.repository import git
from sphinx_binderhub.repository.git import GitError
from sphinx_binderhub.tree import CONFIGURATION_LIMIT, Tree, UnreadableError, prefixes

_MOST_LINKS = 40
"""Symbolic links that are followed, as Linux does."""
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


@dataclass(frozen=True)
class CommittedTree(Tree):
    """The files of one commit, read out of git and not from disk, each once.

    `entries` are mode, object and size of every file.
    """

    entries: Mapping[str, tuple[str, str, str]] = field(default_factory=dict, repr=False)
    _contents: dict[str, bytes] = field(default_factory=dict, repr=False)

    def read(self, path: str, limit: int = CONFIGURATION_LIMIT) -> bytes:
        """Return the content of `path`; raise `UnreadableError` for none, or one over `limit`.

        A link is followed where it leads to a file of the same commit.
        """
        real = self.resolved(path)
        _, blob, size = self.entries.get(real or "", ("", "", ""))
        if not size.isdecimal():
            raise UnreadableError("it is not in the repository")
        if int(size) > limit:
            raise UnreadableError(f"it is {size} bytes large, more than are read")
        if blob not in self._contents:
            try:
                self._contents[blob] = git.ask(self.root, "cat-file", "blob", blob)
            except GitError:
                raise UnreadableError("git cannot read it") from None
        return self._contents[blob]

    def resolved(self, path: str) -> str | None:
        """Return what `path` is once the links of the commit are followed; `None` for no end."""
        *_, last = self._steps(path)
        return last

    def way(self, path: str) -> Iterator[str]:
        """Yield every path on the way that the links of the commit lead, with its folders."""
        for step in filter(None, self._steps(path)):
            yield from prefixes(step)

    def _steps(self, path: str) -> Iterator[str | None]:
        """Yield `path`, and what it becomes with each link followed; `None` where that ends."""
        for _ in range(_MOST_LINKS):
            yield path
            link = next((part for part in prefixes(path) if part in self.links), None)
            if link is None:
                return
            aim = posixpath.join(posixpath.dirname(link), self.links[link])
            path = posixpath.normpath(aim + path[len(link) :])
            if path.startswith(("/", "..")):
                break
        yield None

    @cached_property
    def links(self) -> dict[str, str]:
        """Where every symbolic link of the commit leads, as it is written."""
        links = [path for path, (mode, _, _) in self.entries.items() if mode == "120000"]
        return {path: os.fsdecode(aim) for path, aim in self.contents(links).items()}

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the contents of `paths` as git has them, asked for at once; links are links."""
        blobs = {path: self.entries[path][1] for path in paths}
        missing = sorted(set(blobs.values()) - self._contents.keys())
        if missing:
            self._contents.update(_blobs(self.root, missing))
        return {path: self._contents.get(blob, b"") for path, blob in blobs.items()}


def _blobs(root: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the content of each blob that git has."""
    try:
        answer = git.ask(root, "cat-file", "--batch", stdin="\n".join([*names, ""]))
    except GitError:
        return
    at = 0
    for name in names:
        end = answer.index(b"\n", at)
        size = answer[at:end].split()[-1]
        at = end + 1
        if size.isdigit():  # else the word `missing`
            yield name, answer[at : at + int(size)]
            at += int(size) + 1


def tree_at(root: Path, commit: str) -> CommittedTree | None:
    """Return the tree of `commit`, or `None` where git does not have it."""
    try:
        answer = git.ask(root, "ls-tree", "-r", "-l", "-z", commit)
    except GitError:
        return None
    entries: dict[str, tuple[str, str, str]] = {}
    for entry in filter(None, os.fsdecode(answer).split("\0")):
        head, _, path = entry.partition("\t")
        mode, _, blob, size = head.split()
        entries[path] = (mode, blob, size)
    return CommittedTree(root, frozenset(entries), entries)


def full_hash(root: Path, short: str) -> str | None:
    """Return the commit whose hash begins with `short`, `None` where git knows none."""
    try:
        return git.line(root, "rev-parse", "--quiet", "--verify", f"{short}^{{commit}}")
    except GitError:
        return None


def is_published(root: Path, commit: str, remote: str) -> bool:
    """Whether a branch of `remote` holds `commit`, as far as the clone knows."""
    try:
        return bool(
            git.line(
                root,
                *("for-each-ref", "--count=1", f"--contains={commit}", "--format=%(refname)"),
                f"refs/remotes/{remote}/",
            )
        )
    except GitError:
        return True  # not known to be missing


def holds(root: Path, commit: str, earlier: str) -> bool:
    """Whether `earlier` is `commit` or in its history; `False` also where git cannot tell."""
    try:
        return git.line(root, "rev-list", "--max-count=1", earlier, f"^{commit}") is None
    except GitError:
        return False


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
        "--ignore-submodules=none",
        stdin="".join(f"{commit} {parent}\n" for commit, parent in pairs),
    )
    tokens = iter(os.fsdecode(answer).split("\0"))
    for token in tokens:
        if token.startswith(":"):
            found[-1].append(next(tokens))
        elif token:
            found.append([])
    return found
