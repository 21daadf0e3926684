"""Constraints on Julia, compared with what repo2docker makes of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.languages.julia_constraint import parse_constraint

VERSIONS = [
    *("0.3.0", "0.6.4", "0.7.0", "1.0.0", "1.0.5", "1.3.0", "1.3.1", "1.6.0", "1.6.7", "1.9.4"),
    *("1.10.0", "1.10.10", "1.11.7", "1.12.1"),
]
NEWEST = VERSIONS[-1]

NUMBERS = st.lists(
    st.sampled_from(["0", "1", "2", "3", "6", "7", "9", "10", "06", "", "x", "*", " 1", "1_0"]),
    max_size=4,
).map(".".join)
SYMBOLS = st.sampled_from(
    [
        *("", "^", "~", "=", "==", "!=", ">=", "<=", ">", "<", "≥", "≤", "v", "=>", "≥=", "^ "),
        *("~ ", ">= ", " = ", "~>", "^~", "-", ", ", "-1."),
    ]
)
LIKELY = st.builds("".join, st.lists(st.one_of(SYMBOLS, NUMBERS), min_size=1, max_size=4))


def ours(text: str) -> str | None:
    return parse_constraint(text).newest(VERSIONS)


@settings(max_examples=1500, deadline=None)
@given(text=st.one_of(st.builds("{}{}".format, SYMBOLS, NUMBERS), LIKELY, st.text(max_size=12)))
@example("=1.3")
@example("=\uff11.3.0")
@example("=1\uff12.3.0")
@example("1.6, 1.10")
@example("0")
@example("~0.0.3")
@example("1.6.0.1")
@example("<1.6.0.1")
def test_agrees(text: str) -> None:
    semver = pytest.importorskip("repo2docker.semver")
    try:
        theirs = semver.find_semver_match(text, VERSIONS)
    except Exception:
        with pytest.raises(ValueError, match=r"^(it|the version) "):
            parse_constraint(text)
    else:
        assert ours(text) == theirs


@pytest.mark.parametrize(
    ("text", "version", "meaning", "is_open"),
    [
        ("1.6", NEWEST, "the newest Julia before 2", True),
        ("^1", NEWEST, "the newest Julia before 2", True),
        ("~1", NEWEST, "the newest Julia before 2", True),
        ("~1.6", "1.6.7", "the newest Julia before 1.7", False),
        ("~1.6.2", "1.6.7", "the newest Julia before 1.7", False),
        ("=1.3", "1.3.0", "Julia 1.3.0 and no other", False),
        ("=1.3.1", "1.3.1", "Julia 1.3.1 and no other", False),
        (">=1.6", NEWEST, "the newest Julia there is", True),
        ("!=1.6", NEWEST, "the newest Julia there is", True),
        ("<1.10", "1.9.4", "the newest Julia before 1.10.0", False),
        ("<=1.10", "1.10.0", "the newest Julia up to 1.10.0", False),
        ("0.7", "0.7.0", "the newest Julia before 0.8", False),
        ("0.0.3", None, "the newest Julia before 0.0.4", False),
        ("~1.99", None, "the newest Julia before 1.100", False),
    ],
)
def test_meaning(text: str, version: str | None, meaning: str, is_open: bool) -> None:
    constraint = parse_constraint(text)
    assert constraint.newest(VERSIONS) == version
    assert constraint.meaning == meaning
    assert constraint.is_open is is_open


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.6, 1.10", "no list or range"),
        ("1.6 - 1.10", "no list or range"),
        ("1.10.x", "not of numbers alone"),
        ("*", "names no version"),
        ("", "names no version"),
        ("v1.6", "does not know `v`"),
        (">= 1.6", "does not know `>=`"),
        ("=1.6.0.0", "more than three numbers"),
        ("9" * 6000, "not of numbers alone"),
    ],
)
def test_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_constraint(text)
