from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Severity
from tests.conftest import git
from tests.rules.repository.conftest import Mended

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "no-repository"


def test_quiet_with_a_public_remote(make_repository: Make, judge: Judge) -> None:
    assert judge(RULE, make_repository({"a": ""})) == []


@pytest.mark.parametrize(
    ("remote", "why"),
    [
        (None, "the git checkout has no remote"),
        ("/srv/r.git", "`origin` is a path on this machine"),
        ("../r.git", "`origin` is a path on this machine"),
        ("nonsense", "`origin` is not the URL of a public repository"),
    ],
)
def test_speaks_and_the_mend_silences_it(
    make_repository: Make, judge: Judge, remote: str | None, why: str
) -> None:
    root = make_repository({"conf.py": ""}, remote, upstream=False)
    (finding,) = judge(RULE, root)
    assert why in finding.message
    assert finding.severity is Severity.WARNING
    assert finding.location.path == "conf.py"
    (root / "conf.py").write_text('binderhub_repository = "https://github.com/owner/repo"\n')
    assert judge(RULE, root) == []


def test_two_remotes_and_none_is_origin(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"a": ""}, None, upstream=False)
    git(root, "remote", "add", "a", "https://github.com/a/r")
    git(root, "remote", "add", "b", "https://github.com/b/r")
    (finding,) = judge(RULE, root)
    assert "the git remotes are `a`, `b`" in finding.message


def test_a_zip_download(tmp_path: Path, judge: Judge) -> None:
    (finding,) = judge(RULE, tmp_path)
    assert "zip download" in finding.message


def test_git_missing(tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (finding,) = judge(RULE, tmp_path)
    assert "git is not installed" in finding.message


def test_a_bare_repository(tmp_path: Path, judge: Judge) -> None:
    git(tmp_path, "init", "--quiet", "--bare")
    (finding,) = judge(RULE, tmp_path)
    assert "bare git repository" in finding.message


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = make_repository({"conf.py": ""}, None, upstream=False)
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []
