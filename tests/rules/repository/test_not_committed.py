from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.chapters import Chapter, notebook_at
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.page import Link, Page
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules import all_rules, run
from tests.conftest import ENVIRONMENT, git, notebook
from tests.rules.repository.conftest import Mended

Make = Callable[..., Path]


def judged(root: Path, *chapters: str, pages: tuple[Page, ...] = ()) -> list[Finding]:
    """Run the rule with chapters as a build would have read them from disk."""
    project = Project.of_book(find_book(root, root))
    read = [Chapter(path, notebook_at(project.tree, path)) for path in chapters]  # type: ignore[arg-type]
    (rule,) = (rule for rule in all_rules() if rule.name == "not-committed")
    return run(replace(project, chapters=tuple(read), pages=pages), [rule])


def test_quiet_where_all_is_committed(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook(), "environment.yml": ENVIRONMENT})
    assert judged(root, "a.ipynb") == []


def test_a_loose_chapter_is_a_note_and_in_ci_a_warning(
    make_repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository({"environment.yml": ENVIRONMENT})
    (root / "a b.ipynb").write_text(notebook())
    (finding,) = judged(root, "a b.ipynb")
    assert finding.severity is Severity.NOTE
    assert "git does not track it" in finding.message
    assert "git add 'a b.ipynb'" in finding.fix
    monkeypatch.setenv("CI", "true")
    (finding,) = judged(root, "a b.ipynb")
    assert finding.severity is Severity.WARNING
    git(root, "add", "a b.ipynb")
    (finding,) = judged(root, "a b.ipynb")
    assert "added but not committed" in finding.message
    git(root, "commit", "--quiet", "--message=x")
    assert judged(root, "a b.ipynb") == []


def test_an_ignored_chapter_names_the_pattern(make_repository: Make) -> None:
    root = make_repository({".gitignore": "*.ipynb\n", "environment.yml": ENVIRONMENT})
    (root / "a.ipynb").write_text(notebook())
    (finding,) = judged(root, "a.ipynb")
    assert "`.gitignore:1` makes git ignore it" in finding.message
    assert "git add --force a.ipynb" in finding.fix


@pytest.mark.parametrize(
    ("tracked", "loose", "found"),
    [
        ({"x": ""}, "environment.yml", True),
        ({"x": ""}, "binder/requirements.txt", True),
        ({"binder/environment.yml": ENVIRONMENT}, "binder/apt.txt", True),
        ({"binder/environment.yml": ENVIRONMENT}, "requirements.txt", False),
        ({"x": ""}, "setup.py", False),
        ({"x": ""}, "docs/environment.yml", False),
    ],
)
def test_a_loose_environment_file_where_binder_looks(
    make_repository: Make, tracked: dict[str, str], loose: str, found: bool
) -> None:
    root = make_repository(tracked)
    (root / loose).parent.mkdir(exist_ok=True)
    (root / loose).write_text("")
    assert [finding.location.path for finding in judged(root)] == [loose] * found


def test_the_mend_silences(make_repository: Make, mended: Mended) -> None:
    root = make_repository({"environment.yml": ENVIRONMENT})
    (root / "chapters").mkdir()
    (root / "chapters/new.ipynb").write_text(notebook())
    assert judged(root, "chapters/new.ipynb")
    for copy in mended("not-committed", root):
        assert judged(copy, "chapters/new.ipynb") == []


def test_one_reason_is_one_finding(make_repository: Make) -> None:
    root = make_repository({".gitignore": "old/\n", "environment.yml": ENVIRONMENT})
    (root / "old").mkdir()
    names = ["a.ipynb", "b.ipynb", "c.ipynb", "old/d.ipynb", "old/e.ipynb", "f.ipynb", "g.ipynb"]
    for name in names:
        (root / name).write_text(notebook())
    git(root, "add", "f.ipynb", "g.ipynb")
    loose, staged, ignored = judged(root, *names)
    assert "`a.ipynb` and 2 other files are not committed (git does not track them)" in (
        loose.message
    )
    assert [place.path for place in loose.also] == ["b.ipynb", "c.ipynb"]
    assert "git add a.ipynb b.ipynb c.ipynb`" in loose.fix
    assert "`f.ipynb` and 1 other file are added but not committed" in staged.message
    assert staged.message.endswith("does not have them yet.")
    assert "`.gitignore:1` makes git ignore them" in ignored.message


def test_an_environment_file_that_is_added_and_not_committed(make_repository: Make) -> None:
    root = make_repository({"a.ipynb": notebook()})
    (root / "environment.yml").write_text(ENVIRONMENT)
    git(root, "add", "environment.yml")
    (finding,) = judged(root, "a.ipynb")
    assert finding.location.path == "environment.yml"
    assert "added but not committed" in finding.message


def test_a_tracked_file_on_a_disk_that_does_not_tell_case(
    make_repository: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_repository({"Environment.yml": ENVIRONMENT})
    (root / "environment.yml").write_text(ENVIRONMENT)  # what such a disk says is there
    assert judged(root) == []


def test_the_path_of_a_badge(make_repository: Make) -> None:
    root = make_repository({"index.md": "x", "conf.py": ""})
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    (root / "a.ipynb").write_text(notebook())
    link = Link(3, "index", "a.ipynb")
    (finding,) = judged(root, pages=(Page("index", "index.md", links=(link,)),))
    assert (finding.location.path, finding.location.line) == ("index.md", 3)
    assert "`a.ipynb` is not committed" in finding.message
    (finding,) = judged(root, "a.ipynb", pages=(Page("index", "index.md", links=(link,)),))
    assert finding.location.path == "a.ipynb"


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(ENVIRONMENT)
    (tmp_path / "a.ipynb").write_text(notebook())
    assert judged(tmp_path, "a.ipynb") == []


def test_the_files_of_a_linked_folder_are_committed(make_repository: Make) -> None:
    root = make_repository({"q/environment.yml": ENVIRONMENT, "a.ipynb": notebook()})
    (root / "binder").symlink_to("q")
    git(root, "add", "binder")
    git(root, "commit", "-qm", "link")
    assert not judged(root)
