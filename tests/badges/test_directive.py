"""The directive and the role, in reST, MyST and notebooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.badges.conftest import ONE, ROOT
from tests.conftest import Built, notebook

Course = Callable[..., Path]
Build = Callable[..., Built]


def rest(text: str) -> dict[str, str]:
    toctree = ".. toctree::\n   :hidden:\n\n   one\n   two\n   plain\n   sub/page\n\n"
    return {"docs/index.rst": f"Course\n======\n\n{toctree}{text}\n", "docs/sub/page.md": "# Sub\n"}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", f'href="{ROOT}"'),
        (":path: docs/one.ipynb", f'href="{ONE}"'),
        (":path: docs/two.md", f'href="{ROOT}?labpath=docs/two.ipynb"'),
        (":path: docs", f'href="{ROOT}?labpath=docs"'),
        (":ref: v1", 'href="https://mybinder.org/v2/gh/o/r/v1"'),
        (":repository: a/b\n   :path: x.ipynb", "/v2/gh/a/b/HEAD?labpath=x.ipynb"),
        (":repository: a/b\n   :ref: c", "/v2/gh/a/b/c"),
        (":hub: https://hub.example.org/", 'href="https://hub.example.org/v2/gh/o/r/main"'),
        (":interface: notebook", "?urlpath=tree"),
        (":interface: /shiny/", "?urlpath=shiny/"),
        (":label: Go <now>", ">Go &lt;now&gt;</a>"),
        (":align: right", '<div class="binderhub binderhub-right">'),
        (":class: big", 'class="binderhub-badge big"'),
        (":name: go", '<span id="go"></span><div class="binderhub binderhub-left">'),
    ],
)
def test_every_option(course: Course, build: Build, options: str, expected: str) -> None:
    built = build(course(rest(f".. binder-badge::\n   {options}\n")))
    assert built.warnings == ""
    assert expected in built.read("index.html")


def test_a_named_badge_can_be_referred_to_in_every_builder(course: Course, build: Build) -> None:
    files = rest(".. binder-badge::\n   :name: go\n\nSee :ref:`the badge <go>` or go_.\n")
    source = course(files)
    for builder in ("html", "latex", "text", "gettext", "linkcheck"):
        assert build(source, builder, freshenv=True).warnings == ""


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":interface: jupyterlab", "'jupyterlab' is not one of 'lab', 'notebook'"),
        (":hub: mybinder.org", "did you mean 'https://mybinder.org'?"),
        (":align: top", "left"),
        (":pth: x", 'unknown option: "pth"'),
        (":label:", "argument required"),
    ],
)
def test_a_bad_option_is_one_error_at_its_line(
    course: Course, build: Build, options: str, message: str
) -> None:
    built = build(course(rest(f".. binder-badge::\n   {options}\n")))
    assert message in built.warnings
    assert "index.rst:12" in built.warnings
    assert "Traceback" not in built.warnings


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (":path: docs/on.ipynb", "Did you mean `docs/one.ipynb`?"),
        (":path: ../../etc/passwd", "is not in the repository"),
        (":path: /etc/passwd", "is not in the repository"),
        (":repository: nonsense", "`repository`: 'nonsense' is neither a URL nor"),
        (":ref: a b", "`ref`: 'a b' cannot be the name"),
        (":ref: 100%", "cannot be given the ref '100%'"),
    ],
)
def test_a_badge_that_would_be_wrong_is_left_out_with_a_finding(
    course: Course, build: Build, options: str, message: str
) -> None:
    built = build(course(rest(f".. binder-badge::\n   {options}\n")))
    assert message in built.warnings
    assert "index.rst:12: WARNING" in built.warnings
    assert "binderhub.unlaunchable" in built.warnings
    assert "binderhub-badge" not in built.read("index.html").split("<body")[1]


@pytest.mark.parametrize(
    ("role", "link"),
    [
        (":binder:`go <one>`", ONE),
        (":binder:`go </one>`", ONE),
        (":binder:`go <./one>`", ONE),
        (":binder:`go`", ROOT),
        (":binder:`go <plain>`", ROOT),
        (":binder:`one`", ONE),
        (":binder:`/one`", ONE),
    ],
)
def test_the_role_names_a_document_as_doc_does(
    course: Course, build: Build, role: str, link: str
) -> None:
    built = build(course(rest(role)))
    assert built.warnings == ""
    assert f'href="{link}"' in built.read("index.html")


def test_the_name_of_a_document_alone_is_shown_as_its_title(course: Course, build: Build) -> None:
    built = build(course(rest("Look: :binder:`one`, :binder:`/on`, :binder:`won`.")))
    page = built.read("index.html")
    assert f'href="{ONE}" rel="noopener" title="docs/one.ipynb on mybinder.org">One</a>' in page
    assert "<span>/on</span>" in page
    assert "The `binder` role names `on`" in built.warnings
    assert f'href="{ROOT}" rel="noopener" title="mybinder.org">won</a>' in page


def test_the_role_is_relative_to_its_page(course: Course, build: Build) -> None:
    files = rest("") | {
        "docs/sub/page.md": "# Sub\n\n{binder}`up <../one>` {binder}`down <other>`\n"
    }
    files["docs/sub/other.ipynb"] = notebook(title="Other")
    files["docs/index.rst"] = files["docs/index.rst"].replace(
        "   plain\n", "   plain\n   sub/other\n"
    )
    page = build(course(files)).read("sub/page.html")
    assert ONE in page
    assert "labpath=docs/sub/other.ipynb" in page


def test_a_document_that_does_not_exist_is_a_finding_and_plain_text(
    course: Course, build: Build
) -> None:
    built = build(course(rest("Look: :binder:`go <on>`.")))
    assert "index.rst:12: WARNING: The `binder` role names `on`" in built.warnings
    assert "Did you mean `/one`?" in built.warnings
    assert "Look: <span>go</span>." in built.read("index.html")


def test_in_myst_and_in_a_notebook(course: Course, build: Build) -> None:
    own = notebook(title="One").replace(
        '["# One\\n"]',
        '["# One\\n\\n{binder}`again`\\n\\n```{binder-badge}\\n:label: Mine\\n```\\n"]',
    )
    built = build(course({"docs/one.ipynb": own}))
    page = built.read("one.html")
    assert built.warnings == ""
    assert page.count('class="binderhub-badge"') == 1
    assert page.count(f'href="{ONE}"') == 2


def test_the_text_of_a_role_is_translated(course: Course, build: Build) -> None:
    source = course(rest("Press :binder:`to run one <one>` now."))
    catalogue = source / "locale" / "de" / "LC_MESSAGES" / "index.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Press :binder:`to run one <one>` now."\n'
        'msgstr "Jetzt :binder:`Eins starten <one>` drücken."\n'
    )
    built = build(source, confoverrides={"language": "de", "locale_dirs": ["locale"]})
    page = built.read("index.html")
    assert "Eins starten</a>" in page
    assert f'href="{ONE}"' in page


@pytest.mark.parametrize(
    "builder", ["html", "singlehtml", "epub", "latex", "text", "man", "texinfo"]
)
def test_a_role_in_a_heading_is_text_in_tables_of_contents(
    course: Course, build: Build, builder: str
) -> None:
    files = {
        "docs/index.rst": "Course\n======\n\n.. toctree::\n\n   one\n   two\n   plain\n",
        "docs/plain.md": "# Plain {binder}`go <one>`\n\n## And {binder}`again <one>`\n",
    }
    built = build(course(files), builder)
    assert built.warnings == ""
    if builder == "html":
        assert "Plain go</a>" in built.read("index.html")
        assert "<title>Plain go" in built.read("plain.html")
        assert ONE in built.read("plain.html")


def test_in_a_notebook_cell_and_line_are_those_of_the_cell(course: Course, build: Build) -> None:
    text = '["Words.\\n", "\\n", "```{binder-badge}\\n", ":path: no.ipynb\\n", "```\\n"]'
    cell = f'{{"id": "x", "cell_type": "markdown", "metadata": {{}}, "source": {text}}}'
    own = notebook("1 + 1", title="One").replace('"cells": [', '"cells": [').removesuffix("]}")
    built = build(course({"docs/one.ipynb": f"{own}, {cell}]}}"}))
    assert "one.ipynb:3: WARNING: No badge in cell 3: `no.ipynb` is not" in built.warnings
