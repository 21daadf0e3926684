"""A chapter is committed here, but the repository that Binder clones does not have it yet.

Binder clones the public repository. What is not pushed opens an error page, so the page gets no
badge until it is. On the command line, where no page is known, every notebook of the repository
counts. With `binderhub_build = "commit"` the same is said of the commit that the links
name. A note on an author's machine, where the push may follow; a warning in CI.

See https://git-scm.com/docs/git-push

Mend::

    git push
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import findings_of
from sphinx_binderhub.config import OptionError
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import book_launch
from sphinx_binderhub.providers import UnlaunchableError

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE
RULE = "not-pushed"


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause."""
    severity = Severity.WARNING if project.ci else Severity.NOTE
    yield from findings_of(project, RULE, severity=severity)
    launch = None if project.pages else book_launch(project)
    if launch is None:
        return
    missing = [one.path for one in project.chapters if _is_missing(project, one.path)]
    if missing:
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


def _is_missing(project: Project, path: str) -> bool:
    try:
        project.launch(path)
    except UnlaunchableError as error:
        return error.rule == RULE
    except OptionError:
        pass
    return False
