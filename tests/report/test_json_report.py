from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema

import sphinx_binderhub
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.report.json_report import as_json
from sphinx_binderhub.tree import Tree
from tests.conftest import notebook

SCHEMA = json.loads((Path(sphinx_binderhub.__file__).parent / "schemas/check.json").read_text())
PROJECT = Project(Tree(Path("/nowhere")))


def test_names_that_are_not_utf8_can_be_written() -> None:
    odd = Finding("m", "f", Location(b"\xff".decode("utf-8", "surrogateescape")), Severity.NOTE)
    assert json.loads(as_json(PROJECT, [odd]))["findings"][0]["location"]["path"] == "\\xff"


def test_what_a_notebook_says_of_itself_need_not_be_utf8(
    make_tree: Callable[[dict[str, str]], Tree],
) -> None:
    text = notebook("import numpy", kernel="k\ud800").replace('"python"', '"p\\udcff"')
    project = with_chapters(replace(PROJECT, tree=make_tree({"a.ipynb": text})))
    out = as_json(project, [])
    jsonschema.validate(json.loads(out), SCHEMA)
    assert r"k\\ud800" in out
    out.encode("utf-8")
