"""Git is asked on real repositories, hostile ones among them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub import rules
from sphinx_binderhub.book import find_book
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.repository.checkout import (
    ignored_by,
    large_files,
    packed_size,
    read_checkout,
)
from sphinx_binderhub.repository.git import GitError
from sphinx_binderhub.repository.history import (
    Change,
    files_at,
    holds,
    is_published,
    last_change,
    tree_at,
)
from sphinx_binderhub.tree import UnreadableError
from tests.conftest import git, notebook

Make = Callable[..., Path]


def test_the_facts_of_a_checkout(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook(), "docs/conf.py": ""})
    (root / "loose.ipynb").write_text(notebook())
    checkout = read_checkout(root / "docs")
    assert checkout.root == root.resolve()
    assert checkout.problem is None
    assert checkout.branch == "main"
    assert checkout.head == git(root, "rev-parse", "HEAD")
    assert checkout.remotes == {"origin": "https://github.com/o/r.git"}
    assert checkout.upstreams == {"main": ("origin", "main")}
    assert checkout.tracked == checkout.committed == {"a.ipynb", "docs/conf.py"}


def test_credentials_of_a_remote_are_cut_before_anything_is_stored(make_repository: Make) -> None:
    root = make_repository({}, "https://x-access-token:ghs_secret@github.com/o/r.git")
    git(root, "config", "url.https://u:tok@github.com/.insteadOf", "hub:")
    git(root, "remote", "add", "other", "hub:o/r")
    checkout = read_checkout(root)
    assert checkout.remotes["other"] == "https://github.com/o/r"
    assert "secret" not in repr(checkout)
    assert "tok@" not in repr(checkout)


def test_names_that_git_would_quote_are_read_as_they_are(make_repository: Make) -> None:
    names = {"é ü.ipynb": "", "R&D #1?.ipynb": "", 'a"b\t.ipynb': "", "line\nbreak.ipynb": ""}
    assert read_checkout(make_repository(names)).tracked == set(names)


def test_no_commit_yet(make_repository: Make) -> None:
    checkout = read_checkout(make_repository({"a": ""}, commit=False))
    assert (checkout.head, checkout.branch, checkout.problem) == (None, "main", None)
    assert not checkout.tracked


def test_a_detached_head_has_no_branch(make_repository: Make) -> None:
    root = make_repository({"a": ""})
    git(root, "checkout", "--quiet", "--detach")
    checkout = read_checkout(root)
    assert checkout.branch is None
    assert checkout.head


def test_refs_and_default_branch_of_a_clone(make_repository: Make, tmp_path: Path) -> None:
    origin = make_repository({"a": ""}, None, upstream=False, branch="trunk")
    git(origin, "tag", "--annotate", "v1", "--message=One")
    git(tmp_path, "clone", "--quiet", str(origin), "clone")
    checkout = read_checkout(tmp_path / "clone")
    assert checkout.default_branches == {"origin": "trunk"}
    assert checkout.ref("v1", "origin").kind == "tag"
    assert checkout.ref("v1", "origin").commit == checkout.head
    assert checkout.ref("trunk", "origin").kind == "branch"
    assert checkout.ref("nope", "origin").kind == "unknown"
    assert checkout.ref("HEAD", "origin").kind == "head"


def test_not_a_checkout_finds_the_likeliest_root(tmp_path: Path) -> None:
    (tmp_path / "course" / "docs" / "source").mkdir(parents=True)
    (tmp_path / "course" / "LICENSE").write_text("")
    checkout = read_checkout(tmp_path / "course" / "docs" / "source")
    assert checkout.problem is not None
    assert checkout.problem.kind == "no-checkout"
    assert checkout.root == (tmp_path / "course").resolve()


def test_a_bare_repository(make_repository: Make, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--bare", str(make_repository({"a": ""})), "bare.git")
    problem = read_checkout(tmp_path / "bare.git").problem
    assert problem is not None
    assert problem.kind == "bare-repository"


def test_git_missing(make_repository: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repository({"docs/a": ""})
    monkeypatch.setenv("PATH", str(root / "docs"))
    checkout = read_checkout(root / "docs")
    assert checkout.problem is not None
    assert checkout.problem.kind == "git-missing"
    assert checkout.root == root.resolve()


def test_dubious_ownership(make_repository: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_repository({"a": ""})
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    problem = read_checkout(root).problem
    assert problem is not None
    assert problem.kind == "dubious-ownership"


def hostile(root: Path, trap: Path) -> None:
    """Name the program `trap` wherever git's configuration and hooks can name one."""
    hooks = root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "fsmonitor-watchman",
    ):
        shutil.copy(trap, hooks / hook)
    for key in (
        "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand",
        "core.gitProxy", "core.alternateRefsCommand", "filter.evil.clean", "filter.evil.smudge",
        "filter.evil.process", "filter.lfs.clean", "filter.lfs.smudge", "filter.lfs.process",
        "diff.external", "diff.evil.textconv", "diff.evil.command", "gpg.program",
        "gpg.ssh.program", "credential.helper", "uploadpack.packObjectsHook", "pager.config",
        *(f"pager.{name}" for name in ASKED),
    ):  # fmt: skip
        git(root, "config", key, str(trap))
    git(root, "config", "log.showSignature", "true")
    git(root, "config", "diff.ignoreSubmodules", "all")
    for name in ASKED:
        git(root, "config", f"alias.{name}", f"!{trap}")
    git(root, "config", "core.repositoryFormatVersion", "1")
    git(root, "config", "extensions.partialClone", "origin")
    git(root, "config", "remote.origin.promisor", "true")
    git(root, "config", "remote.origin.uploadpack", str(trap))


