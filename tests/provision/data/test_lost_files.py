from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.notebook import Need, Notebook
from sphinx_binderhub.project import Project
from sphinx_binderhub.provision.data.file_index import has_beginning, in_other_case, of_same_name
from sphinx_binderhub.provision.data.foreign_paths import foreign_paths
from sphinx_binderhub.provision.data.lost_files import by_cause, lost_files
from sphinx_binderhub.provision.data.readers import surely_reads
from sphinx_binderhub.repository import Sources
from sphinx_binderhub.repository.checkout import Checkout

EVERY = ("name", "disk", "outside", "root", "chapter", "elsewhere", "nowhere")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    from sphinx_binderhub.tree import Tree

    root = tmp_path_factory.mktemp("repository")
    files = {"environment.yml", "book/a.ipynb", "data/x.csv", "book/Data/y.csv", "old/z.csv"}
    for path in files:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("dependencies: [python=3.12]\n")
    (root / "book/loose.csv").write_text("")
    (root / "book/out").symlink_to("/")
    sources = Sources(Checkout(root, submodules=frozenset({"book/module"})))
    return Project(Tree(root, frozenset(files)), sources=sources)


def lost(project, *names, by="open", path="book/a.ipynb"):
    needs = tuple(Need("read", name, number, 1, by=by) for number, name in enumerate(names, 1))
    chapters = (Chapter(path, Notebook(needs=needs)),)
    found = lost_files(replace(project, chapters=chapters), *EVERY)
    return [(one.path, one.why, one.found) for one in found]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("data/y.csv", ("book/data/y.csv", "name", "book/Data/y.csv")),
        ("loose.csv", ("book/loose.csv", "disk", None)),
        ("data/x.csv", ("book/data/x.csv", "root", "data/x.csv")),
        ("../../x.csv", ("../../x.csv", "outside", "data/x.csv")),
        ("deep/z.csv", ("book/deep/z.csv", "elsewhere", "old/z.csv")),
        ("deep/no.csv", ("book/deep/no.csv", "nowhere", None)),
        ("out/etc/passwd", ("book/out/etc/passwd", "nowhere", None)),
    ],
)
def test_why_a_file_is_lost(project, name, expected):
    assert lost(project, name) == [expected]


@pytest.mark.parametrize(
    "name", ["Data/y.csv", "../data", "module/any.csv", "module", ".", "Data/y"]
)
def test_what_is_there(project, name):
    assert lost(project, name) == []


def test_a_chapter_in_the_root(project):
    assert lost(project, "data/x.csv", path="a.ipynb") == []
    assert lost(project, "x.csv", path="a.ipynb") == [("x.csv", "elsewhere", "data/x.csv")]


def test_functions_that_nobody_knows_may_look_elsewhere(project):
    assert lost(project, "z.csv", "no.csv", "../../x.csv", "data/x.csv", by="read_data") == []
    assert len(lost(project, "loose.csv", "data/y.csv", by="read_data")) == 2


@pytest.mark.parametrize(
    ("by", "known"),
    [
        ("pd.read_csv", True), ("read_csv", False), ("open", True), ("Image.open", True),
        ("np.load", True), ("scipy.io.wavfile.read", True), ("etree.parse", True),
        ("Image", True), ("h5py.File", True), ("os.listdir", True), ("pd.read_csv()", True),
        ("z.open", False), ("archive.read", False), ("read_data", False), ("parse", False),
        ("config.read", False), ("!head x.csv", False), ("", False), (".", False),
    ],
)  # fmt: skip
def test_calls_that_surely_read(by, known):
    assert surely_reads(by) is known


def test_index(project):
    tree = project.tree
    assert in_other_case("OLD/Z.csv", tree) == "old/z.csv"
    assert in_other_case("BOOK/data", tree) == "book/Data"
    assert in_other_case("old/y.csv", tree) is None
    assert has_beginning("data/x", tree)
    assert not has_beginning("data/y", tree)
    assert of_same_name("any/Data/y.csv", tree) == "book/Data/y.csv"
    assert of_same_name("no.csv", tree) is None


NAMES = st.text(st.sampled_from("ab./\\~*:C é\0%"), max_size=12) | st.text(max_size=30)


@given(names=st.lists(NAMES, max_size=6), by=st.sampled_from(["open", "", "!x", "pd.read_csv"]))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_name_is_taken(project, names, by):
    needs = tuple(Need("read", name, 1, 1, by=by) for name in names)
    needs += tuple(Need("write", name, 1, 1, by=by) for name in names[:1])
    chapters = (Chapter("book/a.ipynb", Notebook(needs=needs)), Chapter("b.md", Notebook()))
    judged = replace(project, chapters=chapters)
    list(foreign_paths(judged))
    found = lost_files(judged, *EVERY)
    assert sorted(map(id, found)) == sorted(id(x) for g in by_cause(found, judged) for x in g)


def test_a_hostile_notebook_takes_no_time(project):
    needs = [Need("read", f"d/no{number}.csv", 1, 1, by="open") for number in range(5000)]
    needs += [Need("write", f"e/yes{number}.csv", 1, 1) for number in range(5000)]
    chapters = (Chapter("book/a.ipynb", Notebook(needs=tuple(needs))),)
    start = time.perf_counter()
    assert lost_files(replace(project, chapters=chapters), *EVERY) == []
    assert time.perf_counter() - start < 3
