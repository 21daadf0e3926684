"""Findings as text, JSON, SARIF and GitHub annotations. Pure: strings go out, none is printed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding
from sphinx_binderhub.report.decision import DECISION_FORMATS
from sphinx_binderhub.report.github import as_github
from sphinx_binderhub.report.json_report import as_json
from sphinx_binderhub.report.sarif import as_sarif
from sphinx_binderhub.report.text import as_text
from sphinx_binderhub.report.wording import printable, sentence

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

__all__ = ["DECISION_FORMATS", "FORMATS", "printable", "sentence"]

FORMATS: dict[str, Callable[[Project, Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""Every format of a report by its name on the command line."""
