from __future__ import annotations

from pathlib import Path

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.report.text import as_text
from sphinx_binderhub.tree import Tree

PROJECT = Project(Tree(Path("/nowhere")))


def test_a_finding_is_its_place_its_message_and_its_mend() -> None:
    found = Finding(
        "It is  wrong",
        "Mend\nit",
        Location("a.yml", 3, 5),
        Severity.ERROR,
        (Location("d.ipynb", 1, None, 2),),
        "a-rule",
    )
    assert as_text(PROJECT, [found]).splitlines() == [
        "a.yml:3:5: error a-rule: It is wrong",
        "    also: d.ipynb:1 cell 2",
        "    mend: Mend it",
        "0 notebooks: 1 error, 0 warnings, 0 notes",
    ]


def test_a_path_is_as_the_file_is_called() -> None:
    odd = Location("my  notes, week 1 .ipynb", 2)
    found = Finding("M", "F", odd, Severity.NOTE, (odd,), "a-rule")
    lines = as_text(PROJECT, [found]).splitlines()
    assert lines[0].startswith("my  notes, week 1 .ipynb:2: note ")
    assert lines[1] == "    also: my  notes, week 1 .ipynb:2"
