"""A pattern in `.dockerignore` keeps a file out of the image that is needed there.

Binder leaves out what `.dockerignore` or `.containerignore` name: those beside its own files, in
the binder directory where there is one, or, with a `Dockerfile`, the one in the root. A chapter
that is left out cannot be opened, and without an environment file the build stops. For `check`,
which does not know which notebooks are launched, a hidden notebook is a note.

See https://github.com/jupyterhub/repo2docker/pull/1205
and https://docs.docker.com/build/concepts/context/#dockerignore-files

Mend: take the pattern out of `.dockerignore`, or take back what it hides::

    data/raw
    *.ipynb
    !book/**
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.build_stages import read_stages
from sphinx_binderhub.environment.docker.dockerignore import IgnorePattern, Ignores, read_ignores
from sphinx_binderhub.environment.docker.image_files import read_image_files
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_READ_OUTSIDE = frozenset({"apt.txt", "runtime.txt", "Manifest.toml", "Dockerfile", "DESCRIPTION"})
"""Environment files that need not come into the image."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each pattern, on an environment file before all."""
    ignores = read_ignores(project.tree, project.environment)
    if not ignores.patterns:
        return
    needed = list(_needed(project))
    hidden = [(pattern, path) for path in needed if (pattern := ignores.hides(path))]
    hidden += _hidden_chapters(project, ignores)
    hidden.sort(key=lambda one: (one[0].path, one[0].line))
    for pattern, group in groupby(hidden, key=lambda one: one[0]):
        yield _finding(project, pattern, [path for _, path in group], set(needed))


def _needed(project: Project) -> Iterator[str]:
    """Yield the environment files that the build reads out of the image."""
    environment = project.environment
    for path in environment.used if environment.buildpack != "docker" else ():
        name = path.rpartition("/")[2]
        package = name == "pyproject.toml" and not environment.installs_repository
        if name not in _READ_OUTSIDE and not package:
            yield path


def _hidden_chapters(project: Project, ignores: Ignores) -> list[tuple[IgnorePattern, str]]:
    if project.settings.build == "environment":
        return []  # they are pulled into the image
    stages = read_stages(project.tree, project.environment)
    files = read_image_files(stages[-1]) if stages else None
    found = []
    for path in sorted(chapter.path for chapter in project.chapters):
        pattern = ignores.hides(path)
        if pattern and (files is None or files.places(path)):
            found.append((pattern, path))
    return found


def _finding(
    project: Project, pattern: IgnorePattern, paths: list[str], needed: set[str]
) -> Finding:
    first, count = paths[0], len(paths) - 1
    others = f" and {count} other file{'s' * (count > 1)}" if count else ""
    fatal = first in needed
    of_book = {chapter.path for chapter in project.chapters if chapter.docname is not None}
    surely = fatal or bool(of_book.intersection(paths))
    return Finding(
        f"The pattern `{pattern.text[:60]}` keeps `{first}`{others} out of the image, so "
        + ("the build stops." if fatal else "the launched page cannot open it."),
        f"Delete the pattern, or write the line `!{first}` after it.",
        Location(pattern.path, pattern.line),
        Severity.ERROR if surely else Severity.NOTE,
        tuple(map(Location, paths)),
    )
