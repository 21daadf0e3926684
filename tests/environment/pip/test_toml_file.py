from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.lookup import Lookup, Stop, StopError
from sphinx_binderhub.environment.pip.toml_file import headings, load_toml, parse_toml, read_toml
from sphinx_binderhub.environment.pip.toml_words import explain
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

HEAD = "[packages]\n"
OF_TOML_1_0 = {"`{` is opened", "begins here", "`\\`"}
"""What is wrong in TOML 1.0, which repo2docker reads, and no longer in 1.1."""


def test_headings_without_a_parser() -> None:
    text = (
        "# x\n[build-system]\nrequires = []\n[project]\nname = 'x'\n"
        'requires-python = ">=3.11"  # new\n[project.urls]\na = "b"\n[[tool.x]]\n'
    )
    assert headings(text) == {
        "build-system": {},
        "project": {"name": "x", "requires-python": ">=3.11"},
    }


@pytest.mark.parametrize(
    ("line", "column", "message", "fix"),
    [
        ("numpy = *", 9, "not in quotation marks", 'Write `numpy = "*"`.'),
        ("numpy = 2.3.2", 12, "not in quotation marks", "in one pair of quotation marks"),
        ('numpy "*"', 7, "`=` is missing", 'Write `key = "value"`.'),
        ("numpy: 2.3", 6, "`=` is missing", 'Write `numpy = "2.3"`.'),
        ("numpy==2.3", 7, "not in quotation marks", 'Write `numpy = "2.3"`.'),
        ('numpy = "*', 11, "quotation mark is missing", "on the same line"),
        ('numpy = "*"  "', 14, "something follows", "nothing after it"),
        ('a = "\\x"', 8, "`\\`", "single quotation marks"),
        ("numpy = {version = '*'", 23, "`{` is opened", "`}`"),
        ("numpy = {version = '*',}", 24, "begins here", "comma"),
        ("[packages]", 10, "a second time", "first heading"),
        ("<<<<<<< main", 1, "merge", "Keep"),
        ("= 1", 1, "parser says", "Correct"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    make_tree: Callable[[Files], Tree], line: str, column: int, message: str, fix: str
) -> None:
    text = f"{HEAD}{line}\n"
    if message in OF_TOML_1_0 and accepts(text):
        pytest.skip("this parser reads TOML 1.1")
    stop = stop_on(make_tree({"Pipfile": text}))
    assert message in stop.message
    assert fix in stop.fix
    later = {Location("Pipfile", 2)} if message in OF_TOML_1_0 else set()
    assert stop.location in {Location("Pipfile", 2, column), *later}


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (b"a = 1\nb = '\xe9'\n", Location("Pipfile", 2, 6), "not UTF-8"),
        ("\ufeffa = 1\n".encode(), Location("Pipfile", 1, 1), "byte-order mark"),
        (b"a = [1,\n\n\n", Location("Pipfile", 1), "ends in the middle"),
        (b"a = " + b"[" * 50_000, Location("Pipfile"), "nested too deeply"),
    ],
)
def test_files_that_are_no_text_or_end_too_soon(
    make_tree: Callable[[Files], Tree], content: bytes, place: Location, message: str
) -> None:
    stop = stop_on(make_tree({"Pipfile": content}))
    assert stop.location == place
    assert message in stop.message


def accepts(text: str) -> bool:
    try:
        parse_toml(text)
    except ValueError:
        return False
    return True


def stop_on(tree: Tree) -> Stop:
    assert load_toml(tree, "Pipfile") is None or tree.read("Pipfile").startswith(b"\xef")
    with pytest.raises(StopError) as caught:
        read_toml(Lookup(tree, ""), "Pipfile")
    assert caught.value.stop.rule == "toml-invalid"
    return caught.value.stop


@settings(max_examples=200, deadline=None)
@given(text=st.lists(st.sampled_from([*"[]{}\"'=,.#\n \\\t1a", "numpy"]), max_size=30).map("".join))
def test_any_text(text: str) -> None:
    try:
        parse_toml(text)
    except ValueError as error:
        problem = explain(str(error), text)
        assert problem.line is not None
        assert 1 <= problem.line <= text.count("\n") + 1
