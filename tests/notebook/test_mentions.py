from __future__ import annotations

import json
import time

import pytest

from sphinx_binderhub.notebook.mentions import mentions
from sphinx_binderhub.notebook.records import Cell, Need
from sphinx_binderhub.project import Project, with_chapters
from sphinx_binderhub.report.json_report import as_json
from tests.notebook.conftest import ipynb


def mentioned(*sources: str, reads: tuple[str, ...] = ("data/x.csv",)) -> list[str]:
    cells = [Cell(number, source) for number, source in enumerate(sources, 1)]
    needs = [Need("read", name, 1, 1) for name in reads]
    return [need.name for need in mentions(cells, needs)]


@pytest.mark.parametrize(
    "source",
    [
        'frame.to_something("data/x.csv")',
        'export(frame, out_file="x.csv")',
        "!unpack data/x.csv.gz",
        "!make data/x.csv.",
        'name = "x.csv"  # and more',
    ],
)
def test_a_file_that_is_named_once_more(source):
    assert mentioned('read("data/x.csv")', source) == ["data/x.csv"]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# data/x.csv is from the archive",
        'read("data/other-x.csv")',
        'read("x.csv.md")',
        "x = csv",
    ],
)
def test_a_file_that_is_named_where_it_is_read_alone(source):
    assert mentioned('read("data/x.csv")', source) == []


def test_every_reading_counts_once():
    source = 'read("data/x.csv")\nread("../data/x.csv")'
    assert mentioned(source, reads=("data/x.csv", "../data/x.csv")) == []
    assert len(mentioned(source, reads=("data/x.csv",))) == 1


def test_names_with_blanks_and_signs():
    reads = ("my data (1).csv", r"data\y.csv", "größe.csv", "folder/")
    assert mentioned(*map(repr, reads), reads=reads) == []
    assert mentioned("read('größe.csv')\nmake('größe.csv')", reads=("größe.csv",))


def test_nothing_is_read():
    assert mentioned('open("x.csv")', reads=()) == []


def test_hostile_cells_take_no_time():
    names = tuple(f"{'a' * 1000}{number}.csv" for number in range(500))
    source = "a" * 2_000_000 + "#\n" * 500_000
    start = time.perf_counter()
    mentioned(source, reads=names)
    assert mentioned("x" * 5_000_000, reads=("b.csv",)) == ["b.csv"]
    assert time.perf_counter() - start < 2


def test_in_a_notebook(read):
    notebook = read("pd.read_csv('a.csv')", "pd.read_csv('b.csv')\nmake('b.csv')")
    assert [need.name for need in notebook.needs_of("mention")] == ["b.csv"]
    assert [need.name for need in notebook.needs_of("read")] == ["a.csv", "b.csv"]


def test_the_report_lists_what_is_needed_alone(make_tree):
    tree = make_tree({"a.ipynb": ipynb("open('b.csv')\nmake('b.csv')")})
    report = json.loads(as_json(with_chapters(Project(tree)), []))
    assert [one["kind"] for one in report["notebooks"][0]["needs"]] == ["read"]
