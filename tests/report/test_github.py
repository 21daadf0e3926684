from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.report.github import as_github
from sphinx_binderhub.tree import Tree

PROJECT = Project(Tree(Path("/nowhere")))


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_an_annotation_is_a_workflow_command(severity: Severity, command: str) -> None:
    found = Finding("Wrong", "Mend it", Location("a.yml", 3, 5), severity, (), "a-rule")
    assert as_github(PROJECT, [found]) == (
        f"::{command} file=a.yml,line=3,col=5,title=a-rule::Wrong. Mend it."
    )


def test_the_lines_of_a_cell_are_left_out() -> None:
    found = Finding("M", "F", Location("a.ipynb", 3, 5, 2), Severity.ERROR, (), "r")
    assert as_github(PROJECT, [found]).startswith("::error file=a.ipynb,title=r::")


def test_a_finding_on_the_whole_repository_has_no_file() -> None:
    assert as_github(PROJECT, [Finding("M", "F", rule="r")]).startswith("::notice title=r::")
