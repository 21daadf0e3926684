"""Findings as text for a terminal: one line each, then the mend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.report.wording import counts, listed, one_line, severity_of, shown

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project


def as_text(project: Project, findings: Sequence[Finding]) -> str:
    """Return one line a finding, then its mend; the last line counts them."""
    lines = []
    for finding in findings:
        head = f"{shown(finding.location)}: {severity_of(finding).label} {finding.rule}"
        lines.append(f"{head}: {one_line(finding.message)}")
        if finding.also:
            lines.append(f"    also: {listed(finding.also)}")
        lines.append(f"    mend: {one_line(finding.fix)}")
    lines.append(_summary(project, findings))
    return "\n".join(lines)


def _summary(project: Project, findings: Sequence[Finding]) -> str:
    count = counts(findings)
    found = ", ".join(_counted(count[severity], severity.label) for severity in reversed(Severity))
    return f"{_counted(len(project.chapters), 'notebook')}: {found}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
