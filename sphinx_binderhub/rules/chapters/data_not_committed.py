"""A chapter reads a file that is on this disk and not in git, so Binder will not have it.

Binder clones the repository. What `.gitignore` hides, or was never added, stays on the author's
machine, where the chapter runs and the book builds as if nothing were wrong. Nothing is said of a
file that the chapter itself, or a script of the image, may write or fetch. A file that is only
new is a note, because its commit may follow, and a warning in CI.

See https://mybinder.readthedocs.io/en/latest/using/using.html
and https://github.com/jupyterhub/repo2docker/issues/268

Mend::

    git add --force data/x.csv
    git commit --message "Add the data of a chapter"
    git push

Large data can be put into an archive such as Zenodo, and downloaded by the chapter. What not
everybody may have cannot be on Binder; a file that is called like a secret is only a note.
"""

from __future__ import annotations

import os
import posixpath
import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.data.lost_files import Lost, by_cause, lost_files
from sphinx_binderhub.provision.data.words import (
    NOT_FOR_ALL,
    is_secret,
    locations,
    several,
    subject,
)
from sphinx_binderhub.repository.checkout import ignored_by

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_LARGEST = 100 * 1000**2
"""Bytes of a file that GitHub accepts."""
_NAMED = 5
"""Files that a command names."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the files of each folder that git does not have."""
    lost = lost_files(project, "disk") if project.knows_files else []
    chapters = {chapter.path for chapter in project.chapters}  # of which another rule speaks
    lost = [one for one in lost if one.path not in chapters]
    paths = sorted({one.path for one in lost})
    ignored = ignored_by(project.tree.root, paths) if paths else {}
    for pattern in dict.fromkeys(map(ignored.get, paths)):
        chosen = [one for one in lost if ignored.get(one.path) == pattern]
        for group in by_cause(chosen, project):
            yield _finding(group, pattern, project)


def _finding(lost: list[Lost], pattern: str | None, project: Project) -> Finding:
    severity = Severity.WARNING if project.ci else Severity.NOTE
    if pattern:
        sure = any(one.ends_cell for one in lost)
        severity = Severity.ERROR if sure else Severity.WARNING
    if is_secret(lost[0].need.name):
        severity = Severity.NOTE
    them = "them" if several(lost) else "it"
    why = f"`{pattern}` makes git ignore {them}" if pattern else f"git does not track {them}"
    place, also = locations(lost)
    return Finding(
        f"{subject(lost)}, which {'are' if several(lost) else 'is'} on this disk but not committed "
        f"({why}), so Binder will not have {them}.",
        _fix(lost, pattern, project),
        place,
        severity,
        also,
    )


def _fix(lost: list[Lost], pattern: str | None, project: Project) -> str:
    if is_secret(lost[0].need.name):
        return NOT_FOR_ALL
    paths = sorted({one.path for one in lost})
    if any(map(_is_large, map(project.tree.place, paths))):
        return (
            "Put the data into an archive such as Zenodo, and let the chapter download it: GitHub "
            "takes no file of more than 100 MB."
        )
    if len(paths) > _NAMED:
        paths = [posixpath.commonpath(paths) or "."]
    files = " ".join(map(shlex.quote, paths))
    run = f"un `git add {'--force ' if pattern else ''}{files}`, commit and push"
    if pattern:
        return f"If everybody may have the data, r{run}; else let the chapter do without."
    return f"R{run}, or let the chapter download the data."


def _is_large(place: str) -> bool:
    try:
        return os.stat(place).st_size > _LARGEST  # noqa: PTH116  a text is at hand
    except OSError:
        return False
