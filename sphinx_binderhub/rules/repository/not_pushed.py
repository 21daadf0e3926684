"""A chapter is committed here, but the repository that Binder clones does not have it yet.

Binder clones the public repository. What is not pushed opens an error page, so the page gets no
badge until it is. On the command line, where no page is known, every notebook of the repository
counts. With `binderhub_build = "commit"` the same is said of the commit that the links name. A note
on an author's machine, where the push may follow; a warning in CI.

See https://git-scm.com/docs/git-push

Mend::

    git push
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import book_launch, commit_at_hub, tree_of

if TYPE_CHECKING:
    from sphinx_binderhub.launch import Repository
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause."""
    severity = Severity.WARNING if project.ci else Severity.NOTE
    yield from findings_of(project, "not-pushed", severity=severity)
    launch = None if project.pages else book_launch(project)
    missing = sorted(_missing(project, launch.content)) if launch else []
    if launch and missing:
        first, *more = missing
        others = f" and {len(more)} other notebook{'s' if more[1:] else ''} are" if more else " is"
        ref = launch.content.ref.name
        yield Finding(
            f"`{first}`{others} not in `{ref}` yet, as far as this clone knows.",
            "Run `git push`, or `git fetch` where it was pushed from elsewhere.",
            Location(first),
            severity,
            tuple(map(Location, more)),
        )


def _missing(project: Project, content: Repository) -> Iterator[str]:
    """Yield every notebook that is committed here, and not in the branch that is launched."""
    checkout = project.sources.checkout
    commit = commit_at_hub(project, content)
    if commit == checkout.head or content.ref.kind in {"tag", "commit"}:
        return  # what is fixed stays as it is
    tree = tree_of(project, commit)
    for chapter in project.chapters:
        path = chapter.path
        if tree and path in checkout.committed and path not in tree.files:
            yield path
