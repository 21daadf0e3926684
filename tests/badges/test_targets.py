"""Several places to run a page: a menu, badges in a row, what needs memory, every builder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.badges.conftest import ONE
from tests.conftest import Built, notebook

Course = Callable[..., Path]
Build = Callable[..., Built]
TARGETS = """
binderhub_targets = [
    "colab",
    {"service": "jupyterhub", "url": "https://hub.example.org/", "label": "Campus <hub>"},
    {"url": "https://x.example.org/open?p={path}", "memory": "32G"},
]
"""
COLAB = "https://colab.research.google.com/github/o/r/blob/main/docs/one.ipynb"


def links(html: str) -> list[tuple[str, str]]:
    """Return text and address of every launch link of ours, as they stand on the page."""
    found = re.findall(
        r'<a class="binderhub-(?:badge|place)[^>]*?href="([^"]*)"[^>]*>([^<]*)', html
    )
    return [(text, url) for url, text in found]


def with_memory(amount: str) -> str:
    page = json.loads(notebook("1", title="One"))
    page["metadata"]["binderhub"] = {"memory": amount}
    return json.dumps(page)


def test_the_other_places_stand_in_a_menu(course: Course, build: Build) -> None:
    built = build(course(conf=TARGETS))
    assert built.warnings == ""
    page = built.read("one.html")
    assert [text for text, _ in links(page)] == [
        "Launch on Binder",
        "Launch on Colab",
        "Campus &lt;hub&gt;",
        "Launch on x.example.org",
    ]
    assert links(page)[0][1] == ONE
    assert links(page)[1][1] == COLAB
    assert page.index("Launch on Binder") < page.index("<details") < page.index("Launch on Colab")
    assert "<script" not in page[page.index('<div class="binderhub') :].partition("</div>")[0]


def test_or_as_badges_in_a_row(course: Course, build: Build) -> None:
    page = build(course(conf=TARGETS + "binderhub_layout = 'badges'\n")).read("one.html")
    assert len(re.findall('<a class="binderhub-badge"', page)) == 4
    assert "<details" not in page


def test_without_targets_there_is_no_menu(course: Course, build: Build) -> None:
    assert "<details" not in build(course()).read("one.html")


@pytest.mark.parametrize(
    ("amount", "first", "noted"), [("6G", "Colab", True), ("1G", "Binder", False)]
)
def test_what_a_page_needs_comes_first(
    course: Course, build: Build, amount: str, first: str, noted: bool
) -> None:
    page = build(course({"docs/one.ipynb": with_memory(amount)}, TARGETS)).read("one.html")
    assert links(page)[0][0] == f"Launch on {first}"
    note = "This page needs 6 GB of memory, more than there is on mybinder.org."
    assert (note in page) == noted


@pytest.mark.parametrize(
    ("builder", "page"),
    [("text", "one.txt"), ("latex", "course.tex"), ("man", "course.1"), ("xml", "one.xml")],
)
def test_on_paper_every_place_is_a_line(
    course: Course, build: Build, builder: str, page: str
) -> None:
    built = build(course({"docs/one.ipynb": with_memory("6G")}, TARGETS), builder)
    assert built.warnings == ""
    text = re.sub(r"\s+|\\[:%&-]?", "", built.read(page))
    for word in ("LaunchonBinder", "LaunchonColab", "needs6GBofmemory"):
        assert word in text
    assert "colab.research.google.com" in text


@pytest.mark.parametrize(
    ("builder", "page", "up"),
    [
        ("html", "part/three.html", "../"),
        ("dirhtml", "part/three/index.html", "../../"),
        ("singlehtml", "index.html", ""),
    ],
)
def test_what_is_published_with_the_site_is_found_from_every_page(
    course: Course, build: Build, builder: str, page: str, up: str
) -> None:
    files = {
        "docs/part/three.ipynb": notebook("3", title="Three"),
        "docs/index.rst": "Course\n======\n\n.. toctree::\n\n   part/three\n   one\n   two\n   plain\n",
    }
    conf = "binderhub_targets = [{'service': 'jupyterlite', 'url': 'lite'}]\n"
    built = build(course(files, conf), builder)
    path = "lite/lab/index.html?path=docs/part/three.ipynb"
    assert ("Launch on JupyterLite", up + path) in links(built.read(page))


def test_a_badge_with_a_hub_of_its_own_has_no_menu(course: Course, build: Build) -> None:
    text = ".. binder-badge::\n   :path: docs/one.ipynb\n   :hub: https://hub.example.org\n"
    files = {
        "docs/index.rst": f"Course\n======\n\n{text}\n.. toctree::\n\n   one\n   two\n   plain\n"
    }
    page = build(course(files, TARGETS)).read("index.html")
    assert [url.partition("/v2/")[0] for _, url in links(page)] == ["https://hub.example.org"]


def test_a_service_that_opens_no_page_is_left_out_and_noted(course: Course, build: Build) -> None:
    conf = TARGETS + "binderhub_repository = 'https://gitlab.com/g/r'\n"
    built = build(course(conf=conf))
    assert "Colab" not in built.read("one.html")
    assert "`colab` is offered on no page: it opens repositories of GitHub only." in built.messages
    assert built.warnings == ""


def test_a_text_notebook_is_not_offered_to_a_service_that_cannot_read_it(
    course: Course, build: Build
) -> None:
    jupytext = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - jupytext\n"
    source = course({"binder/environment.yml": jupytext}, TARGETS)
    (source / "two.ipynb").unlink()
    from tests.conftest import git

    git(source.parent, "commit", "--quiet", "--all", "--message=x")
    page = build(source).read("two.html")
    texts = [text for text, _ in links(page)]
    assert "Launch on Binder" in texts
    assert "Launch on Colab" not in texts


def test_a_page_may_have_an_environment_of_its_own(course: Course, build: Build) -> None:
    page = json.loads(notebook("1", title="One"))
    page["metadata"]["binderhub"] = {"environment": {"repository": "env/r", "ref": "v1"}}
    built = build(course({"docs/one.ipynb": json.dumps(page)}))
    assert built.warnings == ""
    (url,) = [url for text, url in links(built.read("one.html"))]
    assert url.startswith("https://mybinder.org/v2/gh/env/r/v1?urlpath=git-pull%3Frepo%3D")
    assert "/v2/gh/o/r/main?" in built.read("two.html")


LITE = "binderhub_targets = [{'service': 'jupyterlite', 'url': 'lite'}]\n"
ABOVE = """\
Course
======

