"""Findings as text, JSON, SARIF and GitHub annotations. Pure: strings go out, none is printed."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding
from sphinx_binderhub.report.wording import printable, sentence

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree

__all__ = ["DECISION_FORMATS", "FORMATS", "printable", "sentence"]


def _written(module: str, function: str, *what: object) -> str:
    """Return the report; only the module that writes it is loaded."""
    written: str = getattr(importlib.import_module(f"{__name__}.{module}"), function)(*what)
    return written


FORMATS: dict[str, Callable[[Project, Sequence[Finding]], str]] = {
    "text": partial(_written, "text", "as_text"),
    "json": partial(_written, "json_report", "as_json"),
    "github": partial(_written, "github", "as_github"),
    "sarif": partial(_written, "sarif", "as_sarif"),
}
"""Every format of a report by its name on the command line."""

DECISION_FORMATS: dict[str, Callable[[Environment, Tree], str]] = {
    "text": partial(_written, "decision", "decision_as_text"),
    "json": partial(_written, "decision", "decision_as_json"),
}
"""Every format of what repo2docker decides."""
