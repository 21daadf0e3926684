from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page
from tests.conftest import git
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "commit-unknown"
CONF = '\nbinderhub_build = "commit"\nbinderhub_repository = "o/r"\n'


def test_quiet_in_a_checkout_of_the_repository(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({"conf.py": CONF})) == []


@pytest.mark.parametrize("build", ["ref", "environment"])
def test_quiet_where_nothing_is_pinned(tmp_path: Path, judge: Judge, build: str) -> None:
    (tmp_path / "conf.py").write_text(CONF.replace("commit", build))
    assert judge(RULE, tmp_path) == []


def test_a_zip_download_speaks_and_a_commit_silences_it(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / "conf.py").write_text(CONF)
    (finding,) = judge(RULE, tmp_path, [Page("a", "a.ipynb", is_chapter=True)])
    assert finding.severity is Severity.WARNING
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert "`binderhub_ref`" in finding.fix
    (tmp_path / "conf.py").write_text(CONF + f'binderhub_ref = "{"a" * 40}"\n')
    assert judge(RULE, tmp_path) == []


def test_another_repository_speaks_and_a_tag_that_git_knows_silences_it(
    make_repository: Make, judge: Judge
) -> None:
    root = make_repository({"conf.py": CONF}, "https://github.com/other/x")
    git(root, "tag", "v1")
    (finding,) = judge(RULE, root)
    assert "is not known here" in finding.message
    git(root, "remote", "add", "launched", "https://github.com/o/r")
    (root / "conf.py").write_text(CONF + 'binderhub_ref = "v1"\n')
    assert judge(RULE, root) == []


def test_the_mend_silences(tmp_path: Path, judge: Judge, mended: Mended) -> None:
    root = tmp_path / "zip"
    root.mkdir()
    (root / "conf.py").write_text(CONF)
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
