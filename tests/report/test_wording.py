"""The words of a finding, which every format and every Sphinx warning shares."""

from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Finding, Location
from sphinx_binderhub.report import printable, sentence


def test_a_sentence_is_one_line_with_the_mend() -> None:
    text = sentence(Finding("Wrong", "Do this", also=(Location("x"), Location("y", 2))))
    assert text == "Wrong. Also in x, y:2. Do this."


def test_what_is_missing_leaves_no_gap() -> None:
    assert sentence(Finding("Wrong!", "Do this")) == "Wrong! Do this."
    assert sentence(Finding("Wrong\n of course", "")) == "Wrong of course."


def test_long_lists_are_cut() -> None:
    text = sentence(Finding("M", "F", also=tuple(Location(f"f{i}") for i in range(9))))
    assert "f4 and 4 more" in text
    assert "f5" not in text


@pytest.mark.parametrize(
    ("odd", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\nb", r"a\nb"),
        ("\u202emoc.evil", r"\u202emoc.evil"),
        (b"\xff.ipynb".decode("utf-8", "surrogateescape"), r"\xff.ipynb"),
        ("\ud800", r"\ud800"),
        ("naïve 数.ipynb", "naïve 数.ipynb"),
    ],
)
def test_nothing_is_left_that_a_terminal_obeys_or_utf8_refuses(odd: str, shown: str) -> None:
    assert printable(odd) == shown
