"""One truth on a page: where sphinx-book-theme draws a Binder button, it is ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from tests.badges.conftest import ONE
from tests.conftest import Built, notebook

pytest.importorskip("sphinx_book_theme")

Course = Callable[..., Path]
Build = Callable[..., Built]
BADGE = 'class="binderhub-badge'
BUTTONS = """
html_theme = "sphinx_book_theme"
html_theme_options = {
    "repository_url": "https://github.com/o/r",
    "launch_buttons": {"binderhub_url": "https://mybinder.org", "colab_url": "https://colab.example.org"},
}
"""


def links(built: Built, page: str) -> list[str]:
    """Return every launch link of a page, the theme's and ours."""
    found = re.findall(r'href="([^"]*/v2/[^"]*)"', built.read(f"{page}.html"))
    return [unescape(link) for link in found]


def test_without_launch_buttons_the_badge_shows(course: Course, build: Build) -> None:
    built = build(course(conf="html_theme = 'sphinx_book_theme'\n"))
    assert built.warnings == ""
    assert links(built, "one") == [ONE]


def test_the_themes_button_gets_our_link_and_the_badge_goes(course: Course, build: Build) -> None:
    built = build(course(conf=BUTTONS))
    assert built.warnings == ""
    assert set(links(built, "one")) == {ONE}
    assert BADGE not in built.read("one.html").split("<body")[1]
    assert "colab.example.org" in built.read("one.html")


@pytest.mark.parametrize(("mode", "shown"), [("auto", 0), ("chapters", 1), ("all", 1), ("none", 0)])
def test_the_mode_says_whether_both_show(
    course: Course, build: Build, mode: str, shown: int
) -> None:
    built = build(course(conf=BUTTONS), confoverrides={"binderhub_badges": mode})
    assert built.read("one.html").count(BADGE) == shown
    assert set(links(built, "one")) == {ONE}


def test_names_that_the_theme_gets_wrong(course: Course, build: Build) -> None:
    files = {
        "docs/R&D #1.ipynb": notebook(title="Research"),
        "docs/index.rst": "X\n=\n\n.. toctree::\n   :glob:\n\n   *\n",
    }
    built = build(course(files, BUTTONS))
    link = "https://mybinder.org/v2/gh/o/r/main?urlpath=doc%2Ftree%2Fdocs%2FR%2526D%2520%25231.ipynb&_=%FF"
    assert set(links(built, "R&D #1")) == {link}


def test_a_chapter_that_cannot_be_launched_loses_the_themes_button(
    course: Course, build: Build
) -> None:
    source = course(conf=BUTTONS)
    (source / "new.ipynb").write_text(notebook(title="New"))
    built = build(source)
    assert links(built, "new") == []


def test_a_page_that_wants_no_badge_keeps_a_button_that_is_right(
    course: Course, build: Build
) -> None:
    off = notebook().replace(
        '"metadata": {"kernelspec"', '"metadata": {"binderhub": {"ref": "dev"}, "kernelspec"'
    )
    built = build(course({"docs/one.ipynb": off}, BUTTONS))
    assert set(links(built, "one")) == {"https://mybinder.org/v2/gh/o/r/dev?labpath=docs/one.ipynb"}


def test_an_authors_own_badge_stays(course: Course, build: Build) -> None:
    own = notebook(title="One").replace(
        '["# One\\n"]', '["# One\\n\\n```{binder-badge}\\n:label: Mine\\n```\\n"]'
    )
    built = build(course({"docs/one.ipynb": own}, BUTTONS))
    assert ">Mine</a>" in built.read("one.html")
    assert set(links(built, "one")) == {ONE}


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml"])
def test_in_other_html_builders(course: Course, build: Build, builder: str) -> None:
    built = build(course(conf=BUTTONS), builder)
    assert built.warnings == ""
    page = built.read("one/index.html" if builder == "dirhtml" else "index.html")
    assert ONE in page


def test_a_second_build_writes_the_same(course: Course, build: Build) -> None:
    source = course(conf=BUTTONS)
    first = build(source).read("one.html")
    (source / "one.ipynb").touch()
    again = build(source).read("one.html")
    assert again.split("<body")[1] == first.split("<body")[1]  # old themes differ in their head


def test_a_hub_that_only_the_theme_names(course: Course, build: Build) -> None:
    conf = BUTTONS.replace("https://mybinder.org", "https://hub.example.org/")
    built = build(course(conf=conf))
    assert set(links(built, "one")) == {
        ONE.replace("https://mybinder.org", "https://hub.example.org")
    }


def test_a_typed_path_that_is_wrong_is_a_finding_and_the_links_are_right(
    course: Course, build: Build
) -> None:
    conf = BUTTONS.replace('"repository_url"', '"path_to_docs": "wrong/",\n    "repository_url"')
    built = build(course(conf=conf))
    assert set(links(built, "one")) == {ONE}
    assert (
        "conf.py:9: WARNING: `path_to_docs` is `wrong`, but the book is in `docs`" in built.warnings
    )
    assert built.warnings.count("binderhub.") == 1


