"""Pictures that prose shows from files."""

from __future__ import annotations

import time

import pytest

from sphinx_binderhub.notebook import read_notebook
from tests.notebook.conftest import ipynb


def pictures(prose: str, *code: str) -> list[tuple[str, int, bool]]:
    notebook = read_notebook(ipynb(f"#md\n{prose}", *code), "a.ipynb")
    assert notebook is not None
    found = notebook.needs_of("read")
    return [(need.name, need.line, need.optional) for need in found if need.cell == 1]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("![](img/a.png)", "img/a.png"),
        ("![A *dog*](a.png)", "a.png"),
        ('![A](a.png "A dog")', "a.png"),
        ("![A](a.png){width=50%}", "a.png"),
        ("![A](<a dog.png>)", "a dog.png"),
        ("![A](a%20dog.png)", "a dog.png"),
        ("[![A](a.png)](b.html)", "a.png"),
        ('<img src="a.png" width="3">', "a.png"),
        ("<IMG alt='x' SRC = 'a.png'/>", "a.png"),
    ],
)
def test_picture(prose: str, expected: str) -> None:
    assert pictures(prose) == [(expected, 2, False)]


@pytest.mark.parametrize(
    "prose",
    [
        "[a](a.png)",
        "![a](https://example.org/a.png)",
        "![a](attachment:a.png)",
        "![a](data:image/png;base64,AAAA)",
        "![a](/_static/a.png)",
        '<img src="//example.org/a.png">',
        "`![a](a.png)`",
        "```\n![a](a.png)\n```",
        "<!-- ![a](a.png) -->",
        "![a][b]",
    ],
)
def test_no_picture_of_the_repository(prose: str) -> None:
    assert pictures(prose) == []


def test_the_place_and_the_order() -> None:
    assert pictures("\n![](b.png)\n<img src='a.png'>") == [
        ("b.png", 3, False),
        ("a.png", 4, False),
    ]


def test_a_picture_that_the_code_may_make() -> None:
    assert pictures("![](img/a.png)", "draw('a.png')") == [("img/a.png", 2, True)]


HOSTILE = [
    *("![" * 100_000, "![](" * 100_000, "<img src=" * 50_000, "<!--" * 99_999, "<img " * 99_999),
    *("`" * 200_000, "``".join("`" * n for n in range(600)), "`a``" * 50_000, "```\n" * 50_000),
    "".join(f"{'`' * n}a" for n in range(600)),
]


@pytest.mark.parametrize("prose", HOSTILE, ids=range(len(HOSTILE)))
def test_no_prose_takes_for_ever(prose: str) -> None:
    start = time.process_time()
    assert pictures(f"{prose}\n\n[a](b)") == []
    assert time.process_time() - start < 5
