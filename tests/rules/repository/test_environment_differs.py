from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Page
from tests.conftest import ENVIRONMENT, Files, git, notebook, write_files
from tests.rules.repository.conftest import Mended, push

Judge = Callable[..., list[Finding]]
Make = Callable[..., Path]
RULE = "environment-differs"
MORE = ENVIRONMENT + "  - seaborn\n"


def course(make: Make, files: Files | None = None, conf: str = "") -> Path:
    """Return a repository of which all is pushed."""
    root = make({"conf.py": conf, "environment.yml": ENVIRONMENT, **(files or {})})
    push(root)
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    return root


def commit(root: Path, files: Files | None = None) -> None:
    write_files(root, {"environment.yml": MORE} if files is None else files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")


def test_quiet_where_all_is_pushed(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository)
    assert judge(RULE, root) == []
    (root / "a.ipynb").write_text(notebook())
    commit(root, {"b.ipynb": notebook(), "docs/environment.yml": MORE})
    assert judge(RULE, root) == []


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize("pushed", [False, True])
def test_a_change_that_is_not_committed(
    make_repository: Make,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
    staged: bool,
    pushed: bool,
) -> None:
    root = make_repository({"environment.yml": ENVIRONMENT})
    if pushed:
        push(root)
    (root / "environment.yml").write_text(MORE)
    if staged:
        git(root, "add", "environment.yml")
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("environment.yml", 7)
    assert "changed here and not committed" in finding.message
    assert finding.fix == "Run `git commit environment.yml` and `git push`."
    assert judge("not-committed", root) == []
    monkeypatch.setenv("CI", "true")
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.WARNING


def test_the_mend_silences(make_repository: Make, judge: Judge, mended: Mended) -> None:
    root = course(make_repository)
    (root / "environment.yml").write_text(MORE)
    assert judge(RULE, root)
    for copy in mended(RULE, root):
        assert judge(RULE, copy) == []


def test_a_commit_that_is_not_pushed(
    make_repository: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course(make_repository)
    commit(root)
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("environment.yml", 7)
    assert finding.fix == "Run `git push`."
    monkeypatch.setenv("CI", "true")
    assert judge(RULE, root)[0].severity is Severity.WARNING
    push(root)
    assert judge(RULE, root) == []


def test_a_commit_that_is_not_pulled(
    make_repository: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course(make_repository)
    commit(root)
    push(root)
    git(root, "reset", "--quiet", "--hard", "HEAD~")
    monkeypatch.setenv("CI", "true")
    (finding,) = judge(RULE, root)
    assert (finding.severity, finding.fix) == (Severity.NOTE, "Run `git pull`.")
    assert "`main` at the remote" in finding.message
    commit(root, {"environment.yml": ENVIRONMENT + "  - scipy\n"})
    (finding,) = judge(RULE, root)
    assert finding.fix == "Run `git pull` and `git push`."


@pytest.mark.parametrize(
    ("ref", "full", "mend"),
    [
        ("stable", "refs/remotes/origin/stable", "Bring the change into `stable`"),
        ("v1", "refs/tags/v1", "Name a newer tag"),
        ("{commit}", None, "Name a newer tag or commit"),
    ],
)
def test_another_ref_is_launched(
    make_repository: Make,
    judge: Judge,
    monkeypatch: pytest.MonkeyPatch,
    ref: str,
    full: str | None,
    mend: str,
) -> None:
    monkeypatch.setenv("CI", "true")
    root = course(make_repository)
    ref = ref.format(commit=git(root, "rev-parse", "HEAD"))
    if full:
        git(root, "update-ref", full, "HEAD")
    commit(root, {"environment.yml": MORE, "conf.py": f'binderhub_ref = "{ref}"\n'})
    push(root)
    (finding,) = judge(RULE, root)
    assert finding.severity is Severity.NOTE
    assert f"not the same in `{ref}`" in finding.message
    assert mend in finding.fix


def test_a_proposed_change_is_built_from_a_merge(
    make_repository: Make, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = course(make_repository)
    git(root, "update-ref", "refs/remotes/origin/fix", "HEAD")
    commit(root)
    event = {
        "head": {"repo": {"clone_url": "https://github.com/o/r"}, "ref": "fix", "sha": "1" * 40}
    }
    (root / ".git/event.json").write_text(json.dumps({"pull_request": event}))
    for name, value in {
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_REF_NAME": "5/merge",
        "GITHUB_HEAD_REF": "fix",
        "GITHUB_BASE_REF": "main",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(root / ".git/event.json"),
    }.items():
        monkeypatch.setenv(name, value)
    assert judge(RULE, root) == []
    (root / "environment.yml").write_text(MORE + "  - scipy\n")
    (finding,) = judge(RULE, root)
    assert "not committed" in finding.message


def test_a_local_branch_is_compared_with_the_one_that_is_launched(
    make_repository: Make, judge: Judge
) -> None:
    root = course(make_repository)
    git(root, "checkout", "--quiet", "-b", "topic")
    commit(root)
    (finding,) = judge(RULE, root)
    assert "not the same in `main`" in finding.message


@pytest.mark.parametrize("build", ["commit", "environment"])
def test_other_ways_to_build(make_repository: Make, judge: Judge, build: str) -> None:
    puller = {"environment.yml": ENVIRONMENT + "  - nbgitpuller\n", "a.ipynb": notebook()}
    root = course(make_repository, puller, f'binderhub_build = "{build}"\n')
    commit(root, {"a.ipynb": notebook("1")})
    assert judge(RULE, root) == []
    (root / "environment.yml").write_text(MORE + "  - nbgitpuller\n")
    (finding,) = judge(RULE, root)
    assert "not committed" in finding.message
    commit(root, {})
    found = judge(RULE, root)
    # With a commit, the links name one that is not pushed, and another rule says so.
    assert [finding.fix for finding in found] == ["Run `git push`."] * (build == "environment")
    assert bool(judge("not-pushed", root)) is (build == "commit")


def test_several_files_are_one_finding(make_repository: Make, judge: Judge) -> None:
    files = {
        "binder/environment.yml": ENVIRONMENT,
        "binder/postBuild": "#!/bin/sh\n",
        "binder/apt.txt": "git\n",
    }
    root = course(make_repository, files)
    (root / "binder/environment.yml").write_text(MORE)
    (root / "binder/apt.txt").write_text("git\ngraphviz\n")
    (finding,) = judge(RULE, root)
    assert finding.location == Location("binder/apt.txt", 2)
    assert finding.also == (Location("binder/environment.yml", 7),)
    assert "`binder/apt.txt` and `binder/environment.yml` are changed" in finding.message
    assert "git commit binder/apt.txt binder/environment.yml" in finding.fix


def test_a_new_file(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository)
    (root / "apt.txt").write_text("git\n")
    assert judge(RULE, root) == []
    assert [one.location.path for one in judge("not-committed", root)] == ["apt.txt"]
    git(root, "add", "apt.txt")
    assert judge(RULE, root) == []
    assert [one.location.path for one in judge("not-committed", root)] == ["apt.txt"]
    commit(root, {})
    (finding,) = judge(RULE, root)
    assert finding.location == Location("apt.txt")
    assert finding.fix == "Run `git push`."
    assert judge("not-committed", root) == []


def test_a_deleted_file(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, {"apt.txt": "git\n", "requirements.txt": "x\n"})
    git(root, "rm", "--quiet", "apt.txt", "requirements.txt")
    (finding,) = judge(RULE, root)
    assert finding.location == Location("apt.txt")
    assert finding.also == ()
    assert "deleted here and not committed, so Binder still builds with it" in finding.message
    commit(root, {})
    (finding,) = judge(RULE, root)
    assert finding.fix == "Run `git push`."


def test_a_file_that_git_forgets_is_another_finding(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, {"apt.txt": "git\n"})
    git(root, "rm", "--quiet", "--cached", "apt.txt")
    assert judge(RULE, root) == []
    assert judge("not-committed", root)


def test_files_that_others_name(make_repository: Make, judge: Judge) -> None:
    files = {"requirements.txt": "-r more.txt\n", "more.txt": "numpy\n", ".dockerignore": "a\n"}
    root = make_repository({**files, "runtime.txt": "python-3.12\n"})
    push(root)
    (root / "more.txt").write_text("numpy\nscipy\n")
    (root / ".dockerignore").write_text("b\n")
    (finding,) = judge(RULE, root)
    assert finding.location == Location(".dockerignore", 1)
    assert finding.also == (Location("more.txt", 2),)


@pytest.mark.parametrize(
    ("attributes", "here"),
    [
        ("", ENVIRONMENT.replace("\n", "\r\n")),
        ("", ENVIRONMENT.rstrip("\n")),
        ("*.yml filter=clean\n", MORE),
        ("*.yml ident\n", MORE),
    ],
)
def test_quiet_where_git_would_see_no_change(
    make_repository: Make, judge: Judge, attributes: str, here: str
) -> None:
    root = course(make_repository, {".gitattributes": attributes})
    (root / "environment.yml").write_bytes(here.encode())
    assert judge(RULE, root) == []


def test_quiet_where_git_has_it_in_another_encoding(make_repository: Make, judge: Judge) -> None:
    attributes = {".gitattributes": "*.yml working-tree-encoding=UTF-16\n"}
    root = make_repository({"environment.yml": ENVIRONMENT.encode("utf-16"), **attributes})
    assert git(root, "show", "HEAD:environment.yml") == ENVIRONMENT.strip()
    assert judge(RULE, root) == []


def test_quiet_where_a_file_is_not_on_disk(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository)
    (root / "environment.yml").unlink()
    assert judge(RULE, root) == []


def test_links_are_followed(make_repository: Make, judge: Judge) -> None:
    root = make_repository({"env/binder.yml": ENVIRONMENT}, commit=False)
    (root / "environment.yml").symlink_to("env/binder.yml")
    commit(root, {})
    assert judge(RULE, root) == []
    (root / "env/binder.yml").write_text(MORE)
    (finding,) = judge(RULE, root)
    assert finding.location == Location("env/binder.yml", 7)
    assert "git commit env/binder.yml" in finding.fix


@pytest.mark.parametrize(
    "conf",
    [
        'binderhub_environment = "o/image"\n',
        'binderhub_repository = "o/other"\n',
        'binderhub_ref = "0123456789abcdef0123456789abcdef01234567"\n',
        'binderhub_ref = "typo"\n',
    ],
)
def test_quiet_where_the_commit_is_not_known(
    make_repository: Make, judge: Judge, conf: str
) -> None:
    root = course(make_repository, conf=conf)
    (root / "environment.yml").write_text(MORE)
    assert judge(RULE, root) == []


def test_quiet_without_a_commit_and_without_git(
    make_repository: Make, judge: Judge, tmp_path: Path
) -> None:
    root = make_repository({"environment.yml": ENVIRONMENT}, commit=False)
    git(root, "add", "--all")
    assert judge(RULE, root) == []
    (tmp_path / "environment.yml").write_text(ENVIRONMENT)
    assert judge(RULE, tmp_path) == []


def test_head_is_the_default_branch(make_repository: Make, judge: Judge) -> None:
    root = course(make_repository, conf='binderhub_ref = "HEAD"\n')
    assert judge(RULE, root) == []
    commit(root)
    (finding,) = judge(RULE, root)
    assert finding.fix == "Run `git push`."


def test_a_chapter_beside_it(make_repository: Make, judge: Judge) -> None:
    """A chapter and an environment file of one commit are two files, each with its finding."""
    root = course(make_repository)
    commit(root, {"environment.yml": MORE, "new.ipynb": notebook()})
    pages = [Page("new", "new.ipynb", is_chapter=True)]
    assert [one.location.path for one in judge(RULE, root, pages)] == ["environment.yml"]
    assert [one.location.path for one in judge("not-pushed", root, pages)] == ["new.ipynb"]
