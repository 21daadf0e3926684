"""Fixtures shared by all tests: trees are dicts of path to text, repositories are real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from sphinx_binderhub.tree import Tree

pytest_plugins = ["sphinx.testing.fixtures"]

Files = Mapping[str, str | bytes]
_CI = ("CI", "GITHUB_", "READTHEDOCS", "GITLAB_", "NETLIFY", "REPOSITORY_URL", "BRANCH")


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: Any) -> None:
    """Take CI's variables and the user's git configuration away: tests bring their own."""
    for name in list(os.environ):
        if name.startswith(_CI):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    configuration = home / "gitconfig"
    configuration.write_text("[user]\nname = Test\nemail = test@example.org\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(configuration))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    # A checkout above the temporary folder must not be found.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path_factory.getbasetemp()))


def write_files(root: Path, files: Files) -> None:
    for name, content in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)


@pytest.fixture
def make_tree(tmp_path: Path) -> Callable[[Files], Tree]:
    """Return a function that writes files and gives the tree in which all are tracked."""

    def make(files: Files) -> Tree:
        root = tmp_path / "repository"
        if root.exists():  # a second tree of the same test has its own files alone
            shutil.rmtree(root)
        root.mkdir()
        write_files(root, files)
        return Tree(root, frozenset(files))

    return make


def git(root: Path, *arguments: str) -> str:
    """Run git for a test and return what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


@pytest.fixture
def make_repository(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes files and commits them in a real git repository."""

    def make(
        files: Files,
        remote: str | None = "https://github.com/o/r.git",
        *,
        branch: str = "main",
        upstream: bool = True,
        commit: bool = True,
        name: str = "checkout",
    ) -> Path:
        root = tmp_path / name
        root.mkdir()
        write_files(root, files)
        git(root, "init", "--quiet", f"--initial-branch={branch}")
        if remote:
            git(root, "remote", "add", "origin", remote)
        if upstream:
            git(root, "config", f"branch.{branch}.remote", "origin")
            git(root, "config", f"branch.{branch}.merge", f"refs/heads/{branch}")
        if commit:
            git(root, "add", "--all")
            git(root, "commit", "--quiet", "--allow-empty", "--message=All")
        return root

    return make


def notebook(*code: str, title: str = "Chapter", kernel: str = "python3") -> str:
    """Return a notebook as a file holds it: a title and code cells."""
    cells: list[dict[str, Any]] = [
        {"id": "title", "cell_type": "markdown", "metadata": {}, "source": [f"# {title}\n"]}
    ]
    cells += [
        {
            "id": f"code-{number}",
            "cell_type": "code",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source.splitlines(keepends=True),
        }
        for number, source in enumerate(code)
    ]
    metadata = {
        "kernelspec": {"name": kernel, "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": cells})


TEXT_NOTEBOOK = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  name: python3
  display_name: Python 3
  language: python
language_info:
  name: python
  pygments_lexer: ipython3
---
# A text notebook

```{code-cell} ipython3
1 + 1
```
"""

CONF = """\
project = "Course"
author = copyright = version = "x"
extensions = ["myst_nb", "sphinx_binderhub"]
nb_execution_mode = "off"
exclude_patterns = ["_build"]
"""

ENVIRONMENT = """\
name: course
channels:
  - conda-forge
dependencies:
  - python=3.12
  - numpy=2.3
"""


class Built:
    """One finished build: its output, its warnings, and its messages."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.outdir = Path(app.outdir)
        self.warnings = _plain(app.warning.getvalue())
        self.messages = _plain(app.status.getvalue())

    def read(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")


def _plain(text: str) -> str:
    """Return the text without colours."""
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.fixture
def build(make_app: Any) -> Iterator[Callable[..., Built]]:
    """Return a function that builds a source directory with a fresh application."""

    def run(source: Path, builder: str = "html", **options: Any) -> Built:
        app = make_app(
            builder,
            srcdir=source,
            builddir=options.pop("builddir", source / "_build"),
            warning=StringIO(),
            status=StringIO(),
            **options,
        )
        app.build()
        app.cleanup()  # the next application of this test registers its nodes anew
        return Built(app)

    return run
