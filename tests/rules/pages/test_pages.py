"""The rules about pages, each with a page that is quiet and one that speaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Link, Page, page_word
from tests.conftest import TEXT_NOTEBOOK, notebook

Judge = Callable[..., list[Finding]]


@pytest.fixture
def root(make_repository: Callable[..., Path]) -> Path:
    return make_repository(
        {"a.ipynb": notebook(), "t.md": TEXT_NOTEBOOK, "u.md": TEXT_NOTEBOOK, "p.md": TEXT_NOTEBOOK,
         "p.ipynb": notebook()}
    )  # fmt: skip


def test_text_notebook(root: Path, judge: Judge) -> None:
    pages = [Page(name, f"{name}.md", is_chapter=True) for name in "tup"]
    assert judge("text-notebook", root, pages[2:]) == []
    (finding,) = judge("text-notebook", root, pages)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("t.md")
    assert finding.also == (Location("u.md"),)
    assert "jupytext --set-formats ipynb,md:myst t.md" in finding.fix
    assert "`exclude_patterns`" in finding.fix


def test_a_text_notebook_that_wants_no_badge_is_left_alone(root: Path, judge: Judge) -> None:
    word = page_word({"binderhub": False})
    assert judge("text-notebook", root, [Page("t", "t.md", True, word)]) == []


def test_unlaunchable(root: Path, judge: Judge) -> None:
    good, bad = Link(3, "a", "a.ipynb"), Link(4, "a", "b.ipynb")
    assert judge("unlaunchable", root, [Page("a", "a.ipynb", True, links=(good,))]) == []
    (finding,) = judge("unlaunchable", root, [Page("a", "a.ipynb", True, links=(good, bad))])
    assert finding.location == Location("a.ipynb", 4)
    assert "`b.ipynb` is not in the repository" in finding.message
    assert finding.fix in {"Did you mean `a.ipynb`?", "Did you mean `p.ipynb`?"}


def test_unlaunchable_ref_of_a_page(root: Path, judge: Judge) -> None:
    word = page_word({"binderhub": {"ref": "100%"}})
    (finding,) = judge("unlaunchable", root, [Page("a", "a.ipynb", True, word)])
    assert "cannot be given the ref '100%'" in finding.message


def test_unknown_document(root: Path, judge: Judge) -> None:
    assert judge("unknown-document", root, [Page("a", "a.ipynb", links=(Link(1, "a"),))]) == []
    (finding,) = judge("unknown-document", root, [Page("ab", "ab.md", links=(Link(2, "a"),))])
    assert finding.location == Location("ab.md", 2)
    (finding,) = judge("unknown-document", root, [Page("one", "o.md", links=(Link(2, "on"),))])
    assert finding.fix == "Did you mean `/one`?"


def test_page_option(root: Path, judge: Judge) -> None:
    assert (
        judge("page-option", root, [Page("a", "a.ipynb", True, page_word({"binderhub": True}))])
        == []
    )
    word = page_word({"binderhub": {"interfac": "lab", "badge": "x"}})
    findings = judge("page-option", root, [Page("a", "a.ipynb", True, word)])
    assert len(findings) == 2
    assert all(finding.location == Location("a.ipynb") for finding in findings)
