"""The steps and kernels in words; their order is compared with repo2docker's in `test_referee`."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import kernels_of, read_environment, steps_of
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Make = Callable[[Files], Tree]
CONDA = "dependencies:\n- python=3.12\n- numpy\n"


def kinds(tree: Tree) -> list[str]:
    return [step.kind for step in steps_of(read_environment(tree, Settings()), tree)]


def test_what_needs_no_file_of_the_repository_comes_before_the_copy(make_tree: Make) -> None:
    early = make_tree({"environment.yml": CONDA, "postBuild": "", "start": ""})
    assert kinds(early) == ["image", "python", "conda", "copy", "postBuild", "start"]
    late = make_tree({"environment.yml": CONDA + "- pip:\n  - -e .\n"})
    assert kinds(late) == ["image", "python", "copy", "conda"]


def test_words(make_tree: Make) -> None:
    tree = make_tree({"binder/environment.yml": CONDA, "binder/apt.txt": "graphviz\n"})
    texts = [step.text for step in steps_of(read_environment(tree, Settings()), tree)]
    assert texts == [
        "Begin with the image `docker.io/library/buildpack-deps:24.04`.",
        "Install Python 3.12 from conda-forge, with JupyterLab 4.4.9 and Notebook 7.4.7, "
        "175 packages in all.",
        "Install the Debian packages of `binder/apt.txt`.",
        "Install what `binder/environment.yml` lists into that environment, with mamba.",
        "Copy the repository.",
    ]


def test_an_old_python_is_kept_apart_from_jupyter(make_tree: Make) -> None:
    tree = make_tree(
        {"runtime.txt": "python-2.7", "requirements.txt": "numpy", "requirements3.txt": "x"}
    )
    environment = read_environment(tree, Settings())
    assert kinds(tree) == ["image", "python", "kernel", "pip", "pip", "copy"]
    assert kernels_of(environment) == ("python2", "python3")
    assert "requirements3.txt" in environment.used


@pytest.mark.parametrize(
    ("files", "kernels"),
    [
        ({"environment.yml": CONDA}, ("python3",)),
        ({"environment.yml": CONDA + "- r-dplyr\n"}, ("python3", "ir")),
        ({"runtime.txt": "r-4.4-2026-06-01"}, ("python3", "ir")),
        ({"Project.toml": ""}, ("python3", "julia-*")),
        ({"Dockerfile": "FROM x"}, ()),
        ({"default.nix": ""}, ()),
        ({"environment.yml": "- a"}, ()),
        ({"a.ipynb": "{}"}, ()),
    ],
)
def test_kernels(make_tree: Make, files: Files, kernels: tuple[str, ...]) -> None:
    assert kernels_of(read_environment(make_tree(files), Settings())) == kernels


@pytest.mark.parametrize("files", [{"environment.yml": "- a"}, {"a.ipynb": "{}"}])
def test_no_steps_where_it_stops(make_tree: Make, files: Files) -> None:
    assert kinds(make_tree(files)) == []


def test_a_dockerfile_is_one_step(make_tree: Make) -> None:
    assert kinds(make_tree({"Dockerfile": "FROM x", "postBuild": ""})) == ["dockerfile"]
