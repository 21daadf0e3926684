from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.chapters import Chapter, notebook_at
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules import all_rules, run
from tests.conftest import ENVIRONMENT, git, notebook

Make = Callable[..., Path]


def judged(root: Path, *chapters: str) -> list[Finding]:
    """Run the rule with chapters as a build would have read them from disk."""
    project = Project.of_book(find_book(root, root))
    read = [Chapter(path, notebook_at(project.tree, path)) for path in chapters]  # type: ignore[arg-type]
    (rule,) = (rule for rule in all_rules() if rule.name == "not-committed")
    return run(replace(project, chapters=tuple(read)), [rule])


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


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").write_text(ENVIRONMENT)
    (tmp_path / "a.ipynb").write_text(notebook())
    assert judged(tmp_path, "a.ipynb") == []
