"""What a reader gets: languages, packages, and what the base image adds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import (
    Overview,
    Row,
    main_file,
    named_file,
    overview,
    read_environment,
)
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

MakeTree = Callable[[Files], Tree]
CONDA = """\
channels: [conda-forge]
dependencies:
  - python=3.12
  - numpy=2.3
  - bioconda::samtools >=1.20
  - pandas>=2,<3
  - scipy ==1.16.2
  - notebook=7
  - ipython
  - pip:
    - seaborn==0.13.2
    - tqdm
"""
PATH = "binder/environment.yml"


@pytest.fixture
def look(make_tree: MakeTree) -> Callable[..., Overview]:
    def run(files: Files, profile: str | None = None) -> Overview:
        return overview(read_environment(make_tree(files), Settings(profile=profile)))

    return run


Look = Callable[..., Overview]


def test_conda(look: Look) -> None:
    found = look({PATH: CONDA, "binder/apt.txt": "graphviz\n"})
    assert found.languages == (Row("Python", "3.12", "conda-forge", PATH),)
    assert found.packages == (
        Row("numpy", "2.3", "conda-forge", PATH),
        Row("samtools", ">=1.20", "bioconda", PATH),
        Row("pandas", ">=2,<3", "conda-forge", PATH),
        Row("scipy", "1.16.2", "conda-forge", PATH),
        Row("notebook", "7", "conda-forge", PATH),
        Row("ipython", "", "conda-forge", PATH),
        Row("seaborn", "0.13.2", "pip", PATH),
        Row("tqdm", "", "pip", PATH),
        Row("graphviz", "", "apt", "binder/apt.txt"),
    )
    assert [row.name for row in found.added] == ["jupyterlab", "ipykernel", "ipywidgets"]
    assert all(row.version and not row.source and row.file is None for row in found.added)
    assert (found.folders, found.open_files) == ((), ())
    assert found.further > 100


def test_a_build_is_left_out(look: Look) -> None:
    found = look({PATH: "dependencies:\n  - python=3.12.1=h5_0\n  - numpy=2.3=py312_0\n"})
    assert [row.version for row in (*found.languages, *found.packages)] == ["3.12.1", "2.3"]


@pytest.mark.parametrize(("asked", "version"), [("=3", "3.10"), ("==3", "3.10"), ("=3.12", "3.12")])
def test_repo2docker_completes_a_python(look: Look, asked: str, version: str) -> None:
    assert look({PATH: f"dependencies:\n  - python{asked}\n"}).languages[0].version == version


def test_what_is_declared_is_not_counted_again(look: Look) -> None:
    few = look({PATH: "dependencies:\n  - python=3.12\n"})
    more = look({PATH: "dependencies:\n  - python=3.12\n  - Requests\n  - jinja2\n  - numpy\n"})
    assert few.further - more.further == 2


def test_pip(look: Look) -> None:
    found = look({"requirements.txt": "numpy==2.3.2\n-e .\n", "runtime.txt": "python-3.12\n"})
    assert found.languages == (Row("Python", "3.12", "", "runtime.txt"),)
    assert found.packages == (Row("numpy", "2.3.2", "pip", "requirements.txt"),)
    assert found.folders == ("",)


def test_nobody_asks_for_a_python(look: Look) -> None:
    found = look({"requirements.txt": "numpy\n"})
    assert found.languages == (Row("Python", "3.10"),)
    bare = look({PATH: "dependencies:\n  - python\n  - numpy\n"})
    assert bare.languages == (Row("Python", "3.10"),)
    assert [row.name for row in bare.packages] == ["numpy"]


def test_a_python_that_only_conda_understands(look: Look) -> None:
    found = look({PATH: "dependencies:\n  - python>=3.11\n"})
    assert found.languages == (Row("Python", ">=3.11", "conda-forge", PATH),)


def test_r(look: Look) -> None:
    found = look({"install.R": "", "runtime.txt": "r-4.4-2026-06-01\n"})
    assert found.languages == (
        Row("R", "4.4.2 (2026-06-01)", "", "runtime.txt"),
        Row("Python", "3.10"),
    )
    assert found.open_files == ("install.R",)
    (r, _) = look({"DESCRIPTION": "Package: x\n"}).languages
    assert (r.name, r.file) == ("R", "DESCRIPTION")


def test_r_of_conda_is_a_package(look: Look) -> None:
    found = look({PATH: "dependencies:\n  - python=3.12\n  - r-base=4.4\n"})
    assert [row.name for row in found.languages] == ["Python"]
    assert [row.name for row in found.packages] == ["r-base"]


def test_julia(look: Look) -> None:
    found = look({"Project.toml": '[deps]\n[compat]\njulia = "1.10"\n'})
    assert found.languages[0] == Row("Julia", "1.10", "", "Project.toml")
    assert look({"Project.toml": ""}).languages[0] == Row("Julia", "", "", "Project.toml")


@pytest.mark.parametrize(
    ("channels", "name"),
    [
        ("channels: []", "conda-forge"),
        ("channels: [nodefaults]", "conda-forge"),
        ("channels: [bioconda, conda-forge, nodefaults]", "bioconda, conda-forge"),
        ("channels: ['https://conda.example.org/t/tk-secret/ours']", "ours"),
        ("channels: ['https://me:secret@conda.example.org']", "conda.example.org"),
        ("channels: ['https://[bad']", "conda"),
    ],
)
def test_the_channel(look: Look, channels: str, name: str) -> None:
    (row,) = look({PATH: f"{channels}\ndependencies:\n  - python=3.12\n  - numpy\n"}).packages
    assert row.source == name


@pytest.mark.parametrize(
    ("files", "left"),
    [
        ({PATH: CONDA, "binder/postBuild": "", "binder/start": ""}, ["postBuild", "start"]),
        ({"Pipfile": "[packages]\nx = {git = 'https://example.org/x'}\n"}, ["Pipfile"]),
        ({"requirements.txt": "git+https://example.org/x\n"}, ["requirements.txt"]),
    ],
)
def test_what_may_install_more(look: Look, files: Files, left: list[str]) -> None:
    assert [path.rpartition("/")[2] for path in look(files).open_files] == left


@pytest.mark.parametrize("file", ["Dockerfile", "default.nix"])
def test_where_binder_adds_nothing(look: Look, file: str) -> None:
    assert look({file: "FROM x\n"}) == Overview((), (), (), (), 0, (file,))


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({PATH: CONDA, "binder/postBuild": "", "binder/apt.txt": ""}, PATH),
        ({"requirements.txt": "", "runtime.txt": "python-3.12"}, "requirements.txt"),
        ({"runtime.txt": "python-3.12"}, "runtime.txt"),
        ({"Pipfile": "", "Pipfile.lock": "{}"}, "Pipfile"),
        ({"Dockerfile": "FROM x", "environment.yml": CONDA}, "Dockerfile"),
        ({"default.nix": ""}, "default.nix"),
        ({"Project.toml": "", "environment.yml": CONDA}, "Project.toml"),
        ({"install.R": "", "runtime.txt": "r-4.4-2026-06-01"}, "install.R"),
        ({"requirements.txt": "", "runtime.txt": "3.12"}, "runtime.txt"),
        ({"binder/a": "", ".binder/environment.yml": CONDA}, None),
        ({}, None),
    ],
)
def test_the_main_file(make_tree: MakeTree, files: Files, path: str | None) -> None:
    tree = make_tree(files)
    assert main_file(read_environment(tree, Settings()), tree) == path


REQUIREMENTS = {
    "binder/requirements.txt": "-r ../requirements.txt\n-r more/base.txt\n",
    "binder/more/base.txt": "scipy\n",
    "requirements.txt": "numpy\n",
    "binder/postBuild": "",
    "apt.txt": "graphviz\n",
}


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("requirements.txt", "binder/requirements.txt"),
        ("binder/requirements.txt", "binder/requirements.txt"),
        ("postBuild", "binder/postBuild"),
        ("base.txt", "binder/more/base.txt"),
        ("more/base.txt", "binder/more/base.txt"),
        ("apt.txt", None),
        ("postbuild", None),
        ("", None),
        ("binder", None),
    ],
)
def test_a_named_file(make_tree: MakeTree, name: str, path: str | None) -> None:
    tree = make_tree(REQUIREMENTS)
    assert named_file(read_environment(tree, Settings()), tree, name) == path


def test_a_named_file_where_repo2docker_has_not_chosen(make_tree: MakeTree) -> None:
    tree = make_tree({"binder/apt.txt": "", ".binder/start": "", "apt.txt": "", "index.md": ""})
    stopped = read_environment(tree, Settings())
    found = [named_file(stopped, tree, name) for name in ("apt.txt", "start", "postBuild")]
    assert found == ["binder/apt.txt", ".binder/start", None]


NAMES = (PATH, "binder/requirements.txt", "binder/apt.txt", "binder/runtime.txt", "pyproject.toml")
LINES = st.sampled_from(
    [
        "dependencies:",
        "  - a::b=1",
        "  - python",
        "::",
        "- x::",
        "channels: [a, 1]",
        "=",
        "a==",
        "\t",
    ]
) | st.text(max_size=20)


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(LINES, max_size=8)))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_anything_has_an_overview(make_tree: MakeTree, files: dict[str, list[str]]) -> None:
    tree = make_tree(
        {name: "\n".join(lines).encode("utf-8", "replace") for name, lines in files.items()}
    )
    found = read_environment(tree, Settings())
    seen = overview(found)
    assert seen.further >= 0
    path = main_file(found, tree)
    assert path is None or path in tree.files
