from __future__ import annotations

import pytest

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.findings import Location
from sphinx_binderhub.notebook import Need, Notebook
from sphinx_binderhub.project import Project
from sphinx_binderhub.provision.asking import asked_for, is_debian, listed, places_of, who


@pytest.fixture
def project(make_tree):
    needs = (Need("gpu", "cuda", 2, 3), Need("gpu", "cuda", 4, 1), Need("gpu", "x", 5, 1, True))
    text = Notebook(needs=(Need("gpu", "cuda", 1, 2, file_line=20),), text=True)
    chapters = (Chapter("b.md", text), Chapter("a.ipynb", Notebook(needs=needs)))
    return Project(make_tree({}), chapters=chapters)


def test_asked(project):
    found = list(asked_for(project, "gpu"))
    assert [(one.chapter.path, one.need.cell) for one in found] == [
        ("a.ipynb", 2),
        ("a.ipynb", 4),
        ("b.md", 1),
    ]
    assert not list(asked_for(project, "display"))
    first, also = places_of(found)
    assert first == Location("a.ipynb", 3, cell=2)
    assert also == (Location("b.md", 20, cell=1),)


def test_sentences(project):
    found = list(asked_for(project, "gpu"))
    assert who(found, "run") == "`a.ipynb` (cell 2) and 1 other chapter run"
    assert who(found[:2], "run") == "`a.ipynb` (cell 2) runs"
    assert who(found[:2], "ask for") == "`a.ipynb` (cell 2) asks for"


def test_lists():
    assert listed(["a", "b", "a"]) == "`a`, `b`"
    assert listed("abcdefg") == "`a`, `b`, `c`, `d`, `e` and more"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("apt-get install -y graphviz", True),
        ("sudo apt install graphviz", True),
        ("pip install python-apt", False),
        ("conda install apt-repo", False),
    ],
)
def test_debian(make_tree, by, expected):
    notebook = Notebook(needs=(Need("install", "graphviz", 1, 1, by=by),))
    project = Project(make_tree({}), chapters=(Chapter("a.ipynb", notebook),))
    (one,) = asked_for(project, "install")
    assert is_debian(one) is expected
