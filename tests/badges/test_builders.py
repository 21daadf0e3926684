"""Every builder writes launch links in its own way, and none warns."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.badges.conftest import ONE, ROOT
from tests.conftest import Built

Course = Callable[..., Path]
Build = Callable[..., Built]
LABEL = "Launch on Binder"
ESCAPED = ONE.replace("&", "&amp;")


@pytest.mark.parametrize(
    "builder",
    ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man", "texinfo", "gettext", "xml",
     "pseudoxml", "linkcheck", "json", "dummy"],
)  # fmt: skip
def test_no_builder_warns(course: Course, build: Build, builder: str) -> None:
    assert build(course(), builder).warnings == ""


@pytest.mark.parametrize(
    ("builder", "page"),
    [("html", "one.html"), ("dirhtml", "one/index.html"), ("singlehtml", "index.html"),
     ("epub", "one.xhtml")],
)  # fmt: skip
def test_html_builders_show_the_badge_once(
    course: Course, build: Build, builder: str, page: str
) -> None:
    body = build(course(), builder).read(page)
    badges = re.findall(r'<a class="binderhub-badge" [^>]*>[^<]*</a>', body)
    assert [badge for badge in badges if f'href="{ESCAPED}"' in badge] == [
        f'<a class="binderhub-badge" href="{ESCAPED}" title="docs/one.ipynb on mybinder.org" '
        f'rel="noopener">{LABEL}</a>'
    ]
    assert len(badges) == (2 if builder == "singlehtml" else 1)


def test_the_inline_link_goes_to_its_document(course: Course, build: Build) -> None:
    body = build(course()).read("index.html")
    assert re.search(
        rf'<a class="binderhub-link[^>]*href="{re.escape(ESCAPED)}"[^>]*>to run one</a>', body
    )
    assert re.search(rf'href="{ROOT}" rel="noopener"[^>]*>the whole course</a>', body)


@pytest.mark.parametrize(
    ("builder", "page"),
    [("text", "one.txt"), ("xml", "one.xml"), ("pseudoxml", "one.pseudoxml"),
     ("man", "course.1"), ("texinfo", "course.texi"), ("latex", "course.tex")],
)  # fmt: skip
def test_on_paper_the_link_can_be_read(
    course: Course, build: Build, builder: str, page: str
) -> None:
    text = build(course(), builder).read(page)
    flat = re.sub(r"\\:|\\%|\s", "", text)
    assert LABEL in text
    assert ONE in flat


def test_latex_escapes_label_and_url(course: Course, build: Build) -> None:
    conf = 'binderhub_label = "Run 100% of_it {now} \\\\input"\nbinderhub_ref = "a#b"\n'
    tex = build(course(conf=conf), "latex").read("course.tex")
    assert r"Run 100\% of\_it \{now\} \textbackslash{}input" in tex
    assert r"\sphinxnolinkurl{https://mybinder.org/v2/gh/o/r/a\%23b?labpath=docs/one.ipynb}" in tex


def test_linkcheck_collects_no_launch_link(course: Course, build: Build) -> None:
    checked = build(course(), "linkcheck").read("output.json")
    assert "mybinder" not in checked


def test_gettext_has_the_authors_words_and_not_ours(course: Course, build: Build) -> None:
    built = build(course(), "gettext")
    catalogue = "".join(path.read_text() for path in built.outdir.rglob("*.pot"))
    assert LABEL not in catalogue
    assert ":binder:`to run one <one>`" in catalogue


def test_title_contents_and_search_index_stay_clean(course: Course, build: Build) -> None:
    built = build(course())
    index = json.loads(built.read("searchindex.js").removeprefix("Search.setIndex(").rstrip(")"))
    assert not {"launch", "binder"} & set(index["terms"])
    assert set(index["titles"]) == {"Course", "One", "A text notebook", "Plain"}
    assert "<title>One" in built.read("one.html")
    contents = str(built.app.env.tocs["one"])
    assert "binder" not in contents.lower()


def test_the_social_description_stays_clean(course: Course, build: Build) -> None:
    conf = "extensions += ['sphinxext.opengraph']\nogp_site_url = 'https://example.org'\n"
    page = build(course({"docs/one.rst": "One\n===\n\nText\n"}, conf)).read("plain.html")
    assert 'og:description" content="Just words.' in page
    body = build(course(conf=conf, name="second")).read("two.html")
    assert LABEL not in body.split("<body")[0]


def test_epub_is_well_formed(course: Course, build: Build) -> None:
    conf = """binderhub_label = 'R&D <b>"now"'\n"""
    built = build(course(conf=conf), "epub")
    with zipfile.ZipFile(next(built.outdir.glob("*.epub"))) as book:
        page = ElementTree.fromstring(book.read("one.xhtml"))
        assert "_static/sphinx-binderhub.css" in book.namelist()
    links = [link for link in page.iter() if link.get("class") == "binderhub-badge"]
    assert [link.text for link in links] == ['R&D <b>"now"']


def test_a_label_is_text_and_never_markup(course: Course, build: Build) -> None:
    label = "<script>alert(1)</script>"
    page = build(course(conf=f"binderhub_label = {label!r}\n")).read("one.html")
    assert label not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_file_name_is_text_and_never_markup(
    course: Course, build: Build, one_notebook: str
) -> None:
    name = "a\"><script>'&"
    files = {
        f"docs/{name}.ipynb": one_notebook,
        "docs/index.rst": "X\n=\n\n.. toctree::\n   :glob:\n\n   *\n",
    }
    page = build(course(files)).read(f"{name}.html")
    badge = re.search(r'<a class="binderhub-badge".*?</a>', page)
    assert badge is not None
    assert "<script>" not in badge[0]
    assert "labpath=docs/a%22%3E%3Cscript%3E%27%26.ipynb" in badge[0]


@pytest.fixture
def one_notebook() -> str:
    from tests.conftest import notebook

    return notebook(title="Odd")


@pytest.mark.parametrize(
    ("language", "label"),
    [("de", "Auf Binder starten"), ("fr", "Lancer sur Binder"), ("xx", LABEL)],
)
def test_the_label_is_translated(course: Course, build: Build, language: str, label: str) -> None:
    page = build(course(), confoverrides={"language": language}).read("one.html")
    assert f">{label}</a>" in page


def test_an_unknown_builder_writes_links_too(course: Course, build: Build) -> None:
    odd = """
