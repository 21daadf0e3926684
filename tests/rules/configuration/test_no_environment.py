from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules import run
from sphinx_binderhub.rules.configuration.no_environment import check
from sphinx_binderhub.tree import Tree
from tests.conftest import git
from tests.rules.conftest import GOOD, Judge

RULE = "no-environment"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"chapter.ipynb": "{}"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD},
        {"binder/requirements.txt": "numpy"},
        {".binder/Dockerfile": "FROM x"},
        {"setup.py": ""},
        {"Project.toml": ""},
        {"DESCRIPTION": "Package: x"},
        {"binder/a": "", ".binder/a": ""},
        {"runtime.txt": "3.12"},
        {"runtime.txt": "Python-3.12", "requirements.txt": "numpy"},
        {"install.R": "", "apt.txt": "graphviz"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    "files",
    [
        {"chapter.ipynb": "{}"},
        {"apt.txt": "graphviz", "postBuild": "#!/bin/sh\n", "start": '#!/bin/sh\nexec "$@"\n'},
        {"setup.cfg": "", "docs/uv.lock": ""},
        {"pyproject.toml": "[project]\nname = 'x'"},
        {"binder/data.csv": ""},
    ],
)
def test_speaks(judge_files: Judge, files: dict[str, str]) -> None:
    (finding,) = judge_files(RULE, files)
    assert finding.severity is Severity.ERROR
    assert "mybinder.org refuses" in finding.message
    folder = "binder/" if any(path.startswith("binder/") for path in files) else ""
    assert f"`{folder}environment.yml`" in finding.fix
    assert not judge_files(None, {**files, f"{folder}environment.yml": GOOD})


def test_names_the_files_that_do_not_suffice(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"apt.txt": "graphviz"})
    assert "`apt.txt`: alone it describes no environment" in finding.message


def test_another_hub_starts_without_packages(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"a.ipynb": ""}, "2024.7.0")
    assert finding.severity is Severity.WARNING
    assert "Python 3.10 and Jupyter alone" in finding.message


@pytest.mark.parametrize(
    "files",
    [
        {"Environment.yml": GOOD},
        {"Binder/environment.yml": GOOD},
        {"book/environment.yml": GOOD},
        {"environment.yml": GOOD, "binder/x": ""},
        {"Dockerfile": "FROM x", "binder/x": ""},
    ],
)
def test_one_cause_is_one_finding(judge_files: Judge, files: dict[str, str]) -> None:
    (finding,) = judge_files(None, files)
    assert finding.severity is Severity.ERROR
    assert finding.rule != RULE


def test_requirements_of_the_documentation_are_only_pointed_at(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"docs/requirements.txt": "sphinx\nfuro\n"})
    assert finding.rule == RULE
    assert finding.also == (Location("docs/requirements.txt"),)


def test_an_uncommitted_file_is_another_rule(tmp_path: Path) -> None:
    (tmp_path / "binder").mkdir()
    (tmp_path / "binder" / "environment.yml").write_text(GOOD)
    project = Project(tree=Tree(tmp_path, frozenset({"a.ipynb"})))
    assert project.environment.empty
    assert not list(check(project))


def test_a_submodule_may_be_the_binder_directory(make_repository: Callable[..., Path]) -> None:
    root = make_repository({"a.ipynb": "{}"})
    commit = git(root, "rev-parse", "HEAD").strip()
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{commit},binder")
    git(root, "commit", "-qm", "submodule")
    project = Project.of_book(find_book(root, root))
    assert not [one for one in run(project) if one.rule == RULE]
