"""Patterns of paths match what they match in Sphinx, the referee, and in bounded time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.util.matching import compile_matchers

from sphinx_binderhub.globs import Glob

TEXTS = st.text("ab/.*?[]!^-\\&~|", max_size=12)
PATHS = st.text("ab/.-[\\", min_size=1, max_size=12)


def excluded_by_sphinx(pattern: str, path: str) -> bool:
    (matches,) = compile_matchers([pattern])
    parts = path.split("/")
    return any(matches("/".join(parts[:number])) for number in range(1, len(parts) + 1))


@pytest.mark.filterwarnings("ignore::FutureWarning")
@given(TEXTS, PATHS)
@settings(max_examples=500, deadline=None)
def test_agrees_with_sphinx(pattern: str, path: str) -> None:
    if path.startswith("/") or "//" in path or path.endswith("/"):
        return  # no path of a file
    try:
        theirs = excluded_by_sphinx(pattern, path)
    except re.error:
        return  # the build stops
    glob = Glob.of(pattern)
    assert glob is not None
    assert glob.excludes(path) == theirs


@pytest.mark.parametrize(
    ("pattern", "path", "excluded"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts/", "drafts/a.md", False),
        ("drafts/*", "drafts/b/a.md", True),
        ("*.md", "b/a.md", False),
        ("**.md", "b/a.md", True),
        ("**/drafts", "a/drafts/b/c.md", True),
        ("**/drafts", "drafts/c.md", False),
        ("[!b]*.md", "a.md", True),
        ("a[", "a[", True),
        ("", "a.md", False),
    ],
)
def test_examples(pattern: str, path: str, excluded: bool) -> None:
    glob = Glob.of(pattern)
    assert glob is not None
    assert glob.excludes(path) is excluded


def test_time_is_bounded() -> None:
    started = time.perf_counter()
    glob = Glob.of("**a" * 300 + "b")
    assert glob is not None
    assert not any(glob.excludes("a" * 4000) for _ in range(10))
    assert Glob.of("*" * 2000) is None
    assert time.perf_counter() - started < 1
