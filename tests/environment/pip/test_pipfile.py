"""What `Pipfile` and `Pipfile.lock` list."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import Environment, read_environment
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.pip.pipfile import check_lock, read_lock, read_pipfile
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

Read = Callable[[Files], Environment]
PIPFILE = """[[source]]
name = "pypi"

[packages]
numpy = "*"
"ruamel.yaml" = ">=0.18"
pandas = {version = "==2.3.2", extras = ["excel"]}
  scipy = {version = "*", markers = "python_version >= '3.9'"}
pywin32 = {version = "*", sys_platform = "== 'win32'"}

[packages.sympy]
version = "~=1.13"

[dev-packages]
pytest = '==8.0'

[requires]
python_version = "3.11"
"""
LOCK = json.dumps(
    {
        "_meta": {"requires": {"python_version": "3.11"}},
        "default": {
            "numpy": {"hashes": ["sha256:a"], "version": "==2.3.2", "index": "pypi"},
            "six": {"version": "==1.17.0", "markers": "python_version >= '2.7'"},
            "old": {"version": "==1.0", "markers": "python_version < '3.0'"},
        },
        "develop": {"pytest": {"version": "==8.0"}},
    },
    indent=4,
)


@pytest.fixture
def read(make_tree: Callable[[Files], Tree]) -> Read:
    return lambda files: read_environment(make_tree(files), Settings())


def listed(found: Environment) -> list[tuple[str, str, int | None]]:
    assert {one.manager for one in found.packages} <= {"pip"}
    return [(one.name, one.specifier, one.line) for one in found.packages]


def test_a_pipfile(read: Read) -> None:
    found = read({"Pipfile": PIPFILE})
    assert listed(found) == [
        ("numpy", "", 5), ("ruamel.yaml", ">=0.18", 6), ("pandas", "==2.3.2", 7),
        ("scipy", "", 8), ("sympy", "~=1.13", 11), ("pytest", "==8.0", 15),
    ]  # fmt: skip
    assert (found.complete, found.python) == (True, "3.11")
    assert found.python_location == Location("Pipfile", 18, 1)
    assert found.declares("ruamel-yaml") is True
    assert found.declares("pywin32") is False


def test_the_place_and_kind_of_an_entry(make_tree: Callable[[Files], Tree]) -> None:
    entries = {
        one.name: one for one in read_pipfile(make_tree({"P": PIPFILE}), "P", "3.11").entries
    }
    assert entries["scipy"].location == Location("P", 8, 3)
    assert [name for name, one in entries.items() if not one.plain] == ["scipy", "pywin32"]
    assert [name for name, one in entries.items() if not one.applies] == ["pywin32"]


def test_a_lock_is_installed_and_nothing_else(read: Read) -> None:
    found = read({"Pipfile": PIPFILE, "Pipfile.lock": LOCK})
    assert listed(found) == [
        ("numpy", "==2.3.2", 8),
        ("six", "==1.17.0", 15),
        ("pytest", "==8.0", 25),
    ]
    assert {one.file for one in found.packages} == {"Pipfile.lock"}
    assert found.complete
    assert found.python_location == Location("Pipfile.lock", 4, 13)


@pytest.mark.parametrize("name", ["Pipfile", "Pipfile.lock"])
def test_a_binder_directory(read: Read, name: str) -> None:
    found = read({f"binder/{name}": PIPFILE if name == "Pipfile" else LOCK})
    assert {one.file for one in found.packages} == {f"binder/{name}"}


def test_a_lock_on_one_line_has_no_lines(read: Read) -> None:
    found = read({"Pipfile.lock": json.dumps(json.loads(LOCK))})
    assert [one.line for one in found.packages] == [None, None, None]


@pytest.mark.parametrize(
    ("entry", "folders", "complete"),
    [
        ("{path = '.', editable = true}", ("",), True),
        ("{path = './lib'}", ("lib",), False),
        ("{git = 'https://example.org/x.git', ref = 'main'}", (), False),
        ("{file = 'https://example.org/x.zip'}", (), False),
        ("{path = '../outside'}", (), False),
        ("{path = 3}", (), False),
        ("'what is this'", (), False),
        ("3", (), True),
    ],
)
def test_sources(read: Read, entry: str, folders: tuple[str, ...], complete: bool) -> None:
    project = "[project]\nname = 'x'\ndependencies = ['numpy']\n"
    found = read({"Pipfile": f"[packages]\nx = {entry}\n", "pyproject.toml": project})
    assert (found.installed, found.complete) == (folders, complete)
    assert (found.declares("numpy") is True) is (folders == ("",))


@pytest.mark.parametrize(
    ("lock", "line"),
    [("", 1), ("{\n  a", 2), ("[]", 1), ("{\n=======\n}", 2), ("[" * 50_000, None)],
)
def test_a_lock_that_is_none(
    make_tree: Callable[[Files], Tree], lock: str, line: int | None
) -> None:
    tree = make_tree({"Pipfile.lock": lock})
    assert not read_lock(tree, "Pipfile.lock", None).complete
    with pytest.raises(StopError) as caught:
        check_lock(Lookup(tree, ""), "Pipfile.lock")
    assert caught.value.stop.location.line == line


class Memory(Tree):
    """A tree with one text in every file."""

    text: str = ""

    def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
        return self.text.encode("utf-8", "surrogatepass")


def memory(text: str) -> Tree:
    tree = Memory(Path(), frozenset({"Pipfile", "Pipfile.lock"}))
    object.__setattr__(tree, "text", text)
    return tree


WORDS = ["[packages]", "[packages.a]", "[requires]", "\n", "numpy", "=", "'*'", '"==1"', "{", "}"]
WORDS += ["version", "markers", "path", "python_version", "'3.11'", ",", "[", "]", '"a"', ".", "1"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["default", "version", "markers", "path", "a b"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(
    text=st.lists(st.sampled_from(WORDS), max_size=30).map("".join)
    | JSON.map(json.dumps)
    | st.text(max_size=60)
)
def test_any_text(text: str) -> None:
    tree = memory(text)
    read_pipfile(tree, "Pipfile", "3.11")
    read_lock(tree, "Pipfile.lock", None)
    read_environment(tree, Settings())


@pytest.mark.parametrize(
    "text",
    [
        "[packages]\n" + "".join(f"a{n} = '*'\n" for n in range(20_000)),
        "[packages]\n" + '"' * 200_000,
        "[" * 200_000,
        " " * 200_000 + "a",
        '{"default": {' + '"a": {"markers": "' + "(" * 100_000 + '"}}}',
        '{"default": {' + ", ".join(f'"a{n}": {{}}' for n in range(20_000)) + "}}",
    ],
)
def test_a_large_file_is_quick(text: str) -> None:
    tree = memory(text)
    start = time.monotonic()
    read_pipfile(tree, "Pipfile", "3.11")
    read_lock(tree, "Pipfile.lock", "3.11")
    assert time.monotonic() - start < 2
