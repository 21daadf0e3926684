"""A chapter or an environment file is on this disk but not in git, so Binder will not have it.

Binder clones the repository. A file that is not committed, or that `.gitignore` hides, is not in
the clone, though the book builds with it here. Its page gets no badge, because it would open
nothing. A note on an author's machine, where the commit may follow; a warning in CI.

See https://mybinder.readthedocs.io/en/latest/using/using.html

Mend::

    git add chapters/new.ipynb
    git commit --message "Add a chapter"
    git push
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.environment import BINDER_DIRECTORIES, CONFIGURATION_FILES, ROOT_ONLY
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.repository.checkout import ignored_by

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each reason why git does not have a chapter or an environment file."""
    if not project.knows_files:
        return
    severity = Severity.WARNING if project.ci else Severity.NOTE
    missing = sorted(set(_loose(project)))
    ignored = ignored_by(project.tree.root, missing) if missing else {}
    causes: dict[str | None, list[str]] = {}
    for path in missing:
        causes.setdefault(ignored.get(path), []).append(path)
    for pattern, paths in causes.items():
        yield _not_tracked(paths, pattern, severity)
    staged = sorted(set(_staged(project)))
    if staged:
        yield _finding(
            staged,
            "added but not committed, so Binder does not have",
            "Run `git commit` and `git push`.",
            severity,
        )
    for finding in findings_of(project, "not-committed", severity=severity):
        if not any(f"`{path}`" in finding.message for path in missing + staged):
            yield finding


def _not_tracked(paths: list[str], pattern: str | None, severity: Severity) -> Finding:
    why = f"`{pattern}` makes git ignore" if pattern else "git does not track"
    force = "--force " if pattern else ""
    return _finding(
        paths,
        f"not committed ({why} {_it(paths)}), so Binder will not have",
        f"Run `git add {force}{' '.join(map(shlex.quote, paths))}`, commit and push.",
        severity,
    )


def _finding(paths: list[str], what: str, fix: str, severity: Severity) -> Finding:
    first, *more = paths
    others = f" and {len(more)} other file{'s' if more[1:] else ''} are" if more else " is"
    yet = " yet" if what.startswith("added") else ""
    message = f"`{first}`{others} {what} {_it(paths)}{yet}."
    return Finding(message, fix, Location(first), severity, tuple(map(Location, more)))


def _it(paths: Sequence[str]) -> str:
    return "them" if len(paths) > 1 else "it"


def _loose(project: Project) -> Iterator[str]:
    """Yield every chapter and environment file that is on this disk and not in git's index."""
    tree = project.tree
    submodules = tuple(f"{folder}/" for folder in project.sources.checkout.submodules)
    for chapter in project.chapters:
        path = chapter.path
        known = path in tree.files or path.startswith(submodules)
        if not known and (tree.root / path).is_file():
            yield path
    # A disk that does not tell letter case has each tracked file under its other names too.
    folded = {path.lower() for path in tree.files}
    for path in _places(project):
        if path.partition("/")[0] in tree.files:
            continue  # a folder that is a link, or a repository of its own
        if path.lower() not in folded and (tree.root / path).is_file():
            yield path


def _staged(project: Project) -> Iterator[str]:
    """Yield every chapter and environment file that is in git's index, and in no commit yet."""
    checkout = project.sources.checkout
    used = project.environment.used
    for path in (*(chapter.path for chapter in project.chapters), *used):
        if path in checkout.tracked and path not in checkout.committed:
            yield path


def _places(project: Project) -> Iterator[str]:
    """Yield every path at which Binder looks for an environment file."""
    used = project.environment.binder_directory
    for folder in (used,) if used else ("", *BINDER_DIRECTORIES):
        for name in set(CONFIGURATION_FILES) - set(ROOT_ONLY):
            yield f"{folder}/{name}" if folder else name