ASKED = (
    *("ls-files", "ls-tree", "check-ignore", "check-attr", "diff-tree"),
    *("rev-list", "rev-parse", "for-each-ref", "symbolic-ref", "cat-file", "count-objects"),
)
"""What git is asked."""


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """Return a program that leaves a file `sprung` beside it."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'sprung'}'\ncat\n")
    program.chmod(0o755)
    return program


def test_a_hostile_configuration_runs_nothing(make_repository: Make, trap: Path) -> None:
    root = make_repository(
        {
            "a.ipynb": notebook(),
            ".gitattributes": "*.ipynb filter=evil diff=evil\n*.csv filter=lfs diff=evil\n",
            "b.csv": "",
        }
    )
    first = git(root, "rev-parse", "HEAD")
    (root / "b.csv").write_text("1")
    git(root, "commit", "--quiet", "--all", "--message=x")
    head = git(root, "rev-parse", "HEAD")
    hostile(root, trap)
    sprung = trap.with_name("sprung")
    sprung.unlink(missing_ok=True)
    (root / "a.ipynb").write_text(notebook("1 + 1"))
    (root / "loose.ipynb").write_text(notebook())

    checkout = read_checkout(root)
    ignored_by(root, ["a.ipynb", "loose.ipynb"])

    assert checkout.tracked == {"a.ipynb", ".gitattributes", "b.csv"}
    assert large_files(root, ["a.ipynb", "b.csv", "c.csv"]) == {"b.csv", "c.csv"}
    tree = tree_at(root, first)
    assert tree is not None
    assert tree.files == checkout.tracked
    assert tree.read_text("a.ipynb") == notebook()
    assert tree.contents(["b.csv", "a.ipynb"]) == {"b.csv": b"", "a.ipynb": notebook().encode()}
    assert packed_size(root) == 0
    assert (holds(root, head, first), holds(root, first, head)) == (True, False)
    assert not is_published(root, head, "origin")
    assert last_change(root, head, False, "b.csv".__eq__) == Change(head)
    assert last_change(root, head, False, "a.ipynb".__eq__) == Change(first)
    assert not sprung.exists()


def test_no_rule_runs_what_a_hostile_configuration_names(make_repository: Make, trap: Path) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    root = make_repository(
        {
            ".gitattributes": "*.yml filter=evil ident diff=evil\n*.csv filter=lfs\n",
            ".gitmodules": '[submodule "x"]\n\tpath = x\n\turl = git@h.org:o/r\n\tupdate = none\n',
            "environment.yml": "dependencies: [python=3.12]\n",
            "postBuild": "#!/bin/sh\r\n",
            "requirements.txt": "numpy\n",
            "a.ipynb": notebook(),
            "b.csv": pointer,
        }
    )
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},x")
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(root, "commit", "--quiet", "--message=x")
    hostile(root, trap)
    trap.with_name("sprung").unlink(missing_ok=True)
    for name in ("environment.yml", "postBuild"):
        (root / name).write_bytes(b"#!/bin/sh\r\nls\r\n")
    (root / "new.ipynb").write_text(notebook())
    for build in ("ref", "commit", "environment"):
        (root / "conf.py").write_text(f'binderhub_build = "{build}"\n')
        assert rules.run(with_chapters(Project.of_book(find_book(root, root))))
    assert not trap.with_name("sprung").exists()


@pytest.mark.parametrize("url", ["ext::{trap}", "{trap}", "ssh://h.org/r", "https://h.invalid/r"])
def test_what_a_partial_clone_lacks_is_not_fetched(
    make_repository: Make, trap: Path, url: str
) -> None:
    root = make_repository({"nb/a": "0"}, url.format(trap=trap))
    first = git(root, "rev-parse", "HEAD")
    (root / "nb/a").write_text("1")
    git(root, "commit", "--quiet", "--all", "--message=x")
    head = git(root, "rev-parse", "HEAD")
    lost = git(root, "rev-parse", f"{first}:nb")
    hostile(root, trap)
    trap.with_name("sprung").unlink(missing_ok=True)
    for name in (lost, git(root, "rev-parse", f"{head}:nb/a")):
        (root / ".git/objects" / name[:2] / name[2:]).unlink()

    assert files_at(root, first) is None
    with pytest.raises(GitError):
        last_change(root, head, False, "other".__eq__)
    tree = tree_at(root, head)
    assert tree is not None
    with pytest.raises(UnreadableError):
        tree.read("nb/a")
    assert read_checkout(root).problem is None
    assert not trap.with_name("sprung").exists()


def test_a_submodule_that_configuration_ignores_still_changes(make_repository: Make) -> None:
    root = make_repository({".gitmodules": '[submodule "s"]\npath = s\nurl = x\nignore = all\n'})
    first = git(root, "rev-parse", "HEAD")
    git(root, "config", "diff.ignoreSubmodules", "all")
    git(root, "config", "submodule.s.ignore", "all")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{first},s")
    git(root, "commit", "--quiet", "--allow-empty", "--message=s")
    second = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--cacheinfo", f"160000,{second},s")
    git(root, "commit", "--quiet", "--allow-empty", "--message=s")
    head = git(root, "rev-parse", "HEAD")
    assert last_change(root, head, False, "s".__eq__) == Change(head)


def test_git_variables_of_a_hook_do_not_mislead(
    make_repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository({"a": ""})
    other = make_repository({"b": ""}, name="other")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert read_checkout(root).tracked == {"a"}


def test_git_is_asked_a_constant_number_of_times(
    make_repository: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = tmp_path / "count"
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    wrapper.write_text(f'#!/bin/sh\necho x >> "{counter}"\nexec "{shutil.which("git")}" "$@"\n')
    wrapper.chmod(0o755)
    counts = []
    for number in (1, 50):
        root = make_repository({f"{i}.ipynb": "" for i in range(number)}, name=f"r{number}")
        with monkeypatch.context() as patch:
            patch.setenv("PATH", f"{wrapper.parent}{os.pathsep}{os.environ['PATH']}")
            read_checkout(root)
        counts.append(len(counter.read_text().splitlines()))
        counter.unlink()
    assert counts[0] == counts[1] <= 8


def test_ignored_files_name_the_pattern(make_repository: Make) -> None:
    root = make_repository({".gitignore": "# all\n*.ipynb\n"})
    assert ignored_by(root, ["x.ipynb", "y.md"]) == {"x.ipynb": ".gitignore:2"}


def test_refs_with_odd_ends_of_lines(make_repository: Make) -> None:
    root = make_repository({"a": ""})
    git(root, "branch", "a\u2028b")
    assert "refs/heads/a\u2028b" in read_checkout(root).refs


def test_every_shorthand_of_a_base_counts(make_repository: Make) -> None:
    root = make_repository({"a": ""}, "github:o/r")
    git(root, "config", "--add", "url.https://github.com/.insteadOf", "gh:")
    git(root, "config", "--add", "url.https://github.com/.insteadOf", "github:")
    assert read_checkout(root).remotes == {"origin": "https://github.com/o/r"}


def test_what_is_replaced_on_this_machine_alone_is_not_believed(make_repository: Make) -> None:
    root = make_repository({"a": "1"})
    first = git(root, "rev-parse", "HEAD")
    (root / "a").write_text("2")
    git(root, "commit", "--quiet", "--all", "--message=x")
    head = git(root, "rev-parse", "HEAD")
    (root / "a").write_text("3")
    git(root, "commit", "--quiet", "--all", "--amend", "--message=y")
    git(root, "replace", head, first)
    assert last_change(root, head, False, "a".__eq__) == Change(head)
