"""Findings as text, JSON and GitHub annotations. Pure: strings go out, nothing is printed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision import provider

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.project import Project


def sentence(finding: Finding) -> str:
    """Return message and mend as one line, as a warning shows them."""
    also = f"Also in {_places(finding.also)}." if finding.also else ""
    return _one_line(f"{_ended(finding.message)} {also} {_ended(finding.fix)}")


def as_text(project: Project, findings: Sequence[Finding]) -> str:
    """Return one line a finding, then its mend; the last line counts them."""
    lines = []
    for finding in findings:
        severity = finding.severity.label if finding.severity else ""
        head = f"{finding.location}: {severity} {finding.rule}: {finding.message}"
        lines.append(_one_line(head))
        if finding.also:
            lines.append("    " + _one_line(f"also: {_places(finding.also)}"))
        lines.append("    " + _one_line(f"mend: {finding.fix}"))
    lines.append(_summary(project, findings))
    return "\n".join(lines)


def as_json(project: Project, findings: Sequence[Finding]) -> str:
    """Return the report as JSON; the schema stands in `schemas/check.json`."""
    counts = _counts(findings)
    repository = project.repository
    report = {
        "version": 1,
        "repository": {
            "provider": repository.address.provider if repository else None,
            "spec": repository.address.name if repository else None,
            "ref": repository.ref.name if repository else None,
        },
        "profile": project.environment.profile.name,
        "summary": {severity.label: counts[severity] for severity in reversed(Severity)},
        "findings": [_finding(finding) for finding in findings],
        "notebooks": [_notebook(project, chapter) for chapter in project.chapters],
    }
    return json.dumps(report, ensure_ascii=False, indent=1)


def as_github(project: Project, findings: Sequence[Finding]) -> str:  # noqa: ARG001
    """Return one workflow command a finding, which GitHub shows beside the line."""
    return "\n".join(map(_annotation, findings))


FORMATS: dict[str, Callable[[Project, Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""Every format of a report by its name on the command line."""


def _annotation(finding: Finding) -> str:
    command = {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(
        finding.severity or Severity.NOTE, "notice"
    )
    place = finding.location
    # The lines of a notebook's cell are not lines of its file.
    line = None if place.cell and (place.path or "").endswith(".ipynb") else place.line
    column = place.column if line else None
    fields = {"file": place.path, "line": line, "col": column, "title": finding.rule}
    shown = ",".join(f"{key}={_property(value)}" for key, value in fields.items() if value)
    return f"::{command} {shown}::{_data(sentence(finding))}"


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    """Escape a property of a workflow command, where `:` and `,` separate."""
    return _data(printable(str(value))).replace(":", "%3A").replace(",", "%2C")


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label if finding.severity else None,
        "message": _valid(finding.message),
        "fix": _valid(finding.fix),
        "location": _location(finding.location),
        "also": [_location(place) for place in finding.also],
    }


def _location(place: Location) -> dict[str, Any]:
    path = None if place.path is None else _valid(place.path)
    return {"path": path, "line": place.line, "column": place.column, "cell": place.cell}


def _notebook(project: Project, chapter: Chapter) -> dict[str, Any]:
    notebook = chapter.notebook
    imports = []
    for one in notebook.imports:
        package, certain = provider(one, project, chapter)
        imports.append(
            {
                "module": one.module,
                "cell": one.cell,
                "line": one.line,
                "optional": one.optional,
                "package": package,
                "certain": certain,
            }
        )
    return {
        "path": _valid(chapter.path),
        "language": notebook.language,
        "kernel": notebook.kernel,
        "imports": imports,
    }


def _summary(project: Project, findings: Sequence[Finding]) -> str:
    counts = _counts(findings)
    found = ", ".join(_counted(counts[severity], severity.label) for severity in reversed(Severity))
    return f"{_counted(len(project.chapters), 'notebook')}: {found}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _counts(findings: Sequence[Finding]) -> Counter[Severity]:
    return Counter(finding.severity or Severity.NOTE for finding in findings)


def _places(places: Sequence[Location]) -> str:
    shown = [str(place) + (f" cell {place.cell}" if place.cell else "") for place in places]
    more = f" and {len(shown) - 5} more" if len(shown) > 5 else ""
    return ", ".join(shown[:5]) + more


def _ended(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else text + "."


def _one_line(text: str) -> str:
    return printable(" ".join(text.split()))


def printable(text: str) -> str:
    """Return `text` without what a terminal would obey, and without what UTF-8 cannot hold."""
    return _valid("".join(char if char.isprintable() else repr(char)[1:-1] for char in text))


def _valid(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
