"""`.dockerignore`: which files of the repository do not come into the image.

repo2docker reads it in the binder directory, and matches as Docker's Python library does. A
`Dockerfile` is built by Docker itself, which reads it in the root and matches a little otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from packaging.version import Version

from sphinx_binderhub.environment.docker.ignore_pattern import Glob, read_glob
from sphinx_binderhub.environment.lookup import exists
from sphinx_binderhub.tree import UnreadableError, prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

PATTERN_LIMIT = 300
"""Patterns that are matched; files with more are not judged."""
WORK_LIMIT = 5_000_000
"""Characters that are compared with stars; what is asked for after that is not hidden."""

_NAMES = (".dockerignore", ".containerignore")
_BUILDX = Version("2025.8.0")
"""The first release that leaves a `Dockerfile` to Docker's own program."""
_ALWAYS = ("Dockerfile", ".dockerignore")
"""What Docker's Python library takes back at the end of every list."""


@dataclass(frozen=True)
class IgnorePattern:
    """One line: its text, where it stands, what it matches, and whether it takes that back."""

    text: str
    path: str
    line: int
    glob: Glob
    negated: bool = False


@dataclass(frozen=True)
class Ignores:
    """The patterns of a build, in order; `by_docker` is whether Docker itself matches them."""

    patterns: tuple[IgnorePattern, ...] = ()
    by_docker: bool = False
    _known: dict[str, IgnorePattern | None] = field(default_factory=dict, repr=False, compare=False)
    _work: list[int] = field(default_factory=lambda: [0], repr=False, compare=False)

    def hides(self, path: str) -> IgnorePattern | None:
        """Return the pattern that keeps the file `path` out, or `None`."""
        self._work[0] += len(path) * (path.count("/") + 1) * self._weight
        if self._work[0] > WORK_LIMIT:
            return None
        if self.by_docker:
            return self._match(path)
        *folders, _ = prefixes(path)
        for folder in folders:
            pattern = self._match(folder)
            if pattern and not any(text.startswith(folder) for text in self._taken_back):
                return pattern  # nothing in the folder is looked at
        return self._match(path)

    @cached_property
    def _weight(self) -> int:
        """What one character costs: a pattern with several stars tries many places for each."""
        return sum(one.glob.wild**2 for one in self.patterns if one.glob.wild > 1)

    @cached_property
    def _taken_back(self) -> tuple[str, ...]:
        return (*(one.glob.text for one in self.patterns if one.negated), *_ALWAYS)

    def _match(self, path: str) -> IgnorePattern | None:
        """Return the last pattern that says something of `path`, where that is to hide it."""
        if path not in self._known:
            hidden: IgnorePattern | None = None
            for pattern in self.patterns:
                if pattern.negated == (hidden is not None) and self._says(pattern.glob, path):
                    hidden = None if pattern.negated else pattern
            self._known[path] = hidden
        return self._known[path]

    def _says(self, glob: Glob, path: str) -> bool:
        if glob.matches(path):
            return True
        folders = path.split("/")[:-1]
        if self.by_docker:
            return any(map(glob.matches, list(prefixes(path))[:-1]))
        # The library looks at one of the folders above only.
        return glob.parts <= len(folders) and glob.matches("/".join(folders[: glob.parts]))


def read_ignores(tree: Tree, environment: Environment) -> Ignores:
    """Return what keeps files out of the image; nothing, where that cannot be told."""
    by_docker = environment.buildpack == "docker" and _is_new(environment)
    patterns: list[IgnorePattern] = []
    for path in _paths(tree, environment):
        try:
            lines = tree.read_text(path).splitlines()
        except UnreadableError:
            return Ignores()
        for number, line in enumerate(lines, 1):
            text = line.strip()
            glob = None if text.startswith("#") else read_glob(text.removeprefix("!"), by_docker)
            if glob is not None and glob.parts:
                negated = text.startswith("!")
                patterns.append(IgnorePattern(text, path, number, glob, negated))
    if len(patterns) > PATTERN_LIMIT or not all(one.glob.understood for one in patterns):
        return Ignores()
    return Ignores(tuple(patterns), by_docker)


def _is_new(environment: Environment) -> bool:
    return Version(environment.profile.release) >= _BUILDX


def _paths(tree: Tree, environment: Environment) -> Iterator[str]:
    if environment.buildpack != "docker":
        folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
        yield from (f"{folder}{name}" for name in _NAMES if exists(tree, f"{folder}{name}"))
        return
    own = f"{environment.file('Dockerfile')}.dockerignore"
    if _is_new(environment) and exists(tree, own):
        yield own
    elif exists(tree, _NAMES[0]):
        yield _NAMES[0]
