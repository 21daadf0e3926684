from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.rules.repository import repository_large
from tests.conftest import git
from tests.rules.repository.conftest import Mended, push
from tests.rules.repository.test_git_lfs import RULES, pointer

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "repository-large"
KILO = 1000


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a kilobyte be what a megabyte is."""
    for name in ("MEGABYTE", "SLOW", "LIKELY_TO_FAIL", "IMPOSSIBLE", "LARGE"):
        monkeypatch.setattr(repository_large, name, getattr(repository_large, name) // KILO)


def course(make: Make, kilobytes: int, **options: object) -> Path:
    """Return a repository with a file of so many kilobytes that git cannot compress."""
    return make({"data/measurements.csv": os.urandom(kilobytes * KILO), "a.csv": "1"}, **options)


def test_at_its_real_limits() -> None:
    assert repository_large.SLOW * KILO == 300_000_000
    assert repository_large.IMPOSSIBLE * KILO == 2_000_000_000


@pytest.mark.parametrize(
    ("kilobytes", "severity", "what"),
    [
        (299, None, ""),
        (301, Severity.NOTE, "readers wait"),
        (1001, Severity.WARNING, "needs it twice"),
        (2001, Severity.ERROR, "so the build stops"),
    ],
)
def test_by_its_size(
    make_repository: Make, judge: Judge, kilobytes: int, severity: Severity | None, what: str
) -> None:
    found = judge(RULE, course(make_repository, kilobytes))
    assert [finding.severity for finding in found] == [severity] * (severity is not None)
    for finding in found:
        assert what in finding.message
        assert "above all `data/measurements.csv`" in finding.message
        assert finding.location == Location()
        assert finding.also == (Location("data/measurements.csv"),)


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = course(make_repository, 400)
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []


def test_the_history_counts_where_it_is_packed(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, 1500)
    git(root, "rm", "--quiet", "data/measurements.csv")
    git(root, "commit", "--quiet", "--message=x")
    assert judge(RULE, root) == []  # the objects here are not those of a clone
    git(root, "gc", "--quiet")
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.WARNING
    assert "of files," in finding.message
    assert "`git filter-repo` takes it out of the history" in finding.fix
    assert finding.also == ()


def test_history_alone_is_no_error(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, 2500)
    git(root, "rm", "--quiet", "data/measurements.csv")
    git(root, "commit", "--quiet", "--message=x")
    git(root, "gc", "--quiet")
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.WARNING


def test_a_shallow_clone_knows_no_history(
    make_repository: Make, judge: Judge, tmp_path: Path
) -> None:
    origin = course(make_repository, 290)
    git(tmp_path, "clone", "--quiet", "--depth=1", origin.as_uri(), "clone")
    git(tmp_path / "clone", "remote", "set-url", "origin", "https://github.com/o/r")
    git(tmp_path / "clone", "gc", "--quiet")
    assert judge(RULE, tmp_path / "clone") == []
    git(tmp_path / "clone", "fetch", "--quiet", "--unshallow", origin.as_uri())
    (finding,) = judge(RULE, tmp_path / "clone")
    assert finding.severity is Severity.NOTE


def test_large_files_of_git_lfs_count_twice(make_repository: Make, judge: Judge) -> None:
    root = make_repository({".gitattributes": RULES, "a.nc": pointer(600 * KILO)})
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.WARNING
    assert finding.also == (Location("a.nc"),)


@pytest.mark.parametrize(
    "conf",
    [
        'binderhub_url = "https://hub.example.org"\n',
        'binderhub_profile = "2026.4.0"\n',
        'binderhub_environment = "o/image"\n',
        'binderhub_repository = "o/other"\n',
        'binderhub_ref = "0123456789abcdef0123456789abcdef01234567"\n',
    ],
)
def test_quiet_where_mybinder_does_not_build_it(
    make_repository: Make, judge: Judge, conf: str
) -> None:
    root = course(make_repository, 400)
    (root / "conf.py").write_text(conf)
    assert judge(RULE, root) == []


def test_the_launched_branch_counts(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, 400)
    push(root)
    git(root, "rm", "--quiet", "data/measurements.csv")
    git(root, "commit", "--quiet", "--message=x")
    git(root, "update-ref", "refs/remotes/origin/old", "HEAD~")
    (root / "conf.py").write_text('binderhub_ref = "old"\n')
    assert judge(RULE, root)


def test_quiet_without_git_and_without_a_commit(
    make_repository: Make, judge: Judge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course(make_repository, 400, commit=False)
    assert judge(RULE, root) == []
    monkeypatch.setenv("PATH", str(tmp_path))
    assert judge(RULE, root) == []
