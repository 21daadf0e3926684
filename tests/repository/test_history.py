"""The last change of certain files is the one that `git log` shows, on histories of any shape."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.repository.git import GitError
from sphinx_binderhub.repository.history import (
    Change,
    CommittedTree,
    files_at,
    is_published,
    last_change,
    tree_at,
)
from sphinx_binderhub.tree import UnreadableError
from tests.conftest import git, notebook, write_files

Make = Callable[..., Path]
PATHS = ("environment.yml", "binder/postBuild", "a.md", "book/b.md")


def commit(root: Path, files: dict[str, str], message: str = "x") -> str:
    write_files(root, files)
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", f"--message={message}")
    return git(root, "rev-parse", "HEAD")


def random_history(root: Path, seed: int) -> list[str]:
    """Make commits of few contents with up to three parents, so that branches often agree."""
    chance = random.Random(seed)
    trees: list[dict[str, str]] = []
    stream: list[str] = []
    for number in range(1, 25):
        parents = chance.sample(range(1, number), min(chance.choice([1, 1, 2, 2, 3]), number - 1))
        tree = {
            path: trees[chance.choice(parents) - 1].get(path, "") if parents else "0"
            for path in PATHS
        }
        for path in PATHS if parents else ():
            if chance.random() < 0.15:
                tree[path] = chance.choice(["", "1", "2"])  # "": removed
        trees.append(tree)
        stream += [f"commit refs/heads/r{number}", f"mark :{number}"]
        stream += [f"committer T <t@example.org> {10**9 + chance.randrange(10**6)} +0000", "data 0"]
        stream += [f"{'merge' if i else 'from'} :{one}" for i, one in enumerate(parents)]
        stream += ["deleteall"]
        for path, text in tree.items():
            stream += [f"M 644 inline {path}", f"data {len(text)}", text] if text else []
        stream += [""]
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=root, input="\n".join(stream).encode(), check=True
    )
    return git(root, "rev-list", "--all").splitlines()


@pytest.mark.parametrize("seed", range(30))
def test_it_is_the_commit_that_git_log_shows(make_repository: Make, seed: int) -> None:
    root = make_repository({}, commit=False)
    for start in random_history(root, seed)[:3]:
        for wanted in (PATHS[:1], PATHS[1:3]):
            found = last_change(root, start, False, set(wanted).__contains__)
            assert found == Change(git(root, "log", "-1", "--format=%H", start, "--", *wanted))


def test_a_mode_a_rename_and_a_submodule_are_changes(make_repository: Make) -> None:
    root = make_repository({"postBuild": "#!/bin/sh\n", "old.yml": "x\n" * 20})
    git(root, "update-index", "--chmod=+x", "postBuild")
    mode = git(root, "commit", "--quiet", "--message=mode") or git(root, "rev-parse", "HEAD")
    git(root, "mv", "old.yml", "new.yml")
    rename = git(root, "commit", "--quiet", "--message=mv") or git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{mode},sub")
    submodule = git(root, "commit", "--quiet", "--message=sub") or git(root, "rev-parse", "HEAD")
    for path, expected in (
        ("postBuild", mode),
        ("old.yml", rename),
        ("new.yml", rename),
        ("sub", submodule),
    ):
        assert last_change(root, submodule, False, {path}.__contains__).commit == expected


@pytest.mark.parametrize(
    "name", ["é ü.yml", "line\nbreak.yml", ":colon.yml", ':"q" \t.yml', "0" * 40]
)
def test_odd_names_are_read_as_they_are(make_repository: Make, name: str) -> None:
    root = make_repository({"a": ""})
    changed = commit(root, {name: "1"})
    head = commit(root, {"a": "2"})
    assert last_change(root, head, False, {name}.__contains__).commit == changed
    assert files_at(root, head) == {"a", name}


def test_more_commits_than_one_question_compares(make_repository: Make) -> None:
    root = make_repository({"environment.yml": "0", "a": "0"})
    root_commit = git(root, "rev-parse", "HEAD")
    for number in range(40):
        commit(root, {"a": f"{number}!"})
    found = last_change(root, git(root, "rev-parse", "HEAD"), False, "environment.yml".__eq__)
    assert found == Change(root_commit)


def test_where_history_is_cut_off_its_end_is_not_certain(
    make_repository: Make, tmp_path: Path
) -> None:
    root = make_repository({"environment.yml": "0", "a": "0"})
    commit(root, {"environment.yml": "1"})
    kept = commit(root, {"a": "1"})
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), "shallow")
    assert last_change(tmp_path / "shallow", kept, True, "environment.yml".__eq__) == Change(
        kept, certain=False
    )
    assert last_change(root, kept, False, "environment.yml".__eq__).certain


def test_a_change_within_what_a_shallow_clone_has_is_certain(
    make_repository: Make, tmp_path: Path
) -> None:
    root = make_repository({"environment.yml": "0", "a": "0"})
    changed = commit(root, {"environment.yml": "1"})
    head = commit(root, {"a": "1"})
    git(tmp_path, "clone", "--quiet", "--depth=3", root.as_uri(), "shallow")
    found = last_change(tmp_path / "shallow", head, True, "environment.yml".__eq__)
    assert found == Change(changed)


def test_a_commit_that_is_not_there_is_an_error_and_no_traceback(make_repository: Make) -> None:
    root = make_repository({"a": ""})
    with pytest.raises(GitError):
        last_change(root, "f" * 40, False, "a".__eq__)
    assert files_at(root, "f" * 40) is None
    assert is_published(root, "f" * 40, "origin")  # not known to be missing


def test_the_files_of_another_commit(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook(), "nb/b.ipynb": notebook()})
    first = git(root, "rev-parse", "HEAD")
    git(root, "rm", "--quiet", "nb/b.ipynb")
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{first},sub")
    git(root, "commit", "--quiet", "--message=sub")
    assert files_at(root, first) == {"a.ipynb", "nb/b.ipynb"}
    assert files_at(root, "HEAD") == {"a.ipynb", "sub"}


@pytest.fixture
def committed(make_repository: Make) -> CommittedTree:
    """Return a commit with links, of which this disk has nothing any more."""
    root = make_repository({"real/a.yml": "a: ü\n", "deep/x/b.txt": "b", "big.bin": "x" * 100})
    for link, aim in (
        ("a.yml", "real/a.yml"),
        ("binder", "real"),
        ("deep/c.yml", "../binder/./a.yml"),
        ("deep/y", "x"),
        ("loop", "loop"),
        ("outside", "../secret"),
        ("absolute", "/etc/hosts"),
        ("broken", "nowhere"),
    ):
        (root / link).symlink_to(aim)
    wanted = commit(root, {})
    git(root, "rm", "--quiet", "-r", ".")
    commit(root, {"a.yml": "now a file"})
    (root.parent / "secret").write_text("secret")
    tree = tree_at(root, wanted)
    assert tree is not None
    return tree


@pytest.mark.parametrize("path", ["real/a.yml", "a.yml", "binder/a.yml", "deep/c.yml"])
def test_a_file_of_a_commit_is_read_through_its_links(committed: CommittedTree, path: str) -> None:
    assert committed.read_text(path) == "a: ü\n"
    assert committed.resolved(path) == "real/a.yml"
    assert committed.read_text("deep/y/b.txt") == "b"


@pytest.mark.parametrize(
    "path",
    [
        "loop",
        "outside",
        "absolute",
        "broken",
        "real",
        "binder",
        "no",
        "../secret",
        "/etc/hosts",
        "",
    ],
)
def test_what_a_commit_has_not_is_not_read(committed: CommittedTree, path: str) -> None:
    with pytest.raises(UnreadableError):
        committed.read(path)


def test_a_large_file_of_a_commit_is_not_read(committed: CommittedTree) -> None:
    assert len(committed.read("big.bin", 100)) == 100
    with pytest.raises(UnreadableError, match="100 bytes"):
        committed.read("big.bin", 99)


def test_a_commit_that_is_not_there_has_no_tree(make_repository: Make) -> None:
    assert tree_at(make_repository({}), "f" * 40) is None


def test_every_link_of_a_commit_is_followed(make_repository: Make) -> None:
    root = make_repository({"real.yml": "a"})
    for number in range(401):
        (root / f"l{number:03}.yml").symlink_to("real.yml")
    tree = tree_at(root, commit(root, {}))
    assert tree is not None
    assert tree.read_text("l400.yml") == "a"


def test_published_is_what_a_branch_of_the_remote_holds(make_repository: Make) -> None:
    ref, remote = "refs/remotes/origin/main", "origin"
    root = make_repository({"a": "0"})
    first = git(root, "rev-parse", "HEAD")
    git(root, "update-ref", "refs/remotes/origin-2/main", first)
    git(root, "update-ref", "refs/tags/v1", first)  # perhaps on this machine only
    assert not is_published(root, first, "origin")
    second = commit(root, {"a": "1"})
    git(root, "update-ref", ref, first)
    assert is_published(root, first, remote)
    assert not is_published(root, second, remote)
    git(root, "update-ref", ref, second)
    assert is_published(root, first, remote)
