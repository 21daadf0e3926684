from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from tests.conftest import ENVIRONMENT, git, notebook

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "shallow-clone"
COURSE = {"environment.yml": ENVIRONMENT + "  - nbgitpuller\n", "a.ipynb": notebook()}


@pytest.fixture
def clone(make_repository: Make, tmp_path: Path) -> Path:
    """Return a clone without the commit that last changed the environment."""
    origin = make_repository(COURSE)
    git(origin, "commit", "--quiet", "--allow-empty", "--message=x")
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    git(tmp_path / "clone", "remote", "set-url", "origin", "https://github.com/o/r")
    (tmp_path / "clone" / "conf.py").write_text('\nbinderhub_build = "environment"\n')
    return tmp_path / "clone"


def test_speaks_and_the_mend_silences_it(clone: Path, judge: Judge) -> None:
    (finding,) = judge(RULE, clone)
    assert finding.severity is Severity.WARNING
    assert (finding.location.path, finding.location.line) == ("conf.py", 2)
    assert "git fetch --unshallow" in finding.fix
    git(clone, "fetch", "--quiet", "--unshallow", (clone.parent / "checkout").as_uri())
    assert judge(RULE, clone) == []


def test_the_mend_of_a_ci_system(
    clone: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://github.com")
    monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
    monkeypatch.setenv("GITHUB_REF_NAME", "main")
    (finding,) = judge(RULE, clone)
    assert "fetch-depth: 0" in finding.fix


@pytest.mark.parametrize("build", ["ref", "commit"])
def test_quiet_where_history_does_not_matter(clone: Path, judge: Judge, build: str) -> None:
    (clone / "conf.py").write_text(f'binderhub_build = "{build}"\n')
    assert judge(RULE, clone) == []


def test_quiet_where_the_change_is_in_the_clone(clone: Path, judge: Judge) -> None:
    (clone / "apt.txt").write_text("graphviz\n")
    git(clone, "add", "apt.txt")
    git(clone, "commit", "--quiet", "--message=apt")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")
    assert judge(RULE, clone) == []