.. toctree::

   chapters/a
   chapters/list
   one
   two
   plain

.. binder-index:: chapters

Press :binder:`here <chapters/a>`.
"""
DEEP = {
    "docs/index.rst": ABOVE,
    "docs/chapters/a.ipynb": notebook("3", title="A"),
    "docs/chapters/list.rst": "List\n====\n\n.. binder-index::\n",
}


@pytest.mark.parametrize(
    ("builder", "page", "up"),
    [
        ("html", "index.html", ""),
        ("html", "chapters/list.html", "../"),
        ("dirhtml", "index.html", ""),
        ("dirhtml", "chapters/list/index.html", "../../"),
        ("singlehtml", "index.html", ""),
    ],
)
def test_what_is_published_with_the_site_is_found_from_where_the_link_stands(
    course: Course, build: Build, builder: str, page: str, up: str
) -> None:
    built = build(course(DEEP, LITE), builder)
    html = built.read(page)
    found = set(re.findall(r'href="([^"]*lite/lab/index.html[?]path=[^"]*)"', html))
    assert f"{up}lite/lab/index.html?path=docs/chapters/a.ipynb" in found
    assert {url.partition("lite/")[0] for url in found} == {up}


def test_a_role_to_a_page_in_a_folder_goes_there_first(course: Course, build: Build) -> None:
    """The role links to the first place, which is the site's own where memory asks for it."""
    page = json.loads(notebook("1", title="A"))
    page["metadata"]["binderhub"] = {"memory": "6G"}
    conf = LITE.replace("'url': 'lite'", "'url': 'lite', 'memory': '8G'")
    files = {**DEEP, "docs/chapters/a.ipynb": json.dumps(page)}
    html = build(course(files, conf)).read("index.html")
    link = re.search(r'<a class="binderhub-link[^>]*href="([^"]*)"', html)
    assert link is not None
    assert link[1] == "lite/lab/index.html?path=docs/chapters/a.ipynb"


def test_on_paper_it_is_where_the_site_is(course: Course, build: Build) -> None:
    base = "html_baseurl = 'https://course.example.org/'\n"
    text = build(course(DEEP, LITE + base), "text").read("index.txt")
    text = re.sub(r"\s+", "", text)
    assert "https://course.example.org/lite/lab/index.html?path=docs/chapters/a.ipynb" in text
    assert "lite/lab" not in build(course(DEEP, LITE, name="nowhere"), "text").read("index.txt")
