from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page, PageWord
from tests.conftest import git, notebook
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "ref-missing"


def known(make: Make, ref: str) -> Path:
    """Return a clone that knows the branches `main` and `dev` and the tag `v1`."""
    root = make({"a.ipynb": notebook(), "conf.py": f'# course\nbinderhub_ref = "{ref}"\n'})
    for full in ("refs/remotes/origin/main", "refs/remotes/origin/dev", "refs/tags/v1"):
        git(root, "update-ref", full, "HEAD")
    return root


@pytest.mark.parametrize("ref", ["main", "dev", "v1", "HEAD", "refs/heads/dev", "abc1234"])
def test_quiet_where_it_exists_or_may(make_repository: Make, judge: Judge, ref: str) -> None:
    assert judge(RULE, known(make_repository, ref)) == []


def test_speaks_once_at_the_option_and_the_mend_silences_it(
    make_repository: Make, judge: Judge
) -> None:
    root = known(make_repository, "mian")
    pages = [Page(name, "a.ipynb", is_chapter=True) for name in "ab"]
    (finding,) = judge(RULE, root, pages)
    assert finding.severity is Severity.ERROR
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert "`mian` is no branch or tag" in finding.message
    assert "did you mean 'main'?" in finding.fix
    (root / "conf.py").write_text('binderhub_ref = "main"\n')
    assert judge(RULE, root, pages) == []


def test_the_ref_of_one_page_and_of_the_environment(make_repository: Make, judge: Judge) -> None:
    root = known(make_repository, "main")
    word = PageWord(values={"ref": "gone"})
    (finding,) = judge(RULE, root, [Page("a", "a.ipynb", is_chapter=True, word=word)])
    assert finding.location.path == "a.ipynb"
    (root / "conf.py").write_text('\nbinderhub_environment = {"ref": "gone"}\n')
    (finding,) = judge(RULE, root)
    assert "`binderhub_environment`" in finding.fix


def test_quiet_where_the_clone_cannot_know(make_repository: Make, judge: Judge) -> None:
    root = known(make_repository, "mian")
    fetch = "+refs/heads/main:refs/remotes/origin/main"
    git(root, "config", "remote.origin.fetch", fetch)
    assert judge(RULE, root) == []


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = known(make_repository, "mian")
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
