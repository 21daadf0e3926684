"""No launch link would be right for this page or badge, so none is shown.

A badge that opens the wrong file, or an error page, is worse than no badge. It happens where the
path of a badge names no file of the repository, where a branch or a file has a name that BinderHub
cannot be given in a link, or where an option of the badge cannot be used.

See https://binderhub.readthedocs.io/en/latest/api.html

Mend: what the message says; often a path from the repository's root::

    .. binder-badge::
       :path: docs/chapter.ipynb
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.config import OptionError
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.providers import UnlaunchableError

if TYPE_CHECKING:
    from sphinx_binderhub.page import Page
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


@dataclass(frozen=True)
class Refusal:
    """A launch link that is not shown: where it would stand, and why not."""

    location: Location
    error: UnlaunchableError


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every cause of links left out that no other rule explains."""
    causes: dict[tuple[str, str], list[Location]] = {}
    for refusal in refusals(project):
        error = refusal.error
        if error.rule == "unlaunchable":
            causes.setdefault((error.reason, error.fix), []).append(refusal.location)
    for (reason, fix), (place, *more) in causes.items():
        cell = f" in cell {place.cell}" if place.cell else " here"
        message = f"No badge{cell}: {reason}."
        yield Finding(message, capitalised(fix), place, also=tuple(more))


def capitalised(text: str) -> str:
    """Return the words of an error as a sentence of their own."""
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    return ended[:1].upper() + ended[1:]


def refusals(project: Project) -> Iterator[Refusal]:
    """Yield every launch link of the build's pages that cannot be shown."""
    pages = {page.docname: page for page in project.pages}
    for page in project.pages:
        if project.places_badge(page):
            yield from _refused(project, page, Location(page.path))
        for link in page.links:
            opened = pages.get(link.docname)
            if opened:
                place = Location(page.path, link.line, cell=link.cell)
                yield from _refused(project, opened, place, link.path, link.values)


def _refused(
    project: Project,
    page: Page,
    place: Location,
    path: str | None = None,
    values: Mapping[str, object] | None = None,
) -> Iterator[Refusal]:
    try:
        project.launch_page(page, path, values or {})
    except UnlaunchableError as error:
        yield Refusal(place, error)
    except OptionError as error:
        yield Refusal(
            place,
            UnlaunchableError(
                f"`{error.name}`: {error.message}", f"give `{error.name}` another value"
            ),
        )
