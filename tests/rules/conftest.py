from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.findings import Finding
from sphinx_binderhub.page import Page
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.rules import all_rules, run


@pytest.fixture
def judge() -> Callable[..., list[Finding]]:
    """Return a function that runs one rule on the repository in a folder."""

    def findings(name: str, root: Path, pages: Iterable[Page] = ()) -> list[Finding]:
        from dataclasses import replace

        rule = next(rule for rule in all_rules() if rule.name == name)
        project = with_chapters(Project.of_book(find_book(root, root)))
        return run(replace(project, pages=tuple(pages)), [rule])

    return findings
