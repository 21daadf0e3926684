from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.notebook import Notebook
from sphinx_binderhub.provision.data.machines import machine_of
from sphinx_binderhub.provision.data.places import in_repository, places, relative
from sphinx_binderhub.tree import Tree

TREE = Tree(Path("/nowhere"), frozenset({"book/a.ipynb", "book/data/x.csv", "src/m.py"}))


def looked_for(name: str, *folders: str, path: str = "book/a.ipynb") -> list[str]:
    chapter = Chapter(path, Notebook(search_paths=frozenset(folders)))
    return list(places(name, chapter, TREE))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("data/x.csv", "/home/jovyan/book/data/x.csv"),
        ("./x.csv", "/home/jovyan/book/x.csv"),
        ("../x.csv", "/home/jovyan/x.csv"),
        ("../../x.csv", "/home/x.csv"),
        ("../../../tmp/x.csv", "/tmp/x.csv"),
        ("~/data/x.csv", "/home/jovyan/data/x.csv"),
        ("/home/jovyan/x.csv", "/home/jovyan/x.csv"),
        ("/tmp/x.csv", "/tmp/x.csv"),
        ("data/*.csv", "/home/jovyan/book/data"),
        ("*.csv", "/home/jovyan/book"),
        ("data/x.zip!inside.shp", "/home/jovyan/book/data/x.zip"),
        ("data/", "/home/jovyan/book/data"),
        ("ünï.csv", "/home/jovyan/book/ünï.csv"),
    ],
)
def test_a_notebook_runs_in_its_own_folder(name, place):
    assert looked_for(name) == [place]


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "a\nb.csv",
        "data/{name}.csv",
        "data/%s.csv",
        "$HOME/x.csv",
        "https://example.org/x.csv",
        "s3://bucket/x.csv",
        "imageio:stent.npz",
        "zip://x.zip!y",
        "/vsizip/x.zip/y.shp",
        "C:/x.csv",
        "/Users/anna/x.csv",
        "x" * 300,
        "a\0b",
    ],
)
def test_what_is_no_path_here(name):
    assert looked_for(name) == []


def test_other_folders_of_the_chapter():
    assert looked_for("x.csv", "../src") == ["/home/jovyan/book/x.csv", "/home/jovyan/src/x.csv"]
    assert looked_for("x.csv", "..") == ["/home/jovyan/book/x.csv", "/home/jovyan/x.csv"]
    assert looked_for("x.csv", "data") == [
        "/home/jovyan/book/x.csv",
        "/home/jovyan/book/data/x.csv",
    ]


@pytest.mark.parametrize("folder", ["**", "elsewhere", "/tmp", "../../.."])
def test_a_folder_that_is_not_known_hides_all(folder):
    assert looked_for("x.csv", folder, "../src") == []


def test_inside_and_outside():
    assert in_repository("/home/jovyan") == "."
    assert in_repository("/home/jovyan/a/b") == "a/b"
    assert in_repository("/home/jovyan2") is None
    assert in_repository("/tmp/a") is None


def test_relative():
    assert relative("data/x.csv", Chapter("a.ipynb", Notebook())) == "data/x.csv"
    assert relative("data/x.csv", Chapter("book/deep/a.ipynb", Notebook())) == "../../data/x.csv"


@pytest.mark.parametrize(
    ("name", "start", "known"),
    [
        (r"C:\Users\anna\x.csv", r"C:\Users\anna", "a Windows machine"),
        ("D:/data/x.csv", "D:/", "a Windows machine"),
        (r"\\server\share\x.csv", r"\\server", "a Windows network"),
        ("/mnt/c/Users/anna/x.csv", "/mnt/c/Users/anna", "a Windows machine"),
        ("/Users/anna/x.csv", "/Users/anna", "a Mac"),
        ("/Volumes/disk/x.csv", "/Volumes", "a Mac"),
        ("/home/anna/x.csv", "/home/anna", "another Linux machine"),
        ("/content/drive/MyDrive/x.csv", "/content", "Google Colab"),
        ("/kaggle/input/x.csv", "/kaggle", "Kaggle"),
        ("~/Downloads/x.csv", "~/Downloads", "a personal computer"),
        ("~/Desktop", "~/Desktop", "a personal computer"),
    ],
)
def test_machines(name, start, known):
    assert machine_of(name) == (start, known)


@pytest.mark.parametrize(
    "name",
    [
        "x.csv", "c:x.csv", "/tmp/x", "/home/jovyan", "/home/jovyan/x", "~/x.csv", "~/Downloads2/x",
        "/usr/share/x", "/dev/null", "content/x", "Users/x/y", "/contents/x", "/mnt/cc/x", "",
    ],
)  # fmt: skip
def test_what_any_machine_may_have(name):
    assert machine_of(name) is None


@given(name=st.text(max_size=300), folders=st.frozensets(st.text(max_size=20), max_size=3))
@settings(max_examples=200, deadline=None)
def test_any_text_is_taken(name, folders):
    for place in looked_for(name, *folders):
        assert place.startswith("/")
        in_repository(place)
    machine_of(name)
