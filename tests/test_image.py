from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.image import (
    book_launch,
    built_tree,
    cloned_submodules,
    commit_at_hub,
    tree_of,
)
from sphinx_binderhub.project import Project
from tests.conftest import ENVIRONMENT, git

Make = Callable[..., Path]


def project(root: Path) -> Project:
    return Project.of_book(find_book(root, root))


@pytest.fixture
def ahead(make_repository: Make) -> Path:
    """Return a checkout that is one commit ahead of its remote."""
    root = make_repository({"environment.yml": ENVIRONMENT, "conf.py": ""})
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(root, "commit", "--quiet", "--allow-empty", "--message=x")
    return root


@pytest.mark.parametrize("ref", ["", 'binderhub_ref = "main"\n', 'binderhub_ref = "HEAD"\n'])
def test_the_hub_has_what_is_pushed(ahead: Path, ref: str) -> None:
    git(ahead, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")
    (ahead / "conf.py").write_text(ref)
    found = project(ahead)
    launch = book_launch(found)
    assert launch is not None
    assert commit_at_hub(found, launch.repository) == git(ahead, "rev-parse", "HEAD~")
    tree = built_tree(found, launch.repository)
    assert tree is found.revisions.tree_at(git(ahead, "rev-parse", "HEAD"))


def test_nothing_of_the_remote_is_known(make_repository: Make) -> None:
    root = make_repository({"environment.yml": ENVIRONMENT})
    found = project(root)
    launch = book_launch(found)
    assert launch is not None
    assert commit_at_hub(found, launch.repository) == git(root, "rev-parse", "HEAD")


def test_another_repository(ahead: Path) -> None:
    (ahead / "conf.py").write_text('binderhub_repository = "o/other"\n')
    found = project(ahead)
    launch = book_launch(found)
    assert launch is not None
    assert commit_at_hub(found, launch.repository) is None
    assert built_tree(found, launch.repository) is None


def test_no_launch(make_repository: Make) -> None:
    assert book_launch(project(make_repository({}, None))) is None


def test_a_partial_clone_has_the_files_of_its_own_commit(ahead: Path) -> None:
    git(ahead, "config", "remote.origin.promisor", "true")
    found = project(ahead)
    assert found.sources.checkout.partial
    assert tree_of(found, found.sources.checkout.head)
    assert tree_of(found, git(ahead, "rev-parse", "HEAD~")) is None
    assert tree_of(found, "0" * 40) is None
    assert tree_of(found, None) is None


def test_submodules_that_are_cloned(make_repository: Make) -> None:
    modules = '[submodule "a"]\n\tpath = a\n\turl = ../a\n\tupdate = none\n'
    root = make_repository({".gitmodules": modules})
    for folder in "ab":
        git(root, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},{folder}")
    assert [one.path for one in cloned_submodules(project(root))] == ["b"]
