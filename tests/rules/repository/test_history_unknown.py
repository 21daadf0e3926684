from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Page
from tests.conftest import ENVIRONMENT, git, notebook
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "history-unknown"
CONF = '\nbinderhub_build = "environment"\nbinderhub_repository = "o/r"\n'
FILES = {"environment.yml": ENVIRONMENT + "  - nbgitpuller\n", "a.ipynb": notebook()}


def test_quiet_in_a_checkout_of_the_repository(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({**FILES, "conf.py": CONF})) == []


@pytest.mark.parametrize("build", ["ref", "commit"])
def test_quiet_where_history_does_not_matter(tmp_path: Path, judge: Judge, build: str) -> None:
    (tmp_path / "conf.py").write_text(CONF.replace("environment", build))
    assert judge(RULE, tmp_path) == []


def test_a_zip_download_speaks_and_an_environment_silences_it(tmp_path: Path, judge: Judge) -> None:
    (tmp_path / "conf.py").write_text(CONF)
    (finding,) = judge(RULE, tmp_path, [Page("a", "a.ipynb", is_chapter=True)])
    assert finding.severity is Severity.WARNING
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert "`binderhub_environment`" in finding.fix
    (tmp_path / "conf.py").write_text(CONF + 'binderhub_environment = "o/image"\n')
    assert judge(RULE, tmp_path) == []


def test_another_repository_speaks(make_repository: Make, judge: Judge) -> None:
    root = make_repository({**FILES, "conf.py": CONF}, "https://github.com/other/x")
    (finding,) = judge(RULE, root)
    assert "`o/r`" in finding.message
    git(root, "remote", "set-url", "origin", "https://github.com/o/r")
    assert judge(RULE, root) == []


def test_a_history_that_git_cannot_tell(make_repository: Make, judge: Judge) -> None:
    root = make_repository({**FILES, "conf.py": CONF})
    parent = git(root, "rev-parse", "HEAD")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    (root / ".git/objects" / parent[:2] / parent[2:]).unlink()
    (finding,) = judge(RULE, root)
    assert "Git cannot tell the history" in finding.message


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = make_repository({**FILES, "conf.py": CONF}, "https://github.com/other/x")
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
