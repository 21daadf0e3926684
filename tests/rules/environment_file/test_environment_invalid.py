from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules import run
from tests.conftest import git
from tests.rules.conftest import GOOD, Judge

RULE = "environment-invalid"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n\t- numpy\n"}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD.replace("\n", "\r\n"),
        "\ufeff" + GOOD,
        "x: &a python=3.12\nchannels: [&b conda-forge]\ndependencies: [*a, 'on', yes]\n",
        "%YAML 1.2\n---\n" + GOOD,
        GOOD + "...\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(None, {"environment.yml": text})


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("dependencies:\n\t- numpy\n", 2, 1, "tab"),
        ("name: a\ndependencies: []\nname: b\n", 3, 1, "stands here and on line 1"),
        ("a: {b: 1, b: 2}\n", 1, 11, "stands here"),
        ("- numpy\n", 1, 1, "a list"),
        ("numpy\n", 1, 1, "plain text"),
        ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
        ("dependencies: [numpy\n", 2, 1, "bracket"),
        ("dependencies:\n  - a\n - b\n", 3, 2, "not aligned"),
        ("dependencies:\n- 'a\n", 3, 1, "quotation mark"),
        ("dependencies:\n- *\n", 2, 4, "a meaning of its own"),
        ("dependencies:\n- @a\n", 2, 3, "a meaning of its own"),
        ("name: a: b\n", 1, 8, "colon"),
        ("a: \x07\n", 1, 4, "binary"),
        (b"a: 1\nname: caf\xe9\n", 2, 10, "UTF-8"),
        ("a: [\u0000]", 1, 5, "binary"),
    ],
)
def test_speaks(judge_files: Judge, text: str, line: int, column: int, words: str) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/environment.yml", line, column)
    assert words in finding.message
    assert finding.fix


def test_only_where_it_is_read(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"Dockerfile": "FROM x", "environment.yml": "- a"})


def test_a_sparse_checkout_says_nothing(make_repository: Callable[..., Path]) -> None:
    root = make_repository({"binder/environment.yml": GOOD, "d/a.ipynb": "{}"})
    git(root, "sparse-checkout", "set", "d")
    assert not (root / "binder" / "environment.yml").exists()
    found = run(Project.of_book(find_book(root, root)))
    assert not [one for one in found if one.severity is not Severity.NOTE], found
