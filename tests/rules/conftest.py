"""Run one rule, or all on environments, on files or on the repository in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sphinx_binderhub import rules
from sphinx_binderhub.book import find_book
from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment.languages import python_releases
from sphinx_binderhub.findings import Finding
from sphinx_binderhub.page import Page
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

GOOD = "channels:\n  - conda-forge\ndependencies:\n  - python=3.12\n  - numpy\n"
"""An `environment.yml` with which nothing is wrong."""

ENDING = "channels: [conda-forge]\n"
"""The last line of an `environment.yml` whose first lines are judged: without it there is a note."""

Judge = Callable[..., list[Finding]]


class Day(date):
    """A day on which 3.10 has ended and 3.12 is the Python to advise, for ever."""

    @classmethod
    def today(cls) -> Day:
        return cls(2026, 11, 22)


@pytest.fixture
def judge_files(make_tree: Callable[[Files], Tree], monkeypatch: pytest.MonkeyPatch) -> Judge:
    """Return a function that gives the findings of one rule, or of all where none is named."""

    monkeypatch.setattr(python_releases, "date", Day)

    def run(
        rule: str | None, files: Files, profile: str | None = None, *chapters: Chapter
    ) -> list[Finding]:
        settings = Settings(profile=profile)
        project = Project(tree=make_tree(files), settings=settings, chapters=chapters)
        known = [known for known in rules.all_rules() if known.family in rules.OF_THE_ENVIRONMENT]
        chosen = [known for known in known if rule in {None, known.name}]
        assert chosen
        return rules.run(project, chosen)

    return run


@pytest.fixture
def judge() -> Callable[..., list[Finding]]:
    """Return a function that runs one rule on the repository in a folder."""

    def findings(name: str, root: Path, pages: Iterable[Page] = ()) -> list[Finding]:
        rule = next(rule for rule in rules.all_rules() if rule.name == name)
        project = with_chapters(Project.of_book(find_book(root, root)))
        return rules.run(replace(project, pages=tuple(pages)), [rule])

    return findings
