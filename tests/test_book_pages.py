"""Which files are pages, told without a build; a build of Sphinx is the referee."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx.testing.util import SphinxTestApp

from sphinx_binderhub.book import find_book
from sphinx_binderhub.book_pages import BookPages, pages_of_book
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files

Make = Callable[[Files], Tree]
CONF = "extensions = ['myst_nb']\n"
TOC = "format: jb-book\nroot: intro\nchapters:\n- file: parts/a.md\n  sections:\n  - file: b\n"
WORDS = st.lists(
    st.sampled_from(
        [
            *("extensions", "exclude_patterns", "external_toc_path", "templates_path", "file"),
            *(" = ", ": ", "['myst_nb']", "[", "]", "{", "}", "\n", "\n- ", "'**'", "'../..'", "1"),
            *(
                "only_build_toc_files: true\n",
                "root: ",
                "format: jb-book\n",
                "sphinx:\n  config:\n",
            ),
        ]
    ),
    max_size=15,
).map("".join)
FILES = ["a.md", "b/c.md", "b/drafts/d.md", "e.py", "f.Rmd", "_build/g.md", "x.txt", "h_old.md"]


def pages(make_tree: Make, files: Files) -> BookPages | None:
    tree = make_tree(files)
    return pages_of_book(find_book(tree.root, tree.root), tree)


def names(make_tree: Make, conf: str, folder: str = "") -> list[str | None]:
    found = pages(make_tree, {f"{folder}conf.py": conf})
    assert found is not None
    return [found.docname(f"{folder}{name}") for name in FILES]


@pytest.mark.parametrize("folder", ["", "docs/"])
def test_a_conf_py(make_tree: Make, folder: str) -> None:
    found = ["a", "b/c", "b/drafts/d", None, None, None, None, "h_old"]
    assert names(make_tree, CONF, folder) == found


def test_patterns(make_tree: Make) -> None:
    conf = CONF + "exclude_patterns = ['**/drafts', '*_old.*']\ntemplates_path = ['a.md']\n"
    assert names(make_tree, conf) == [None, "b/c", None, None, None, None, None, None]


@pytest.mark.parametrize("option", ["nb_custom_formats", "nbsphinx_custom_formats"])
def test_formats(make_tree: Make, option: str) -> None:
    found = names(make_tree, f"{option} = {{'.py': 'jupytext.reads', '.Rmd': 1}}\n")
    assert found == [None, None, None, "e", "f", None, None, None]


def test_other_folders_are_no_pages(make_tree: Make) -> None:
    found = pages(make_tree, {"docs/conf.py": CONF})
    assert found is not None
    assert found.docname("a.md") is None


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"conf.py": "extensions = ["},
        {"conf.py": "extensions = find()"},
        {"conf.py": "extensions = ['nbsphinx']"},
        {"conf.py": CONF + "exclude_patterns = ['x']\nexclude_patterns += find()\n"},
        {"conf.py": CONF + "exclude_patterns = find()\n"},
        {"conf.py": CONF + "if x:\n    exclude_patterns.append('y')\n"},
        {"conf.py": CONF + "include_patterns = ['a/**']\n"},
        {"_config.yml": "title: Jekyll\n"},
        {"_config.yml": "title: [", "_toc.yml": TOC},
    ],
)
def test_only_a_build_could_tell(make_tree: Make, files: Files) -> None:
    assert pages(make_tree, files) is None


def test_a_comment_is_no_statement(make_tree: Make) -> None:
    conf = CONF + "# exclude_patterns += ['x']\nexclude_patterns = ['y']  # exclude_patterns\n"
    assert pages(make_tree, {"conf.py": conf}) is not None


def test_a_jupyter_book(make_tree: Make) -> None:
    config = "exclude_patterns: [drafts]\n"
    found = pages(make_tree, {"book/_config.yml": config, "book/_toc.yml": TOC})
    assert found is not None
    assert found.docname("book/more.md") == "more"  # in no table of contents, and built
    assert found.docname("book/drafts/a.md") is None


def test_only_what_is_in_the_table_of_contents(make_tree: Make) -> None:
    config = {"_config.yml": "only_build_toc_files: true\n"}
    found = pages(make_tree, {**config, "_toc.yml": TOC})
    assert found is not None
    assert [found.docname(name) for name in ("parts/a.md", "b.md", "intro.md", "c.md")] == [
        *("parts/a", "b", "intro"),
        None,
    ]
    for toc in (TOC + "- glob: c*\n", "- [", "[" * 3000):
        found = pages(make_tree, {**config, "_toc.yml": toc})
        assert found is not None
        assert found.docname("c.md") == "c"


def test_too_many_patterns(make_tree: Make) -> None:
    conf = CONF + f"exclude_patterns = {[str(number) for number in range(1000)]}\n"
    assert pages(make_tree, {"conf.py": conf}) is None


@given(WORDS, WORDS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_nothing_raises(first: str, second: str, jupyter_book: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = ("_config.yml", "_toc.yml") if jupyter_book else ("conf.py", "_toc.yml")
        write_files(Path(folder), dict(zip(names, (first, second), strict=True)))
        tree = Tree(Path(folder), frozenset(names))
        found = pages_of_book(find_book(tree.root, tree.root), tree)
        assert found is None or found.docname("a.txt") is None


@pytest.mark.parametrize("patterns", ["[]", "['b']", "['**/d*', 'h_*']", "['[a-d]*.md']"])
def test_agrees_with_a_build(make_tree: Make, tmp_path: Path, patterns: str) -> None:
    conf = f"extensions = ['myst_parser']\nexclude_patterns = {patterns}\n"
    texts = {name: "# A\n" for name in FILES if not name.startswith("_build")}
    tree = make_tree({"conf.py": conf, "index.rst": "Title\n=====\n", **texts})
    app = SphinxTestApp(srcdir=tree.root, builddir=tmp_path / "out")
    try:
        app.env.find_files(app.config, app.builder)
        theirs = set(app.env.found_docs) - {"index"}
    finally:
        app.cleanup()
    found = pages_of_book(find_book(tree.root, tree.root), tree)
    assert found is not None
    assert {found.docname(name) for name in texts} - {None} == theirs
