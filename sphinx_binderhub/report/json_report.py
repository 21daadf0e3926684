"""Findings as JSON, for other programs; the schema stands in `schemas/check.json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.config import without_secrets
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision import provider
from sphinx_binderhub.report.wording import counts, dump

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Need
    from sphinx_binderhub.project import Project


def as_json(project: Project, findings: Sequence[Finding]) -> str:
    """Return the report as JSON."""
    count = counts(findings)
    repository = project.repository
    report = {
        "version": 1,
        "repository": {
            "provider": repository.address.provider if repository else None,
            "spec": repository.address.name if repository else None,
            "ref": repository.ref.name if repository else None,
        },
        "profile": project.environment.profile.name,
        "summary": {severity.label: count[severity] for severity in reversed(Severity)},
        "findings": [_finding(finding) for finding in findings],
        "notebooks": [_notebook(project, chapter) for chapter in project.chapters],
    }
    return dump(report)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.label if finding.severity else None,
        "message": finding.message,
        "fix": finding.fix,
        "location": _location(finding.location),
        "also": [_location(place) for place in finding.also],
    }


def _location(place: Location) -> dict[str, Any]:
    return {"path": place.path, "line": place.line, "column": place.column, "cell": place.cell}


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
        "path": chapter.path,
        "language": notebook.language,
        "kernel": notebook.kernel,
        "imports": imports,
        "needs": [_need(one) for one in notebook.needs if one.kind != "mention"],
    }


def _need(need: Need) -> dict[str, Any]:
    return {
        "kind": need.kind,
        "name": without_secrets(need.name),
        "cell": need.cell,
        "line": need.line,
        "optional": need.optional,
        "by": without_secrets(need.by),
    }
