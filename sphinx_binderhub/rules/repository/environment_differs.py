"""An environment file here is not the one that Binder builds.

The book is checked with the files on this disk, and Binder builds the image from the commit that
the badges launch. What is not committed or not pushed is not in it, and neither is what stands on
another branch only. This is a note. It is a warning in CI, where nobody commits or pushes after
the build.

See https://github.com/sphinx-gallery/sphinx-gallery/issues/628

Mend: commit the change and push it::

    git commit --message "Bring the environment up to date" environment.yml
    git push
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.differences import Difference, environment_differences
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import book_launch, commit_at_hub
from sphinx_binderhub.repository.history import holds

if TYPE_CHECKING:
    from sphinx_binderhub.launch import Repository
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for what is not committed, and one for what is not in the launched ref."""
    launch = book_launch(project)
    commit = commit_at_hub(project, launch.content) if launch else None
    if launch is None or commit is None or not project.has_own_environment:
        return
    found = environment_differences(project, commit)
    local = [one for one in found if not one.committed]
    if local:
        yield _finding(local, *_uncommitted(local), _in_ci(project))
    other = [one for one in found if one.committed]
    ci = project.sources.ci
    merged = ci is not None and ci.kind == "change"  # built from a merge that nobody launches
    if other and not merged:
        yield _elsewhere(project, launch.content, commit, other)


def _uncommitted(found: Sequence[Difference]) -> tuple[str, str]:
    gone = all(one.gone for one in found)
    what = "deleted" if gone else "changed"
    effect = "still builds with it" if gone else "builds without the change"
    paths = " ".join(shlex.quote(one.path) for one in found)
    return (
        f"{_named(found)} {what} here and not committed, so Binder {effect}.",
        f"Run `git commit {paths}` and `git push`.",
    )


def _elsewhere(
    project: Project, content: Repository, commit: str, found: Sequence[Difference]
) -> Finding:
    checkout, ref = project.sources.checkout, content.ref
    head = checkout.head or ""
    if project.sources.built_commit(content) != head:
        return _finding(
            found,
            f"{_named(found)} not the same in `{ref.name}`, from which Binder builds.",
            f"Bring the change into `{ref.name}`, or name another branch in `binderhub_ref`."
            if ref.kind == "branch"
            else "Name a newer tag or commit, or a branch, in `binderhub_ref`.",
        )
    if holds(checkout.root, head, commit):
        return _finding(
            found,
            f"{_named(found)} changed in a commit that is not pushed, so Binder builds without it.",
            "Run `git push`.",
            _in_ci(project),
        )
    behind = holds(checkout.root, commit, head)
    return _finding(
        found,
        f"{_named(found)} not the same in `{ref.name}` at the remote, from which Binder builds.",
        "Run `git pull`." if behind else "Run `git pull` and `git push`.",
    )


def _finding(
    found: Sequence[Difference], message: str, fix: str, severity: Severity = SEVERITY
) -> Finding:
    first, *more = (Location(one.path, one.line) for one in found)
    return Finding(message, fix, first, severity, tuple(more))


def _named(found: Sequence[Difference]) -> str:
    *most, last = (f"`{one.path}`" for one in found)
    return f"{', '.join(most)} and {last} are" if most else f"{last} is"


def _in_ci(project: Project) -> Severity:
    return Severity.WARNING if project.ci else Severity.NOTE
