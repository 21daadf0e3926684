from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.chapters import Chapter, notebook_at
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.rules import all_rules, run
from tests.conftest import ENVIRONMENT, git, write_files
from tests.notebook.conftest import ipynb

READ = 'import pandas as pd\npd.read_csv("data/x.csv")'


def judged(root, rules=("data-not-committed",)):
    project = with_chapters(Project.of_book(find_book(root, root)))
    return run(project, [one for one in all_rules() if one.name in rules])


@pytest.fixture
def repository(make_repository):
    def make(*cells, ignored="data/\n", **loose):
        files = {"environment.yml": ENVIRONMENT, "a.ipynb": ipynb(*cells), ".gitignore": ignored}
        root = make_repository(files)
        write_files(root, loose or {"data/x.csv": "1\n"})
        return root

    return make


def test_an_ignored_file_is_an_error(repository):
    root = repository(READ)
    (finding,) = judged(root)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("a.ipynb", 2, cell=1)
    assert finding.message == (
        "`a.ipynb` (cell 1) reads `data/x.csv`, which is on this disk but not committed "
        "(`.gitignore:1` makes git ignore it), so Binder will not have it."
    )
    command = finding.fix.split("`")[1]
    assert command == "git add --force data/x.csv"
    git(root, *shlex.split(command)[1:])
    assert judged(root) == []


def test_a_new_file_is_a_note_and_in_ci_a_warning(repository, monkeypatch):
    root = repository(READ, ignored="")
    (finding,) = judged(root)
    assert finding.severity is Severity.NOTE
    assert "(git does not track it)" in finding.message
    assert "`git add data/x.csv`" in finding.fix
    monkeypatch.setenv("CI", "true")
    (finding,) = judged(root)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "cell",
    [
        'frame.to_csv("data/x.csv")\npd.read_csv("data/x.csv")',
        'download(url)\npd.read_csv("data/x.csv")',
        '!wget https://example.org/x.csv\npd.read_csv("data/x.csv")',
        'make(out="data/x.csv")\npd.read_csv("data/x.csv")',
        'os.makedirs("data")\nfetch()\npd.read_csv("data/x.csv")',
        'if os.path.exists("data/x.csv"):\n    pd.read_csv("data/x.csv")',
        'pd.read_csv("data/nowhere.csv")',
    ],
)
def test_quiet(repository, cell):
    assert judged(repository(cell)) == []


def test_a_folder_is_one_finding(repository):
    cells = [f'pd.read_csv("data/{number}.csv")' for number in range(40)]
    loose = {f"data/{number}.csv": "" for number in range(40)}
    (finding,) = judged(repository(*cells, **loose))
    assert finding.message == (
        "`a.ipynb` (cell 1) reads `data/0.csv`, `data/1.csv`, `data/2.csv` and 37 more files, "
        "which are on this disk but not committed (`.gitignore:1` makes git ignore them), so "
        "Binder will not have them."
    )
    assert "`git add --force data`" in finding.fix
    assert len(finding.also) == 39


def test_a_large_file_is_not_for_git(repository):
    root = repository(READ)
    with (root / "data/x.csv").open("ab") as file:
        file.truncate(101 * 1000**2)
    (finding,) = judged(root)
    assert "Zenodo" in finding.fix
    assert "git add" not in finding.fix


def test_patterns_are_told_apart(repository):
    cells = ('open("data/x.csv")', 'open("data/y.txt")')
    root = repository(*cells, ignored="*.csv\n*.txt\n", **{"data/x.csv": "", "data/y.txt": ""})
    assert [one.message.count(f".gitignore:{n}") for n, one in enumerate(judged(root), 1)] == [1, 1]


def test_one_cause_is_one_finding(repository):
    rules = ("data-not-committed", "data-missing", "not-committed", "unportable-path")
    (finding,) = judged(repository(READ), rules)
    assert finding.rule == "data-not-committed"


def test_a_loose_chapter_is_of_another_rule(repository):
    root = repository("%run more.ipynb", ignored="", **{"more.ipynb": ipynb()})
    assert len(judged(root)) == 1
    project = with_chapters(Project.of_book(find_book(root, root)))
    loose = Chapter("more.ipynb", notebook_at(project.tree, "more.ipynb"))
    project = replace(project, chapters=(*project.chapters, loose))
    found = run(project, [one for one in all_rules() if one.name.endswith("not-committed")])
    assert [one.rule for one in found] == ["not-committed"]


def test_without_git_what_is_here_counts(tmp_path):
    root = tmp_path / "zip"
    write_files(root, {"environment.yml": ENVIRONMENT, "a.ipynb": ipynb(READ), "data/x.csv": ""})
    assert judged(root) == []


def test_a_sparse_checkout_has_what_git_has(repository):
    root = repository(READ, ignored="")
    git(root, "add", "data/x.csv")
    git(root, "commit", "--quiet", "--message=x")
    (root / "data/x.csv").unlink()
    assert judged(root, ("data-not-committed", "data-missing")) == []


@pytest.mark.parametrize("name", ["api_key.txt", ".env", "credentials.json", "my-token", "a.pem"])
def test_nobody_is_told_to_commit_a_secret(repository, name):
    path = f"private/{name}"
    (finding,) = judged(repository(f"open({path!r})", ignored="private/\n", **{path: "x"}))
    assert finding.severity is Severity.NOTE
    assert "git add" not in finding.fix
    assert "getpass" in finding.fix