SERVICES = """
html_theme = "sphinx_book_theme"
html_theme_options = {
    "repository_url": "https://github.com/o/r",
    "path_to_docs": "wrong",
    "launch_buttons": {
        "binderhub_url": "https://mybinder.org",
        "jupyterhub_url": "https://hub.example.org",
        "colab_url": "https://colab.research.google.com",
        "deepnote_url": "https://deepnote.com",
        "jupyterlite_url": "lite/lab/index.html",
    },
}
"""


def buttons(built: Built, page: str) -> dict[str, str]:
    """Return the address of each of the theme's launch buttons by its text."""
    html = built.read(f"{page}.html")
    found = re.findall(r'<a href="([^"]*)"[^>]*?class="btn[^"]*"[^>]*>.*?</a>', html, re.DOTALL)
    names = ("mybinder.org", "hub.example", "colab", "deepnote", "lite/lab")
    links = [unescape(link) for link in found]
    return {name: link for name in names for link in links if name in link}


def test_every_launch_button_of_the_theme_gets_our_link(course: Course, build: Build) -> None:
    files = {
        "docs/part/a & b.ipynb": notebook("3", title="Three"),
        "docs/index.rst": "Course\n======\n\n.. toctree::\n\n   one\n   two\n   plain\n   part/a & b\n",
    }
    built = build(course(files, SERVICES))
    path = "docs/part/a%20%26%20b.ipynb"
    found = buttons(built, "part/a & b")
    expected = {
        "mybinder.org": f"https://mybinder.org/v2/gh/o/r/main?labpath={path}",
        "hub.example": "https://hub.example.org/hub/user-redirect/git-pull"
        "?repo=https%3A%2F%2Fgithub.com%2Fo%2Fr"
        "&urlpath=lab%2Ftree%2Fr%2Fdocs%2Fpart%2Fa%2520%2526%2520b.ipynb&branch=main",
        "colab": f"https://colab.research.google.com/github/o/r/blob/main/{path}",
        "deepnote": "https://deepnote.com/launch?url=https%3A%2F%2Fgithub.com%2Fo%2Fr%2Fblob%2F"
        "main%2Fdocs%2Fpart%2Fa%2520%2526%2520b.ipynb",
        "lite/lab": f"../lite/lab/index.html?path={path}",
    }
    assert set(found) >= set(expected) - {"lite/lab"}  # older themes have no button for it
    assert found == {name: link for name, link in expected.items() if name in found}
    said = "lite/lab" in found
    assert (BADGE not in built.read("part/a & b.html").split("<body")[1]) == said


def test_a_badge_that_says_more_than_the_theme_stays(course: Course, build: Build) -> None:
    conf = BUTTONS + "binderhub_targets = ['colab', 'kaggle']\n"
    built = build(course(conf=conf))
    assert built.read("one.html").count(BADGE) == 1
    assert set(links(built, "one")) == {ONE}


def test_a_button_of_a_service_that_cannot_open_the_page_goes(course: Course, build: Build) -> None:
    conf = SERVICES + "binderhub_repository = 'https://gitlab.com/g/r'\n"
    found = buttons(build(course(conf=conf)), "one")
    assert set(found) - {"lite/lab"} == {"mybinder.org", "hub.example"}
    assert found["mybinder.org"].startswith("https://mybinder.org/v2/gl/g%2Fr/")


def with_author_badge(options: str = "") -> str:
    return notebook(title="Two").replace(
        '["# Two\\n"]', f'["# Two\\n\\n```{{binder-badge}}\\n{options}```\\n\\nWords.\\n"]'
    )


def test_an_authors_plain_badge_is_no_automatic_one(course: Course, build: Build) -> None:
    own = with_author_badge()
    built = build(course({"docs/two.md": "# Moved\n", "docs/one.ipynb": own}, BUTTONS))
    assert built.read("one.html").count(BADGE) == 1
    assert set(links(built, "one")) == {ONE}


HUBS = """binderhub_targets = ["colab", {"url": "https://hub.example.org", "label": "Ours"}]\n"""
OURS = ONE.replace("https://mybinder.org", "https://hub.example.org")


def needing(memory: str) -> str:
    return notebook(title="One").replace(
        '"metadata": {"kernelspec"',
        f'"metadata": {{"binderhub": {{"memory": "{memory}"}}, "kernelspec"',
    )


def test_a_second_hub_is_not_lost(course: Course, build: Build) -> None:
    built = build(course(conf=BUTTONS + HUBS))
    assert buttons(built, "one")["mybinder.org"] == ONE
    assert built.read("one.html").count(BADGE) == 1
    assert set(links(built, "one")) == {ONE, OURS}


def test_the_binder_button_is_the_books_own_hub(course: Course, build: Build) -> None:
    built = build(course({"docs/one.ipynb": needing("6G")}, BUTTONS + HUBS))
    page = built.read("one.html")
    header = page[: page.index("<article")]
    assert f'href="{ONE}"' in header
    assert "hub.example.org" not in header
    assert set(links(built, "one")) == {ONE, OURS}


def test_a_badge_with_a_note_stays(course: Course, build: Build) -> None:
    built = build(course({"docs/one.ipynb": needing("6G")}, BUTTONS))
    assert built.read("one.html").count(BADGE) >= 1
    assert "This page needs 6 GB of memory" in built.read("one.html")
