"""The hook for other repositories, as pre-commit installs and runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_binderhub.chapters import TEXT_NOTEBOOK_SUFFIXES
from sphinx_binderhub.environment import CONFIGURATION_FILES, ROOT_ONLY
from tests.conftest import ENVIRONMENT, git, notebook, write_files

REPOSITORY = Path(__file__).parent.parent
EXAMPLE = REPOSITORY / "docs" / "examples" / "continuous-integration" / ".pre-commit-config.yaml"
GOOD = {"binder/environment.yml": ENVIRONMENT, "one.ipynb": notebook("import numpy")}
BAD = {"two.ipynb": notebook("import seaborn", title="Two")}

Make = Callable[..., Path]


def hook() -> dict[str, Any]:
    (found,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return dict(found)


def test_the_example_names_the_hook() -> None:
    (repository,) = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))["repos"]
    assert [one["id"] for one in repository["hooks"]] == [hook()["id"]]
    address = re.search(r'^Homepage = "(.*)"$', (REPOSITORY / "pyproject.toml").read_text(), re.M)
    assert address is not None
    assert repository["repo"] == address[1]


@pytest.mark.parametrize(
    "path",
    [
        *(name for name in (*CONFIGURATION_FILES, *ROOT_ONLY)),
        *(f"binder/{name}" for name in CONFIGURATION_FILES),
        *(f"book/text{suffix}" for suffix in TEXT_NOTEBOOK_SUFFIXES),
        "one.ipynb",
        "Environment.yaml",
        "docs/conf.py",
        "_config.yml",
        "more-requirements.txt",
        ".binder/anything",
        ".gitattributes",
        ".gitmodules",
        ".dockerignore",
    ],
)
def test_the_hook_runs_for_what_matters(path: str) -> None:
    assert re.search(hook()["files"], path)


@pytest.mark.parametrize("path", ["figure.png", "data/survey.csv", "mybinder/logo.svg", "LICENSE"])
def test_the_hook_rests_for_what_does_not(path: str) -> None:
    assert not re.search(hook()["files"], path)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return pre-commit, which keeps what it installs in the temporary folder."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    found = shutil.which("pre-commit", path=places)
    if found is None:
        pytest.skip("pre-commit is not installed")
    if not (REPOSITORY / ".git").exists():
        pytest.skip("pre-commit installs from a git repository, and this is none")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "pre-commit"))
    monkeypatch.setenv("PATH", places)
    return found


def run(root: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return done.returncode, done.stdout


@pytest.mark.slow
def test_pre_commit_runs_the_hook_of_this_checkout(make_repository: Make, program: str) -> None:
    root = make_repository(GOOD)
    command = [program, "try-repo", str(REPOSITORY), hook()["id"], "--all-files"]
    status, said = run(root, *command)
    assert status == 0, said
    assert re.search(r"sphinx-binderhub check\.+Passed", said)
    write_files(root, BAD)
    git(root, "add", "--all")
    status, said = run(root, *command)
    assert status == 1, said
    assert "two.ipynb:1: error import-missing: " in said


@pytest.mark.slow
def test_the_example_keeps_a_broken_chapter_out_of_a_commit(
    make_repository: Make, program: str
) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    (repository,) = yaml.safe_load(text)["repos"]
    root = make_repository(
        {**GOOD, ".pre-commit-config.yaml": text.replace(repository["repo"], str(REPOSITORY))}
    )
    assert run(root, program, "autoupdate")[0] == 0
    head = git(REPOSITORY, "describe", "--tags", "--always", "--abbrev=40")
    assert f"rev: {head}" in (root / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert run(root, program, "install")[0] == 0
    status, said = run(root, "git", "commit", "--all", "--message=Good")
    assert status == 0, said
    assert "Passed" in said
    write_files(root, BAD)
    git(root, "add", "--all")
    status, said = run(root, "git", "commit", "--message=Bad")
    assert status == 1, said
    assert "error import-missing: " in said
    write_files(root, {"figure.svg": "<svg/>"})
    git(root, "reset", "--quiet")
    git(root, "add", "figure.svg")
    status, said = run(root, "git", "commit", "--message=Figure")
    assert status == 0, said
    assert "no files to check" in said
