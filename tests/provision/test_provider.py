"""What the report in JSON says of an import agrees with what the rules say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.provision import provider
from sphinx_binderhub.provision.packages import installed
from sphinx_binderhub.rules import all_rules, run
from sphinx_binderhub.tree import Tree
from tests.notebook.conftest import ipynb

FILES = {
    "environment.yml": (
        "dependencies:\n  - python=3.12\n  - opencv\n  - python-graphviz\n  - course\n  - pip:\n"
        "    - google-cloud-storage\n    - my-tools\n"
    ),
    "setup.py": "",
    "src/own/__init__.py": "",
    "src/course/__init__.py": "",
    "tests/seaborn.py": "",
    "book/beside.py": "",
}
RULES = ("import-missing", "local-package-not-installed")


@pytest.fixture
def make(make_tree: Callable[[Mapping[str, str]], Tree]) -> Callable[..., Project]:
    """Return a function that makes the project of a notebook in `book/`."""

    def project(cell: str, **options: object) -> Project:
        tree = make_tree({**FILES, "book/a.ipynb": ipynb(cell)})
        return with_chapters(Project(tree, Settings().override(options)))

    return project


@pytest.mark.parametrize(
    ("cell", "package", "certain", "rules"),
    [
        ("import os.path", None, True, []),
        ("import beside", None, True, []),
        ("import cv2", "opencv-python-headless", True, []),
        ("import graphviz", "graphviz", True, []),
        ("import requests", "requests", True, []),
        ("from google.cloud import storage", "google-cloud-storage", True, []),
        ("from google.cloud import bigquery", "google-cloud-bigquery", True, ["import-missing"]),
        ("import course", "course", False, []),
        ("import own", None, True, ["local-package-not-installed"]),
        ("import seaborn", "seaborn", True, ["import-missing"]),
        ("import nosuch.x", "nosuch", False, ["import-missing"]),
        ("import torch", "pytorch", True, ["import-missing"]),
        ("from google.colab import drive", None, True, ["import-missing"]),
        ("import mine", "my-tools", True, []),
        ("import seen", "seen-tools", False, ["import-missing"]),
    ],
)
def test_report_and_rules_agree(make, monkeypatch, cell, package, certain, rules):
    monkeypatch.setattr(
        installed, "holder", lambda name: ("seen-tools",) * 2 if name == "seen" else None
    )
    project = make(cell, import_names={"mine": "My_Tools"})
    (chapter,) = project.chapters
    (place,) = chapter.notebook.imports
    found, sure = provider(place, project, chapter)
    assert found == package
    assert sure is certain
    known = [one for one in all_rules() if one.name in RULES]
    assert [one.rule for one in run(project, known)] == rules
