"""Which files a `.dockerignore` hides, as the two programs that read it see it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from docker.utils.build import exclude_paths  # what repo2docker calls
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.docker.dockerignore import Ignores, read_ignores
from sphinx_binderhub.environment.docker.ignore_pattern import read_glob
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files

Make = Callable[[Files], Tree]
FILES = (
    *(
        "environment.yml",
        "a.ipynb",
        "book/a.ipynb",
        "book/deep/b.ipynb",
        "Book/c.ipynb",
        "d/Dock/y.md",
    ),
    *("Docker/z.ipynb", "b/o/o/k/a.ipynb", "a[1].txt", "_build/x/a.ipynb", "book/_build/a.ipynb"),
)


def ignores(tree: Tree, profile: str | None = None) -> Ignores:
    chosen = Settings(profile=profile)
    return read_ignores(tree, read_environment(tree, chosen))


PARTS = [
    *(
        "book",
        "*",
        "**",
        "deep",
        "a.ipynb",
        "*.ipynb",
        "?.ipynb",
        "_build",
        "..",
        ".",
        "[ab].ipynb",
    ),
    *(
        "[!a].ipynb",
        "[^a].ipynb",
        "b*",
        "**a",
        "a**",
        "",
        "Book",
        "[",
        "[]",
        "[!]",
        "[]a]x",
        "\\a",
        "d",
    ),
    *("Docker", "o", "[a-c]*", "b?ok", "k", "*a*", "a*i*b*", "*o*", "y.md", "[z-a]"),
]
PATTERN = st.builds(
    lambda sign, parts, blank: f"{blank}{sign}{'/'.join(parts)}{blank}",
    st.sampled_from(["", "", "!", "# "]),
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=4),
    st.sampled_from(["", "", " "]),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PATTERN, min_size=1, max_size=5))
def test_docker_s_library_agrees(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    root: Path = tmp_path_factory.getbasetemp() / "ignored"
    if not root.exists():
        root.mkdir()
        write_files(root, dict.fromkeys(FILES, ""))
    (root / ".dockerignore").write_text("\n".join(lines))
    found = ignores(Tree(root, frozenset({*FILES, ".dockerignore"})))
    stripped = [line.strip() for line in lines]
    try:
        kept = exclude_paths(str(root), [line for line in stripped if line and line[0] != "#"])
    except Exception:
        return
    if found.patterns:
        assert {path for path in FILES if found.hides(path) is None} == kept & set(FILES)


@pytest.mark.parametrize(
    ("patterns", "path", "hidden"),
    [
        ("book", "book/a.ipynb", True),
        ("book/", "book/deep/a.ipynb", True),
        ("/book", "book/a.ipynb", True),
        ("deep", "book/deep/a.ipynb", False),
        ("**/deep", "book/deep/a.ipynb", True),
        ("*.ipynb", "a.ipynb", True),
        ("*.ipynb", "book/a.ipynb", False),
        ("**/*.ipynb", "book/a.ipynb", True),
        ("**.ipynb", "book/a.ipynb", True),
        ("*/*.ipynb", "book/a.ipynb", True),
        ("boo?", "book/a.ipynb", True),
        ("[a-c]ook", "book/a.ipynb", True),
        ("[^a]ook", "book/a.ipynb", True),
        ("Book", "book/a.ipynb", False),
        ("\\book", "book/a.ipynb", True),
        ("book\n!book/a.ipynb", "book/a.ipynb", False),
        ("!book/a.ipynb\nbook", "book/a.ipynb", True),
        ("book\n!book\nbook/a*", "book/a.ipynb", True),
        ("book/**", "book/deep/a.ipynb", True),
        ("a/../book", "book/a.ipynb", True),
        ("# book", "book/a.ipynb", False),
    ],
)
def test_docker_itself(make_tree: Make, patterns: str, path: str, hidden: bool) -> None:
    found = ignores(make_tree({"Dockerfile": "FROM x:1\n", ".dockerignore": patterns}))
    assert found.by_docker
    assert (found.hides(path) is not None) is hidden


def test_the_pattern_that_decides(make_tree: Make) -> None:
    text = "# x\nbook\n!book\n\nbook/*.ipynb\n"
    found = ignores(make_tree({"requirements.txt": "", ".dockerignore": text}))
    pattern = found.hides("book/a.ipynb")
    assert pattern is not None
    assert (pattern.text, pattern.path, pattern.line) == ("book/*.ipynb", ".dockerignore", 5)


def test_both_files_count_in_their_order(make_tree: Make) -> None:
    files = {"requirements.txt": "", ".dockerignore": "book\n", ".containerignore": "!book\n"}
    assert ignores(make_tree(files)).hides("book/a.ipynb") is None


@pytest.mark.parametrize(
    "text", ["*a" * 9, "x" * 500, "[b-a]x", "[[:alpha:]]", "\n".join(f"p{n}" for n in range(301))]
)
def test_what_is_too_wild_is_not_judged(make_tree: Make, text: str) -> None:
    found = ignores(make_tree({"requirements.txt": "", ".dockerignore": f"book\n{text}\n"}))
    assert found.hides("book/a.ipynb") is None


def test_a_file_that_cannot_be_read(make_tree: Make) -> None:
    found = ignores(make_tree({"requirements.txt": "", ".dockerignore": b"book\n\xff\n"}))
    assert not found.patterns


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=40) | PATTERN, st.text("ab/.", max_size=20), st.booleans())
def test_any_pattern_is_read(text: str, path: str, by_docker: bool) -> None:
    glob = read_glob(text, by_docker)
    if glob.understood:
        glob.matches(path)


def test_hostile_patterns_take_no_time(make_tree: Make) -> None:
    text = "".join(f"{'**/*a' * 4}{number}\n" for number in range(300))
    found = ignores(make_tree({"requirements.txt": "", ".dockerignore": text}))
    start = time.monotonic()
    assert found.hides("a/" * 40 + "a" * 100) is None
    assert time.monotonic() - start < 3
