"""Where badges stand: under the title of every chapter, as site and page want it, never twice."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.badges.conftest import ONE, ROOT
from tests.conftest import Built, notebook

Course = Callable[..., Path]
Build = Callable[..., Built]
BADGE = 'class="binderhub-badge'


def badges(built: Built, page: str) -> int:
    return built.read(f"{page}.html").count(BADGE)


def test_under_the_title(course: Course, build: Build) -> None:
    body = build(course()).read("one.html")
    after = body[body.index("</h1>") + 5 :].lstrip()
    start = '<div class="binderhub binderhub-left" data-binderhub="automatic"><a class="'
    assert after.startswith(f"{start}binderhub-badge")


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("auto", {"index": 0, "one": 1, "two": 1, "plain": 0}),
        ("chapters", {"index": 0, "one": 1, "two": 1, "plain": 0}),
        ("all", {"index": 1, "one": 1, "two": 1, "plain": 1}),
        ("none", {"index": 0, "one": 0, "two": 0, "plain": 0}),
    ],
)
def test_the_sites_switch(
    course: Course, build: Build, mode: str, expected: dict[str, int]
) -> None:
    built = build(course(), confoverrides={"binderhub_badges": mode})
    assert {page: badges(built, page) for page in expected} == expected


@pytest.mark.parametrize(
    ("word", "shown"),
    [("false", 0), ("true", 1), ("{badge: false}", 0), ("{badge: true}", 1), ("{ref: x}", 0)],
)
def test_the_pages_switch_in_front_matter(
    course: Course, build: Build, word: str, shown: int
) -> None:
    built = build(course({"docs/plain.md": f"---\nbinderhub: {word}\n---\n# Plain\n"}))
    assert badges(built, "plain") == shown


def test_the_pages_switch_in_a_notebook_and_in_rest(course: Course, build: Build) -> None:
    own = notebook(title="One").replace(
        '"metadata": {"kernelspec"',
        '"metadata": {"binderhub": {"ref": "dev", "label": "Go"}, "kernelspec"',
    )
    field = ':binderhub: {"badge": true, "interface": "notebook"}\n\nRest\n====\n'
    index = "X\n=\n\n.. toctree::\n\n   one\n   two\n   plain\n   rest\n   off\n"
    off = notebook(title="Off").replace(
        '"metadata": {"kernelspec"', '"metadata": {"binderhub": false, "kernelspec"'
    )
    built = build(course({"docs/one.ipynb": own, "docs/rest.rst": field, "docs/index.rst": index,
                          "docs/off.ipynb": off}))  # fmt: skip
    assert built.warnings == ""
    assert "/v2/gh/o/r/dev?labpath=docs/one.ipynb" in built.read("one.html")
    assert ">Go</a>" in built.read("one.html")
    assert f'href="{ROOT}?urlpath=tree"' in built.read("rest.html")
    assert badges(built, "off") == 0


def test_pangeos_convention_is_honoured(course: Course, build: Build) -> None:
    pangeo = '"metadata": {"binder": {"binder_url": "https://h.org", "binder_repo": "a/b", "binder_ref": "x"}, "kernelspec"'
    own = notebook(title="One").replace('"metadata": {"kernelspec"', pangeo)
    built = build(course({"docs/one.ipynb": own}))
    assert 'href="https://h.org/v2/gh/a/b/x?labpath=docs/one.ipynb"' in built.read("one.html")


def test_an_authors_badge_replaces_the_automatic_one(course: Course, build: Build) -> None:
    text = "---\nbinderhub: true\n---\n# Plain\n\nWords.\n\n```{binder-badge}\n:label: Mine\n```\n"
    built = build(course({"docs/plain.md": text}))
    assert badges(built, "plain") == 1
    assert ">Mine</a>" in built.read("plain.html")


def test_an_authors_badge_for_another_file_stands_beside_it(course: Course, build: Build) -> None:
    text = "---\nbinderhub: true\n---\n# Plain\n\n```{binder-badge}\n:path: docs/one.ipynb\n```\n"
    built = build(course({"docs/plain.md": text}))
    assert badges(built, "plain") == 2
    assert ONE in built.read("plain.html")


def test_a_page_without_a_title_has_its_badge_on_top(course: Course, build: Build) -> None:
    untitled = notebook("1").replace("# Chapter", "Words")
    built = build(course({"docs/one.ipynb": untitled}))
    assert badges(built, "one") == 1


def test_a_text_notebook_opens_its_sibling(course: Course, build: Build) -> None:
    assert "labpath=docs/two.ipynb" in build(course()).read("two.html")


def test_a_chapter_that_is_not_committed_gets_no_badge(course: Course, build: Build) -> None:
    source = course()
    (source / "new.ipynb").write_text(notebook(title="New"))
    built = build(source)
    assert badges(built, "new") == 0
    assert badges(built, "one") == 1
    assert "note: `docs/new.ipynb` is not committed" in built.messages


def test_no_repository_no_badge_and_one_finding(
    course: Course, build: Build, tmp_path: Path
) -> None:
    source = course(remote=None, upstream=False)
    built = build(source)
    assert badges(built, "one") == 0
    assert built.warnings.count("binderhub.") == 1
    assert "binderhub_repository" in built.warnings


def test_a_zip_download_builds(course: Course, build: Build, tmp_path: Path) -> None:
    import shutil

    source = course()
    unpacked = tmp_path / "r-main"
    shutil.copytree(source.parent, unpacked, ignore=shutil.ignore_patterns(".git"))
    built = build(unpacked / "docs")
    assert badges(built, "one") == 0
    assert built.warnings.count("binderhub.") == 1
    assert "zip download" in built.warnings
    named = build(unpacked / "docs", confoverrides={"binderhub_repository": "o/r"}, freshenv=True)
    assert "/v2/gh/o/r/HEAD?labpath=docs/one.ipynb" in named.read("one.html")
    assert named.warnings == ""


def test_a_secret_in_the_remote_reaches_no_file_and_no_message(
    course: Course, build: Build
) -> None:
    source = course(remote="https://oauth2:s3cr3t-t0ken@gitlab.com/g/s/r.git")
    built = build(source)
    assert "/v2/gl/g%2Fs%2Fr/main" in built.read("one.html")
    everything = b"".join(p.read_bytes() for p in source.rglob("*") if p.is_file())
    assert b"s3cr3t" not in everything
    assert "s3cr3t" not in built.warnings + built.messages


@pytest.mark.parametrize("theme", ["alabaster", "furo", "pydata_sphinx_theme", "sphinx_rtd_theme"])
def test_themes_without_a_button_show_ours(course: Course, build: Build, theme: str) -> None:
    built = build(course(), confoverrides={"html_theme": theme})
    assert built.warnings == ""
    assert (badges(built, "one"), badges(built, "plain")) == (1, 0)


def test_nbsphinx_pages_are_chapters_too(
    course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a process of its own: myst-nb would stay registered. nbsphinx needs pandoc on the path.
    pytest.importorskip("nbsphinx")
    pandoc = Path(pytest.importorskip("pypandoc").get_pandoc_path()).parent
    monkeypatch.setenv("PATH", f"{pandoc}{os.pathsep}{os.environ['PATH']}")
    conf = (
        "extensions = ['nbsphinx', 'sphinx_binderhub']\nnbsphinx_execute = 'never'\n"
        "exclude_patterns += ['two*', 'plain*']\nsuppress_warnings = ['toc.excluded']\n"
    )
    off = notebook(title="Off").replace('"metadata": {"k', '"metadata": {"binderhub": false, "k')
    index = "X\n=\n\n.. toctree::\n\n   one\n   off\n"
    source = course({"docs/off.ipynb": off, "docs/index.rst": index}, conf)
    command = [sys.executable, "-m", "sphinx", "-W", source, tmp_path / "b"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert BADGE not in (tmp_path / "b" / "off.html").read_text()
    page = (tmp_path / "b" / "one.html").read_text()
    assert re.search(r"</h1>\s*<div class=.binderhub ", page)
    assert page.count(BADGE) == 1
    assert ONE in page
