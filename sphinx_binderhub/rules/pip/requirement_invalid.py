"""pip cannot read a line of the requirements, and installs nothing.

A single such line stops the build, whether it stands in `requirements.txt`, in a file that it
includes, or under `pip:` in `environment.yml`. Most often it is written as conda wants it, with one
`=`, or it has two packages. What follows an option on its line is passed over in silence, which is
a warning. The pip of the image is the judge: older ones, that come with old Pythons, accept more.

See https://pip.pypa.io/en/stable/reference/requirements-file-format/

Mend, in `requirements.txt`: one package a line, with its version after `==`::

    numpy==2.3.2
    pandas>=2.3,<3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_runs import is_refused, runs_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.pip_refusal import Refusal
    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

WHOLE = {"table", "yaml", "markup"}
"""Mistakes that make every line of the file wrong."""

EXPORTED = (
    "Write `==` in each of them, and no builds; or make the list anew with "
    "`python -m pip list --format=freeze > requirements.txt`."
)
"""The mend of a list that conda wrote."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each kind of mistake, and one for each file that includes itself."""
    environment = project.environment
    refused = [
        (entry, entry.said.refusal)
        for entry in environment.pip_entries
        if entry.said.refusal is not None and is_refused(entry.said.refusal, environment)
    ]
    whole = {entry.file for entry, refusal in refused if refusal.kind in WHOLE}
    kinds: dict[tuple[str, str], list[tuple[PipEntry, Refusal]]] = {}
    for entry, refusal in refused:
        if entry.file not in whole or refusal.kind in WHOLE:
            kinds.setdefault((refusal.kind, entry.origin), []).append((entry, refusal))
    for found in kinds.values():
        yield _finding(*found)
    for entries in runs_of(environment):
        yield from _cycle(entries)


def _finding(first: tuple[PipEntry, Refusal], *more: tuple[PipEntry, Refusal]) -> Finding:
    entry, refusal = first
    others = f" The same is wrong in {len(more)} more line{'s' * (len(more) > 1)}." if more else ""
    ends = " pip stops there, and the build fails." if refusal.fatal else ""
    return Finding(
        f"{refusal.message}{ends}{others}",
        EXPORTED if refusal.kind == "conda" and more else refusal.fix,
        entry.location,
        None if refusal.fatal else Severity.WARNING,
        tuple(other.location for other, _ in more),
    )


def _cycle(entries: list[PipEntry]) -> Iterator[Finding]:
    """Yield a finding for the first line that leads back to its own file."""
    links: dict[str, set[str]] = {}
    for entry in entries:
        if entry.included:
            links.setdefault(entry.file, set()).add(entry.included)
    for entry in entries:
        if entry.included and entry.file in _reached(entry.included, links):
            way = "itself" if entry.included == entry.file else f"`{entry.included}`, and so itself"
            yield Finding(
                f"`{entry.file}` includes {way}. pip stops there, and the build fails.",
                "Delete this line.",
                entry.location,
            )
            return


def _reached(start: str, links: dict[str, set[str]]) -> set[str]:
    reached, waiting = set[str](), [start]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting += links.get(path, ())
    return reached
