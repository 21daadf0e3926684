"""Projects made of files: real trees, real environments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.findings import Finding
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.rules import all_rules, run
from sphinx_binderhub.tree import Tree

Judge = Callable[..., list[Finding]]


@pytest.fixture
def make_project(make_tree: Callable[[Mapping[str, str | bytes]], Tree]) -> Callable[..., Project]:
    """Return a function that makes the project of some files and options."""

    def make(files: Mapping[str, str | bytes], **options: object) -> Project:
        return with_chapters(Project(make_tree(files), Settings().override(options)))

    return make


@pytest.fixture
def judge(make_project: Callable[..., Project]) -> Judge:
    """Return a function that gives the findings of one rule on some files."""

    def find(rule: str, files: Mapping[str, str | bytes], **options: object) -> list[Finding]:
        rules = [one for one in all_rules() if one.name == rule]
        assert rules
        return run(make_project(files, **options), rules)

    return find
