"""The tool in SARIF: its name, its version, and every rule with what the documentation says."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_binderhub import __version__
from sphinx_binderhub.findings import Severity
from sphinx_binderhub.report.markdown import as_markdown
from sphinx_binderhub.rules import TYPE

if TYPE_CHECKING:
    from sphinx_binderhub.rules import Rule

NAME = "sphinx-binderhub"
LONGEST = 1024
"""The longest description that GitHub shows, in characters."""

_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}


def tool(rules: Sequence[Rule]) -> dict[str, Any]:
    """Return the tool with all its rules: they are the same, whatever was found."""
    about = {"name": NAME, "version": __version__} | _link("informationUri")
    return {"driver": about | {"rules": [_descriptor(rule) for rule in rules]}}


def _descriptor(rule: Rule) -> dict[str, Any]:
    summary = f"{rule.summary}."
    return {
        "id": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": textwrap.shorten(f"{summary} {_why(rule)}", LONGEST)},
        # The rule itself, for its text is the documentation: there is no site yet.
        **_link("helpUri", f"/blob/main/{_source(rule)}"),
        "help": {
            "text": f"{rule.text}\n\n{_silence(rule)}",
            "markdown": f"{as_markdown(rule.text)}\n\n{_silence(rule)}",
        },
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": {
            "tags": ["binder", rule.family.replace("_", "-")],
            "precision": "high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _why(rule: Rule) -> str:
    """Return the paragraph of the rule's text that says why it matters."""
    paragraphs = rule.text.split("\n\n")
    return paragraphs[1] if len(paragraphs) > 1 else ""


def _silence(rule: Rule) -> str:
    return (
        f'To silence this rule, add `"{TYPE}.{rule.name}"` to `suppress_warnings` in the '
        f"configuration of the book, or check with `--ignore {rule.name}`."
    )


def _source(rule: Rule) -> str:
    return f"sphinx_binderhub/rules/{rule.family}/{rule.name.replace('-', '_')}.py"


def _link(field: str, path: str = "") -> dict[str, str]:
    """Return the field with an address below the project's, where that is known."""
    return {field: _homepage() + path} if _homepage() else {}


@cache
def _homepage() -> str:
    """Return the project's address, which has one place, the metadata of the package."""
    # Slow to import, and no other format needs it.
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        links: list[str] = metadata(NAME).get_all("Project-URL") or []
    except PackageNotFoundError:  # a copy that nobody installed
        return ""
    return dict(link.split(", ", 1) for link in links).get("Homepage", "")
