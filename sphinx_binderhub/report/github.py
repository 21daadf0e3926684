"""Findings as annotations of GitHub Actions: a workflow command each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.report.wording import line_in_file, printable, sentence, severity_of

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(project: Project, findings: Sequence[Finding]) -> str:  # noqa: ARG001
    """Return one workflow command a finding, which GitHub shows beside the line."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: Finding) -> str:
    place = finding.location
    line = line_in_file(place)
    column = place.column if line else None
    fields = {"file": place.path, "line": line, "col": column, "title": finding.rule}
    shown = ",".join(f"{key}={_property(value)}" for key, value in fields.items() if value)
    return f"::{_COMMANDS[severity_of(finding)]} {shown}::{_data(sentence(finding))}"


def _data(text: str) -> str:
    """Escape the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    """Escape a property of a workflow command, where `:` and `,` separate."""
    return _data(printable(str(value))).replace(":", "%3A").replace(",", "%2C")
