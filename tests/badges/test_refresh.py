"""What a second build reads and writes again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinx_binderhub.page import Page
from tests.conftest import Built, git, notebook

Course = Callable[..., Path]
Build = Callable[..., Built]


class Watch:
    """Builds twice and says what the second build read and wrote."""

    def __init__(self, build: Build, source: Path, builder: str) -> None:
        self.build, self.source, self.builder = build, source, builder

    def again(self, **options: object) -> tuple[Built, list[str], list[str]]:
        before = self._times()
        built = self.build(self.source, self.builder, **options)
        reading = [line for line in built.messages.splitlines() if "reading sources... [" in line]
        written = sorted(p for p, time in self._times().items() if before.get(p) != time)
        return built, reading, written

    def _times(self) -> dict[str, int]:
        folder = self.source / "_build" / self.builder
        pages = [*folder.glob("*.html"), *folder.glob("*.txt")]
        return {page.stem: os.stat(page).st_mtime_ns for page in pages}


@pytest.mark.parametrize("builder", ["html", "text"])
def test_nothing_changed_reads_and_writes_nothing(
    course: Course, build: Build, builder: str
) -> None:
    source = course()
    build(source, builder)
    _, reading, written = Watch(build, source, builder).again()
    assert reading == []
    assert not {"one", "two", "index", "plain"} & set(written)


@pytest.mark.parametrize("builder", ["html", "text"])
def test_a_new_branch_rewrites_the_linking_pages_and_reads_none(
    course: Course, build: Build, builder: str
) -> None:
    source = course()
    build(source, builder)
    git(source.parent, "config", "branch.main.merge", "refs/heads/dev")
    built, reading, written = Watch(build, source, builder).again()
    assert reading == []
    assert {"one", "two", "index"} <= set(written)
    assert "plain" not in written
    suffix = "html" if builder == "html" else "txt"
    assert "/dev?labpath=docs/one.ipynb" in built.read(f"one.{suffix}").replace("\n", "")


def test_each_builder_remembers_for_itself(course: Course, build: Build) -> None:
    source = course()
    for builder in ("html", "text"):
        build(source, builder)
    git(source.parent, "config", "branch.main.merge", "refs/heads/dev")
    build(source, "html")
    _, _, written = Watch(build, source, "text").again()
    assert {"one", "two"} <= set(written)


def test_committing_a_chapter_gives_it_its_badge(course: Course, build: Build) -> None:
    source = course(commit=False)
    git(source.parent, "add", "--all", ":!docs/one.ipynb")
    assert "binderhub-badge" not in build(source).read("one.html").split("<body")[1]
    git(source.parent, "add", "--all")
    built, reading, written = Watch(build, source, "html").again()
    assert reading == []
    assert {"one"} <= set(written)
    assert "binderhub-badge" in built.read("one.html")


@pytest.mark.parametrize(
    "option", [{"binderhub_badges": "none"}, {"binderhub_label": "Go"}, {"binderhub_ref": "dev"}]
)
def test_an_option_rewrites_and_reads_nothing(
    course: Course, build: Build, option: dict[str, str]
) -> None:
    source = course()
    build(source)
    built, reading, written = Watch(build, source, "html").again(confoverrides=option)
    assert reading == []
    assert "one" in written
    changed = built.read("one.html")
    assert ("Launch on Binder" in changed) == ("binderhub_ref" in option)


def test_findings_come_back_though_nothing_is_read(course: Course, build: Build) -> None:
    source = course({"binder/environment.yml": "dependencies: [numpy]\n"})
    first = build(source).warnings
    second, reading, _ = Watch(build, source, "html").again()
    assert "binderhub.python-unpinned" in first
    assert reading == []
    assert "binderhub.python-unpinned" in second.warnings
    (source.parent / "binder" / "environment.yml").write_text(
        "channels: [conda-forge]\ndependencies: [python=3.12, numpy]\n"
    )
    third, reading, _ = Watch(build, source, "html").again()
    assert reading == []
    assert third.warnings == ""


def test_a_page_that_is_gone_is_forgotten(course: Course, build: Build) -> None:
    source = course()
    built = build(source)
    assert "one" in built.app.env.binderhub_pages
    (source / "one.ipynb").unlink()
    (source / "index.rst").write_text("Course\n======\n\n.. toctree::\n\n   two\n   plain\n")
    env = build(source).app.env
    assert "one" not in env.binderhub_pages
    assert "one" not in env.binderhub_chapters


def test_each_output_folder_is_remembered_for_itself(course: Course, tmp_path: Path) -> None:
    source = course()

    def page(folder: str) -> str:
        out = tmp_path / folder
        command = [sys.executable, "-m", "sphinx", "-q", "-d", tmp_path / "trees", source, out]
        subprocess.run(command, check=True)
        return (out / "one.html").read_text()

    for folder in ("first", "second"):
        assert "/main?labpath=docs/one.ipynb" in page(folder)
    git(source.parent, "config", "branch.main.merge", "refs/heads/dev")
    for folder in ("first", "second"):
        assert "/dev?labpath=docs/one.ipynb" in page(folder)


@pytest.mark.parametrize("builder", ["latex", "singlehtml", "text", "epub"])
def test_a_second_build_finds_nothing_outdated(course: Course, build: Build, builder: str) -> None:
    source = course()
    build(source, builder)
    again = build(source, builder).messages
    assert "looking for now-outdated files... none found" in again


def test_a_memory_that_cannot_be_read_is_none(course: Course, build: Build) -> None:
    source = course()
    built = build(source)
    (file,) = Path(built.app.doctreedir).glob("binderhub-*")
    for text in ("{", "[]"):
        file.write_text(text)
        _, _, written = Watch(build, source, "html").again()
        assert {"one", "two"} <= set(written)


MANY = 12
LISTS = {
    f"docs/n{number}.md": f"# N{number}\n\n```{{binder-index}}\n```\n" for number in range(MANY)
} | {f"docs/c{number}.ipynb": notebook("1", title=f"C{number}") for number in range(MANY)}


def test_lists_on_many_pages_resolve_each_chapter_once(
    course: Course, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sphinx_binderhub.project import Project

    asked: list[str] = []
    offers = Project.offers

    def counted(project: Project, page: Page, *more: Any) -> Any:
        asked.append(page.docname)
        return offers(project, page, *more)

    monkeypatch.setattr(Project, "offers", counted)
    built = build(course(LISTS))
    assert built.read("n3.html").count("labpath=docs/c") == MANY
    assert asked.count("c3") <= 3  # the rules ask too
    kept = Path(built.app.doctreedir)
    assert b"labpath" not in (kept / "environment.pickle").read_bytes()
    (file,) = kept.glob("binderhub-*")
    assert file.stat().st_size < 100 * len(built.app.env.found_docs)


def test_a_listed_chapter_that_changes_rewrites_every_list(course: Course, build: Build) -> None:
    source = course(LISTS)
    build(source)
    page = (source / "c3.ipynb").read_text().replace("C3", "Changed")
    (source / "c3.ipynb").write_text(page)
    _, reading, written = Watch(build, source, "html").again()
    assert len(reading) == 1
    assert {f"n{number}" for number in range(MANY)} <= set(written)
    assert "c4" not in written
