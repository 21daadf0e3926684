from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page
from tests.conftest import git, notebook

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "not-pushed"
PAGES = [Page("a", "a.ipynb", is_chapter=True), Page("new", "new.ipynb", is_chapter=True)]


def ahead(make: Make) -> Path:
    """Return a checkout that is one commit ahead of its remote."""
    root = make({"a.ipynb": notebook()})
    push(root)
    (root / "new.ipynb").write_text(notebook())
    git(root, "add", "new.ipynb")
    git(root, "commit", "--quiet", "--message=new")
    return root


def push(root: Path) -> None:
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")


def test_a_chapter_speaks_and_the_push_silences_it(
    make_repository: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = ahead(make_repository)
    (finding,) = judge(RULE, root, PAGES)
    assert finding.location.path == "new.ipynb"
    assert finding.severity is Severity.NOTE
    assert "git push" in finding.fix
    monkeypatch.setenv("CI", "true")
    (finding,) = judge(RULE, root, PAGES)
    assert finding.severity is Severity.WARNING
    push(root)
    assert judge(RULE, root, PAGES) == []


def test_the_commit_that_links_are_pinned_to(make_repository: Make, judge: Judge) -> None:
    root = ahead(make_repository)
    (root / "conf.py").write_text('binderhub_build = "commit"\n')
    (finding,) = judge(RULE, root, PAGES)
    assert git(root, "rev-parse", "--short=10", "HEAD") in finding.message
    assert (finding.location.path, finding.location.line) == ("conf.py", 1)
    push(root)
    assert judge(RULE, root, PAGES) == []


def test_quiet_where_nothing_of_the_remote_is_known(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"a.ipynb": notebook(), "new.ipynb": notebook()})
    (root / "conf.py").write_text('binderhub_build = "commit"\n')
    assert judge(RULE, root, PAGES) == []