from sphinx.builders.text import TextBuilder
class Odd(TextBuilder):
    name, format = "odd", "odd"
def setup(app):
    app.add_builder(Odd)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
    conf = "import sys, pathlib\nsys.path.insert(0, str(pathlib.Path(__file__).parent))\n"
    source = course({"docs/odd_builder.py": odd}, conf + "extensions += ['odd_builder']\n")
    built = build(source, "odd")
    assert built.warnings == ""
    assert ONE in built.read("one.txt")


def test_parallel_builds_write_the_same_bytes(course: Course, build: Build, tmp_path: Path) -> None:
    source = course({f"docs/n{i}.ipynb": _numbered(i) for i in range(20)})
    index = source / "index.rst"
    index.write_text(index.read_text() + "\n.. toctree::\n   :glob:\n\n   n*\n")
    pages: list[dict[str, bytes]] = []
    warnings = []
    for number in (1, 2):
        built = build(source, builddir=tmp_path / f"b{number}", parallel=number)
        pages.append({p.name: p.read_bytes() for p in sorted(built.outdir.glob("*.html"))})
        warnings.append(sorted(built.warnings.splitlines()))
    assert pages[0] == pages[1]
    assert warnings[0] == warnings[1]


def _numbered(number: int) -> str:
    from tests.conftest import notebook

    return notebook(f"import surely_missing_{number % 3}", title=f"Number {number}")


def test_setup_says_that_it_is_parallel_safe(course: Course, build: Build) -> None:
    metadata: Any = build(course(), "dummy").app.extensions["sphinx_binderhub"]
    assert metadata.parallel_read_safe
    assert metadata.parallel_write_safe


def test_an_automatic_badge_is_marked_and_an_authors_is_not(course: Course, build: Build) -> None:
    own = "Plain\n=====\n\n.. binder-badge::\n   :path: docs/one.ipynb\n"
    built = build(course({"docs/plain.md": "# P\n", "docs/own.rst": own}), "epub")
    assert 'data-binderhub="automatic"' in built.read("one.xhtml")
    assert "data-binderhub" not in built.read("own.xhtml")
