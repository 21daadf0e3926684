"""What a project of the repository depends on, without running anything of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import Environment, read_environment
from sphinx_binderhub.environment.pip.pyproject import dependencies_of, read_python_project
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Read = Callable[[Files], Environment]
PATH = "pyproject.toml"
BUILD = "[build-system]\nrequires = ['hatchling']\n"
PROJECT = f"""{BUILD}[project]
name = "course"
requires-python = ">=3.9"
dependencies = [
  "numpy>=2",
  "pandas[excel]",
  "pywin32; sys_platform == 'win32'",
]
[project.optional-dependencies]
docs = ["sphinx"]
"""
POETRY = """[tool.poetry.dependencies]
python = "^3.11"
numpy = "^2.0"
pandas = {version = "*", extras = ["excel"]}
extra = {version = "1", optional = true}
[build-system]
requires = ["poetry-core"]
"""


@pytest.fixture
def read(make_tree: Callable[[Files], Tree]) -> Read:
    return lambda files: read_environment(make_tree(files), Settings())


def named(found: Environment) -> list[tuple[str, str, str, int | None]]:
    return [(one.name, one.specifier, one.file, one.line) for one in found.packages]


def test_a_package_in_the_root(read: Read) -> None:
    found = read({PATH: PROJECT})
    assert named(found) == [("numpy", ">=2", PATH, 7), ("pandas", "", PATH, 8)]
    assert (found.complete, found.is_package, found.installed) == (True, True, ("",))
    assert found.declares("numpy") is True
    assert found.declares("scipy") is False


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("-e .", ["numpy", "pandas"]),
        (".[docs]", ["numpy", "pandas", "sphinx"]),
        ("file:.", ["numpy", "pandas"]),
        ("course @ file:///home/jovyan", ["course", "numpy", "pandas"]),
    ],
)
def test_a_package_that_a_list_names(read: Read, entry: str, names: list[str]) -> None:
    text = f"dependencies:\n- python=3.12\n- pip\n- pip:\n  - {entry}\n"
    found = read({"environment.yml": text, PATH: PROJECT})
    assert [one.name for one in found.packages if one.manager == "pip"] == names
    assert (found.complete, found.installed) == (True, ("",))
    assert PATH in found.used
    assert PATH not in [entry.path for entry in found.ignored]


def test_a_package_in_a_folder(read: Read) -> None:
    found = read({"requirements.txt": "./lib\nscipy\n", f"lib/{PATH}": PROJECT})
    assert [(one.name, one.file) for one in found.packages] == [
        ("numpy", f"lib/{PATH}"), ("pandas", f"lib/{PATH}"), ("scipy", "requirements.txt")
    ]  # fmt: skip
    assert found.complete


def test_poetry(read: Read) -> None:
    assert not read({PATH: POETRY, "requirements.txt": "scipy"}).declares("numpy")
    found = read({PATH: POETRY, "requirements.txt": "."})
    assert named(found) == [("numpy", "^2.0", PATH, 3), ("pandas", "", PATH, 4)]
    assert found.complete
    assert not read({PATH: POETRY, "requirements.txt": ".[x]"}).complete


@pytest.mark.parametrize(
    "files",
    [
        {"setup.py": "from setuptools import setup\nsetup(install_requires=['numpy'])\n"},
        {"setup.py": "", PATH: BUILD},
        {"setup.py": "", PATH: f"{BUILD}[project]\nname = 'x'\n"},
        {PATH: f"{BUILD}[project]\nname = 'x'\ndynamic = ['version', 'dependencies']\n"},
        {PATH: f"{BUILD}[project]\nname = 'x'\ndependencies = ['a @ https://example.org/a']\n"},
        {PATH: f"{BUILD}[project]\nname = 'x'\ndependencies = ['a b']\n"},
        {PATH: f"{BUILD}[project]\nname = 'x'\ndependencies = [1]\n"},
        {PATH: POETRY.replace('"^2.0"', '{path = "x"}'), "requirements.txt": "."},
        {"requirements.txt": "./lib", "lib/setup.py": ""},
    ],
)
def test_what_cannot_be_known(read: Read, files: Files) -> None:
    assert not read(files).complete


@pytest.mark.parametrize(
    "files",
    [
        {PATH: f"{BUILD}[project]\nname = 'x'\n"},
        {"setup.py": "", PATH: f"{BUILD}[project]\nname = 'x'\ndependencies = []\n"},
        {PATH: f"{BUILD}[project]\nname = 'x'\ndynamic = ['version']\n"},
    ],
)
def test_what_is_known_to_be_nothing(read: Read, files: Files) -> None:
    found = read(files)
    assert (found.complete, found.packages) == (True, ())


def test_setup_cfg_says_a_part(read: Read) -> None:
    text = "[metadata]\nname = x\n[options]\ninstall_requires =\n  numpy >= 2\n  pandas\n"
    found = read({"setup.py": "", "setup.cfg": text})
    assert named(found) == [("numpy", ">=2", "setup.cfg", 5), ("pandas", "", "setup.cfg", 6)]
    assert not found.complete
    assert not read({"setup.cfg": text, "requirements.txt": ""}).packages


def test_what_it_lists_whether_or_not_it_is_installed(
    make_tree: Callable[[Files], Tree],
) -> None:
    for text in (PROJECT.replace(BUILD, ""), POETRY):
        tree = make_tree({PATH: text})
        assert [one.name for one in dependencies_of(tree, PATH, "3.12")] == ["numpy", "pandas"]


class Memory(Tree):
    """A tree with one text in every file."""

    text: str = ""

    def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
        return self.text.encode("utf-8", "surrogatepass")


WORDS = [
    "[project]",
    "[tool.poetry.dependencies]",
    "[options]",
    "\n",
    "dependencies",
    "=",
    "[",
    "]",
]
WORDS += ["'numpy'", '"a>1"', ",", "{", "}", "dynamic", "install_requires", " ", "'''", "%(x)s"]


@settings(max_examples=200, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=30).map("".join) | st.text(max_size=60))
def test_any_text(text: str) -> None:
    for name in (PATH, "setup.cfg"):
        tree = Memory(Path(), frozenset({name, "setup.py"}))
        object.__setattr__(tree, "text", text)
        read_python_project(tree, "", "3.12", ["x"])
        dependencies_of(tree, PATH, None)
        read_environment(tree, Settings())


@pytest.mark.parametrize(
    "text",
    [
        "[project]\ndependencies = [" + "'a>=1'," * 30_000 + "]",
        "[project]\ndependencies = [" + "".join(f"'a{n}'," for n in range(25_000)) + "]",
        "[tool.poetry.dependencies]\n" + "".join(f"a{n} = '1'\n" for n in range(20_000)),
        "[options]\ninstall_requires =\n" + " a\n" * 60_000,
        "[options]\n" + "a" * 200_000,
    ],
)
def test_a_large_file_is_quick(text: str) -> None:
    for name in (PATH, "setup.cfg"):
        tree = Memory(Path(), frozenset({name}))
        object.__setattr__(tree, "text", text)
        start = time.monotonic()
        read_python_project(tree, "", "3.12")
        assert time.monotonic() - start < 2
