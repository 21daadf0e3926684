"""A chapter or an environment file is on this disk but not in git, so Binder will not have it.

Binder clones the repository. A file that is not committed, or that `.gitignore` hides, is not in
the clone, though the book builds with it here. Its page gets no badge, because it would open
nothing. A note on an author's machine, where the commit may follow; a warning in CI.

See https://mybinder.readthedocs.io/en/latest/using/using.html

Mend::

    git add chapters/new.ipynb
    git commit
    git push
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.environment import BINDER_DIRECTORIES, CONFIGURATION_FILES, ROOT_ONLY
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.repository.checkout import ignored_by

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every chapter and environment file that git does not have."""
    if not project.knows_files:
        return
    severity = Severity.WARNING if project.ci else Severity.NOTE
    missing = sorted(set(_loose(project)))
    ignored = ignored_by(project.tree.root, missing) if missing else {}
    for path in missing:
        pattern = ignored.get(path)
        why = f"`{pattern}` makes git ignore it" if pattern else "git does not track it"
        force = "--force " if pattern else ""
        yield Finding(
            f"`{path}` is not committed ({why}), so Binder will not have it.",
            f"Run `git add {force}{shlex.quote(path)}`, commit and push.",
            Location(path),
            severity,
        )
    yield from _staged(project, severity)


def _loose(project: Project) -> Iterator[str]:
    tree = project.tree
    for chapter in project.chapters:
        inside = chapter.path.startswith(
            tuple(f"{folder}/" for folder in project.sources.checkout.submodules)
        )
        if chapter.path not in tree.files and not inside and (tree.root / chapter.path).is_file():
            yield chapter.path
    used = project.environment.binder_directory
    for folder in (used,) if used else ("", *BINDER_DIRECTORIES):
        for name in set(CONFIGURATION_FILES) - set(ROOT_ONLY):
            path = f"{folder}/{name}" if folder else name
            if path not in tree.files and (tree.root / path).is_file():
                yield path


def _staged(project: Project, severity: Severity) -> Iterator[Finding]:
    """Yield what is in the index but in no commit yet."""
    checkout = project.sources.checkout
    for chapter in project.chapters:
        if chapter.path in checkout.tracked and chapter.path not in checkout.committed:
            yield Finding(
                f"`{chapter.path}` is added but not committed, so Binder does not have it yet.",
                "Run `git commit` and `git push`.",
                Location(chapter.path),
                severity,
            )
