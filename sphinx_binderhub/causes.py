"""Findings on what stops a build or a link: one finding for one cause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.config import PREFIX
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.providers import UnlaunchableError


def stop_of(project: Project, rule: str) -> Iterator[Finding]:
    """Yield the reason for which repo2docker stops, where it is `rule` that reports it."""
    stop = project.environment.stop
    if stop is not None and stop.rule == rule:
        # Without a buildpack nobody knows which files count, so they are not judged.
        rest = (
            " The rest is checked once it is mended." if not project.environment.buildpack else ""
        )
        yield Finding(f"The build stops: {stop.message}{rest}", stop.fix, stop.location)


def without_environment(environment: Environment) -> str:
    """Return what a hub does where no file describes an environment, as a part of a sentence."""
    if environment.profile.default_buildpack is None:
        return f"{environment.profile.name} refuses to build the repository"
    return f"Binder starts with Python {environment.profile.default_python} and Jupyter alone"


def findings_of(
    project: Project, rule: str, option: str | None = None, severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield the findings of the errors that `rule` reports.

    What holds for the whole book is one finding, where the book's `option` is set; what holds for
    some pages one that lists them.
    """
    whole = {(error.reason, error.fix): (error, shown) for error, shown in project.build_problems()}
    for error, shown in whole.values():
        if error.rule == rule:
            yield _of_book(project, error, shown, option, severity)
    causes: dict[tuple[str, str, bool], list[Location]] = {}
    for refusal in project.refusals:
        cause = (refusal.error.reason, refusal.error.fix)
        if refusal.error.rule == rule and cause not in whole:
            causes.setdefault((*cause, refusal.shown), []).append(refusal.location)
    for (reason, fix, shown), (place, *more) in causes.items():
        cell = f" in cell {place.cell}" if place.cell else " here"
        message = capitalised(reason if shown else f"no badge{cell}: {reason}")
        yield Finding(message, capitalised(fix), place, severity, tuple(more))


def _of_book(
    project: Project,
    error: UnlaunchableError,
    shown: bool,
    option: str | None,
    severity: Severity | None,
) -> Finding:
    set_by = option or ("build" if project.has_own_environment else "environment")
    return Finding(
        capitalised(error.reason if shown else f"no badge is shown: {error.reason}"),
        capitalised(error.fix),
        Location(project.config_path, project.config_line(PREFIX + set_by)),
        severity,
    )


def capitalised(text: str) -> str:
    """Return the words of an error as a sentence of their own."""
    ended = text if text.endswith((".", "?", "!")) else f"{text}."
    # A program's name keeps its own letters.
    return ended if ended.startswith("nbgitpuller") else ended[:1].upper() + ended[1:]
