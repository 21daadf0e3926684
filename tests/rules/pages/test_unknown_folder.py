"""The rule about folders that have no document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Page
from tests.conftest import notebook

Judge = Callable[..., list[Finding]]
THREE = Page("part/deep/three", "part/deep/three.ipynb", is_chapter=True)


@pytest.fixture
def root(make_repository: Callable[..., Path]) -> Path:
    return make_repository({"part/deep/three.ipynb": notebook()})


def listing(folder: str, line: int = 3, cell: int | None = None) -> Page:
    place = Location("index.rst", line, cell=cell)
    return Page("index", "index.rst", indexes=((folder, place),))


@pytest.mark.parametrize("folder", ["", "part/", "part/deep/"])
def test_a_folder_with_documents_is_fine(root: Path, judge: Judge, folder: str) -> None:
    assert judge("unknown-folder", root, [THREE, listing(folder)]) == []


def test_a_folder_without_documents(root: Path, judge: Judge) -> None:
    (finding,) = judge("unknown-folder", root, [THREE, listing("prat/")])
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("index.rst", 3)
    assert finding.message == "The `binder-index` lists `prat`, a folder without documents here."
    assert finding.fix == "Did you mean `/part`?"


@pytest.mark.parametrize("folder", ["xyz/", "../", "part/deep/three/", "par/"])
def test_what_is_no_folder(root: Path, judge: Judge, folder: str) -> None:
    (finding,) = judge("unknown-folder", root, [THREE, listing(folder)])
    assert f"`{folder[:-1]}`" in finding.message


def test_nothing_is_like_it(root: Path, judge: Judge) -> None:
    (finding,) = judge("unknown-folder", root, [THREE, listing("xyz/", 2, 4)])
    assert finding.fix == "Name a folder that has documents."
    assert "in cell 4 lists" in finding.message


def test_the_first_part_of_a_name_is_no_folder(root: Path, judge: Judge) -> None:
    assert len(judge("unknown-folder", root, [THREE, listing("pa/")])) == 1
