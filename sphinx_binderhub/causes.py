"""Findings on links that are not shown, or not built as asked: one finding for one cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.config import PREFIX
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.providers import UnlaunchableError


def findings_of(
    project: Project, rule: str, option: str = "build", severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield the findings of the errors that `rule` reports.

    What holds for the whole book is one finding, where the book's `option` is set; what holds for
    some pages one that lists them.
    """
    whole = {(error.reason, error.fix): error for error in project.build_problems()}
    for error in whole.values():
        if error.rule == rule:
            yield _of_book(project, error, option, severity)
    causes: dict[tuple[str, str], list[Location]] = {}
    for refusal in project.refusals:
        cause = (refusal.error.reason, refusal.error.fix)
        if refusal.error.rule == rule and cause not in whole:
            causes.setdefault(cause, []).append(refusal.location)
    for (reason, fix), (place, *more) in causes.items():
        cell = f" in cell {place.cell}" if place.cell else " here"
        message = f"No badge{cell}: {reason}."
        yield Finding(message, capitalised(fix), place, severity, tuple(more))


def _of_book(
    project: Project, error: UnlaunchableError, option: str, severity: Severity | None
) -> Finding:
    line = project.config_line(PREFIX + option)
    return Finding(
        capitalised(error.reason),
        capitalised(error.fix),
        Location(project.config_path, line),
        severity,
    )


def capitalised(text: str) -> str:
    """Return the words of an error as a sentence of their own."""
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    return ended[:1].upper() + ended[1:]
