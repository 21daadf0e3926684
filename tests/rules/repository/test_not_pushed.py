from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page
from tests.conftest import git, notebook
from tests.rules.repository.conftest import Mended, push

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


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = ahead(make_repository)
    for pages in (PAGES, []):
        assert judge(RULE, root, pages)
    for copy in mended(RULE, root):
        for pages in (PAGES, []):
            assert judge(RULE, copy, pages) == []


def test_without_pages_every_notebook_counts(
    make_repository: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = ahead(make_repository)
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.NOTE
    assert "`new.ipynb` is not in `main` yet" in finding.message
    for name in ("newer.ipynb", "newest.ipynb"):
        (root / name).write_text(notebook())
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=x")
    monkeypatch.setenv("CI", "true")
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.WARNING
    assert "`new.ipynb` and 2 other notebooks are not in `main` yet" in finding.message
    assert [place.path for place in finding.also] == ["newer.ipynb", "newest.ipynb"]


def test_without_pages_a_tag_is_what_its_author_wants(make_repository: Make, judge: Judge) -> None:
    root = ahead(make_repository)
    git(root, "tag", "v1", "HEAD~")
    (root / "conf.py").write_text('binderhub_ref = "v1"\n')
    assert judge(RULE, root) == []


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
