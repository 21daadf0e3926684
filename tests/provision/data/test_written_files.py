from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.notebook import Import, Need, Notebook
from sphinx_binderhub.provision.data.written_files import written_by
from sphinx_binderhub.tree import Tree

FILES = frozenset(
    {"a.ipynb", "more.ipynb", "course_helper.py", "pandas/exercise.py", "random.py", "own/x.py"}
)


def covers(path, *needs, imports=()):
    found = Notebook(
        imports=tuple(Import(name, 1, 1) for name in imports),
        needs=tuple(Need(kind, name, 1, 1, by=by) for kind, name, by in needs),
    )
    return written_by(Chapter("a.ipynb", found), Tree(Path("/nowhere"), FILES)).covers(path, 99)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("x.csv", "x.csv"),
        ("./x.csv", "x.csv"),
        ("data", "data/x.csv"),
        ("data/x.csv", "data"),
        ("/tmp/x.csv", "data/x.csv"),
        ("model", "model.npz"),
        ("fileset.json", "fileset_available.json.gz"),
        ("plot-*.png", "plot-1.png"),
        ("*.png", "plots/1.png"),
        ("*", "anything"),
    ],
)
def test_what_is_written_may_be_there(written, path):
    assert covers(path, ("write", written, ""))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("x.csv", "y.csv"),
        ("data", "database/x.csv"),
        ("a.csv", "abc.csv"),
        ("plot-*.png", "x.png"),
        ("plot-*.png", "plot-1.svg"),
    ],
)
def test_what_is_written_is_another(written, path):
    assert not covers(path, ("write", written, ""))


def test_mentions_and_programs():
    assert covers("data/x.csv", ("mention", "data/x.csv", ""))
    assert not covers("data/x.csv", ("read", "data/x.csv", "open"))
    assert covers("x", ("program", "snakemake", ""), ("write", "*", "!snakemake"))
    assert not covers("x", ("program", "head", ""), ("program", "nvidia-smi", ""))
    assert covers("x", ("read", "more.ipynb", "%run more.ipynb"), ("write", "*", "%run more.ipynb"))
    missing = ("read", "no.ipynb", "%run no.ipynb"), ("write", "*", "%run no.ipynb")
    assert not covers("x", *missing)
    assert covers("x", *missing, ("write", "*", "%run $name"))


def test_what_is_written_later_is_not_there_yet():
    needs = (Need("write", "*", 3, 1), Need("write", "y.csv", 9, 1))
    written = written_by(Chapter("a.ipynb", Notebook(needs=needs)), Tree(Path("/nowhere"), FILES))
    assert [written.covers("x.csv", cell) for cell in (2, 3, 4)] == [False, True, True]
    assert written.covers("y.csv", 1)


@pytest.mark.parametrize(
    ("name", "may_write"),
    [("course_helper", True), ("own.x", True), ("pandas", False), ("random", False), ("b", False)],
)
def test_modules_of_the_repository_may_write(name, may_write):
    assert covers("x.csv", imports=(name,)) is may_write


def test_folders_of_libraries():
    assert covers("lightning_logs/version_0/metrics.csv")
    assert not covers("logs/metrics.csv")
