"""`binder-index`: the launchable chapters in the order of the table of contents."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Built, notebook

Course = Callable[..., Path]
Build = Callable[..., Built]
TREE = ".. toctree::\n\n   two\n   part/index\n   one\n   plain\n"
FILES = {
    "docs/index.rst": f"Course\n======\n\n{TREE}\n.. binder-index::\n   :class: mine\n   :name: all\n",
    "docs/part/index.rst": "Part\n====\n\n.. toctree::\n\n   three\n\n.. binder-index:: .\n",
    "docs/part/three.ipynb": notebook("3", title="Three & four"),
}


def listed(page: str) -> list[tuple[str, str]]:
    """Return title and launched file of each entry."""
    html = page[page.index('class="binderhub-index') :]
    entry = r'<span class="[^"]*">([^<]*)</span>(?:(?!<li>).)*?labpath=([^"&]*)'
    return re.findall(entry, html, re.DOTALL)


def test_chapters_stand_in_the_order_of_the_toctree(course: Course, build: Build) -> None:
    built = build(course(FILES))
    assert built.warnings == ""
    assert listed(built.read("index.html")) == [
        ("A text notebook", "docs/two.ipynb"),
        ("Three &amp; four", "docs/part/three.ipynb"),
        ("One", "docs/one.ipynb"),
    ]
    assert 'class="binderhub-index mine' in built.read("index.html")
    assert 'href="part/three.html"' in built.read("index.html")


def test_a_folder_lists_its_own(course: Course, build: Build) -> None:
    page = build(course(FILES)).read("part/index.html")
    assert listed(page) == [("Three &amp; four", "docs/part/three.ipynb")]


def test_a_chapter_that_wants_no_badge_is_left_out(course: Course, build: Build) -> None:
    quiet = notebook("1", title="One").replace('"kernelspec"', '"binderhub": false, "kernelspec"')
    page = build(course({**FILES, "docs/one.ipynb": quiet})).read("index.html")
    assert [path for _, path in listed(page)] == ["docs/two.ipynb", "docs/part/three.ipynb"]


def test_a_chapter_that_cannot_be_launched_is_left_out(course: Course, build: Build) -> None:
    source = course(FILES)
    (source / "loose.ipynb").write_text(notebook("1", title="Loose"))
    with (source / "part/index.rst").open("a") as text:
        text.write("\n.. toctree::\n\n   /loose\n")
    built = build(source)
    assert "Loose" in built.read("part/index.html")
    assert "docs/loose.ipynb" not in built.read("index.html")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man", "singlehtml", "dirhtml"])
def test_in_every_builder(course: Course, build: Build, builder: str) -> None:
    built = build(course(FILES), builder)
    assert built.warnings == ""


def test_linkcheck_and_gettext_see_no_launch_link(course: Course, build: Build) -> None:
    source = course(FILES)
    for builder in ("linkcheck", "gettext"):
        built = build(source, builder, builddir=source / f"_build/{builder}")
        assert built.warnings == ""
        for file in built.outdir.rglob("*.*"):
            if file.suffix in {".txt", ".json", ".pot"}:
                assert "labpath" not in file.read_text()


def test_a_new_title_rewrites_the_list_and_reads_it_not(course: Course, build: Build) -> None:
    source = course(FILES)
    build(source)
    (source / "one.ipynb").write_text(notebook("1 + 1", title="First"))
    built = build(source)
    assert ("First", "docs/one.ipynb") in listed(built.read("index.html"))


PLAIN = {"docs/plain.md": "# Plain\n\n```{binder-index} nothing\n```\n"}
QUIET = {"docs/nothing/quiet.md": "# Quiet\n\nWords.\n"}
"""A folder with a document and no chapter."""


def test_an_empty_list_is_nothing(course: Course, build: Build) -> None:
    built = build(course({**PLAIN, **QUIET}))
    assert "binderhub." not in built.warnings
    assert "binderhub-index" not in built.read("plain.html")


def test_a_folder_without_documents_is_a_finding(course: Course, build: Build) -> None:
    built = build(course(PLAIN))
    place = "docs/plain.md:3: WARNING: The `binder-index` lists `nothing`, a folder without"
    assert place in built.warnings
    assert "binderhub-index" not in built.read("plain.html")


@pytest.mark.parametrize(
    "text", [".. binder-index:: nothing\n   :name: go\n", ".. _go:\n\n.. binder-index:: nothing\n"]
)
@pytest.mark.parametrize("builder", ["html", "text", "man", "texinfo", "epub", "latex", "xml"])
def test_a_name_of_an_empty_list_leads_somewhere(
    course: Course, build: Build, builder: str, text: str
) -> None:
    index = f"Course\n======\n\n{TREE}\n{text}\nSee :ref:`there <go>`.\n"
    files = {**FILES, **QUIET, "docs/index.rst": index}
    built = build(course(files), builder)
    assert "go" not in re.sub(r"/\S*", "", built.warnings).split()
    if builder == "html":
        assert built.read("index.html").count('id="go"') == 1
        assert 'href="#go"' in built.read("index.html")


def test_a_name_of_a_list_leads_to_it(course: Course, build: Build) -> None:
    page = build(course(FILES)).read("index.html")
    assert page.count('id="all"') == 1
    assert page.index('id="all"') < page.index('class="binderhub-index')
