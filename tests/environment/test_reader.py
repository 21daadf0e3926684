"""What is known of an environment beyond the choice that the referee checks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import Environment, Package, read_environment
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Read = Callable[..., Environment]


@pytest.fixture
def read(make_tree: Callable[[Files], Tree]) -> Read:
    def run(files: Files, profile: str | None = None) -> Environment:
        return read_environment(make_tree(files), Settings(profile=profile))

    return run


CONDA = """\
channels: [conda-forge]
dependencies:
  - python=3.12
  - conda-forge::NumPy =2.3
  - pandas>=2,<3
  - pip
  - pip:
    - seaborn==0.13.2
    - pywin32; sys_platform == "win32"
"""


def test_conda(read: Read) -> None:
    found = read({"binder/environment.yml": CONDA, "binder/apt.txt": "# a\n\ngraphviz=2 # b\n"})
    path = "binder/environment.yml"
    assert (found.buildpack, found.binder_directory) == ("conda", "binder")
    assert (found.python, found.python_location) == (
        "3.12",
        Location("binder/environment.yml", 3, 5),
    )
    assert found.packages == (
        Package("python", "=3.12", "conda", path, 3),
        Package("numpy", "=2.3", "conda", path, 4),
        Package("pandas", ">=2,<3", "conda", path, 5),
        Package("pip", "", "conda", path, 6),
        Package("seaborn", "==0.13.2", "pip", path, 8),
        Package("graphviz", "=2", "apt", "binder/apt.txt", 3),
    )
    assert found.complete
    assert not found.installs_repository
    assert {"jupyterlab", "ipykernel", "requests"} <= found.base_packages
    assert "numpy" not in found.base_packages


def test_requirements_with_includes(read: Read) -> None:
    files = {
        "binder/requirements.txt": "-r ../more/a.txt\nnumpy \\\n  ==2.3\n-c limits.txt\n",
        "more/a.txt": "-r a.txt\n--requirement b.txt\npandas[excel] # tables\n",
        "more/b.txt": "\ufeffmatplotlib --hash=sha256:0\n",
    }
    found = read(files)
    places = [(package.name, package.file, package.line) for package in found.packages]
    assert places == [
        ("numpy", "binder/requirements.txt", 2),
        ("pandas", "more/a.txt", 3),
        ("matplotlib", "more/b.txt", 1),
    ]
    assert found.used == ("binder/requirements.txt", "more/a.txt", "more/b.txt")
    assert found.complete


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": "FROM x"},
        {"environment.yml": CONDA, "postBuild": ""},
        {"environment.yml": CONDA, "start": ""},
        {"setup.py": ""},
        {"Pipfile": "[packages]\nx = {git = 'https://example.org/x'}\n"},
        {"Project.toml": ""},
        {"requirements.txt": "-r https://example.org/a.txt"},
        {"requirements.txt": "-r ../../outside.txt"},
        {"requirements.txt": "-r missing.txt"},
        {"requirements.txt": "git+https://github.com/a/b"},
        {"requirements.txt": "a @ https://example.org/a.whl"},
        {"requirements.txt": "./local"},
        {"requirements.txt": "-e ."},
        {"requirements.txt": "what is this"},
        {"environment.yml": "dependencies: ['https://example.org/a.conda']"},
        {"environment.yml": "- a"},
        {"a.ipynb": ""},
    ],
)
def test_incomplete(read: Read, files: Files) -> None:
    assert not read(files).complete


@pytest.mark.parametrize(
    ("files", "installs"),
    [
        ({"setup.py": ""}, True),
        ({"pyproject.toml": "[project]\n[build-system]\n"}, True),
        ({"pyproject.toml": "[project]\n", "requirements.txt": ""}, False),
        ({"setup.py": "", "environment.yml": CONDA}, False),
        ({"requirements.txt": "-e .[plots]"}, True),
        ({"requirements.txt": "."}, True),
        ({"binder/environment.yml": "dependencies: [{pip: ['-e ..']}]"}, True),
        ({"requirements.txt": "-e ./sub"}, False),
        ({"requirements.txt": "--editable=."}, True),
    ],
)
def test_installs_repository(read: Read, files: Files, installs: bool) -> None:
    assert read(files).installs_repository is installs


def test_used_and_ignored(read: Read) -> None:
    files = {
        "environment.yml": CONDA,
        "requirements.txt": "numpy",
        "runtime.txt": "python-3.12",
        "setup.py": "",
        "postBuild": "",
        "install.R": "",
    }
    found = read(files)
    assert found.used == ("environment.yml", "postBuild")
    assert {entry.path for entry in found.ignored} == set(files) - set(found.used)
    reasons = {entry.path: entry.reason for entry in found.ignored}
    assert reasons["requirements.txt"] == "`environment.yml` decides"
    assert "dated `runtime.txt`" in reasons["install.R"]


def test_the_root_is_ignored_beside_a_binder_directory(read: Read) -> None:
    found = read({"binder/environment.yml": CONDA, "requirements.txt": "", "setup.py": ""})
    assert [entry.path for entry in found.ignored] == ["requirements.txt", "setup.py"]
    assert all("`binder/` exists" in entry.reason for entry in found.ignored)


def test_nothing_found_by_profile(read: Read) -> None:
    hub = read({"a.ipynb": ""})
    assert (hub.buildpack, hub.python, hub.empty) == (None, None, True)
    assert hub.stop is not None
    assert hub.stop.rule == "no-environment"
    plain = read({"a.ipynb": ""}, "2024.7.0")
    assert (plain.buildpack, plain.python, plain.empty) == ("python", "3.10", True)
    assert plain.failure is None


def test_a_marker_of_another_python_does_not_apply(read: Read) -> None:
    text = 'tomli; python_version < "3.11"\nnumpy; python_version >= "3.11"\n'
    found = read({"requirements.txt": text, "runtime.txt": "python-3.12"})
    assert [package.name for package in found.packages] == ["numpy"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_encodings_of_requirements(read: Read, encoding: str) -> None:
    found = read({"requirements.txt": "numpy  # für\npandas\n".encode(encoding)})
    assert [package.name for package in found.packages] == ["numpy", "pandas"]


def test_a_linked_binder_directory(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "environment.yml").write_text(CONDA)
    (tmp_path / "binder").symlink_to("config")
    tree = Tree(tmp_path, frozenset({"binder", "config/environment.yml"}))
    found = read_environment(tree, Settings())
    assert (found.binder_directory, found.buildpack, found.python) == ("binder", "conda", "3.12")


def test_a_broken_link_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "environment.yml").symlink_to("gone.yml")
    (tmp_path / "requirements.txt").write_text("numpy")
    tree = Tree(tmp_path, frozenset({"environment.yml", "requirements.txt"}))
    assert read_environment(tree, Settings()).buildpack == "python"
