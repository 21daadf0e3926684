from __future__ import annotations

import json
from pathlib import Path

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.report import sentence
from sphinx_binderhub.report.github import as_github
from sphinx_binderhub.report.text import as_text
from sphinx_binderhub.tree import Tree

PROJECT = Project(Tree(Path("/nowhere")))
HOSTILE = Finding(
    "It is \x1b[31mred\r\n::error::injected 100%",
    "Mend it",
    Location("a,b:c\n.yml", 3, 5),
    Severity.ERROR,
    (Location("d.ipynb", 1, None, 2),),
    "a-rule",
)


def test_text_is_lines_that_a_terminal_does_not_obey() -> None:
    lines = as_text(PROJECT, [HOSTILE]).splitlines()
    assert lines[0].startswith("a,b:c\\n.yml:3:5: error a-rule: It is \\x1b[31mred ::error::")
    assert lines[1] == "    also: d.ipynb:1 cell 2"
    assert lines[2] == "    mend: Mend it"
    assert lines[3] == "0 notebooks: 1 error, 0 warnings, 0 notes"
    assert "\x1b" not in "".join(lines)


def test_a_github_annotation_cannot_be_broken_out_of() -> None:
    line = as_github(PROJECT, [HOSTILE])
    assert line.startswith("::error file=a%2Cb%3Ac\\n.yml,line=3,col=5,title=a-rule::It is")
    assert "\n" not in line
    assert "100%25" in line


def test_a_sentence_is_one_line_with_the_mend() -> None:
    text = sentence(Finding("Wrong", "Do this", also=(Location("x"), Location("y", 2))))
    assert text == "Wrong. Also in x, y:2. Do this."


def test_long_lists_are_cut() -> None:
    text = sentence(Finding("M", "F", also=tuple(Location(f"f{i}") for i in range(9))))
    assert "f4 and 4 more" in text


def test_names_that_are_not_utf8_can_be_written_as_json() -> None:
    from sphinx_binderhub.report.json_report import as_json

    odd = Finding("m", "f", Location(b"\xff".decode("utf-8", "surrogateescape")), Severity.NOTE)
    assert json.loads(as_json(PROJECT, [odd]))["findings"][0]["location"]["path"] == "\\xff"
