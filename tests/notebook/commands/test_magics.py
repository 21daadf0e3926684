from __future__ import annotations

import pytest

from sphinx_binderhub.notebook.records import Need

NEEDS = {
    "%load_ext x": [("extension", "x")],
    "%load_ext a.b_c": [("extension", "a.b_c")],
    "%load_ext x  # why": [("extension", "x")],
    "%reload_ext 'x'": [("extension", "x")],
    "if a:\n    %load_ext x": [("extension", "x")],
    "load_ext x": [("extension", "x")],
    "%load_ext autoreload": [],
    "%load_ext storemagic": [],
    "%load_ext IPython.extensions.autoreload": [],
    "%load_ext {x}": [],
    "%load_ext": [],
    "%load_ext?": [],
    "%unload_ext x": [],
    "%uv pip install x": [("install", "x"), ("extension", "uv")],
    "%matplotlib inline": [],
    "%matplotlib notebook": [],
    "%matplotlib": [],
    "%matplotlib --list": [],
    "%matplotlib widget": [("extension", "ipympl")],
    "%matplotlib ipympl": [("extension", "ipympl")],
    "%matplotlib Qt5": [("display", "%matplotlib qt5")],
    "%matplotlib tk": [("display", "%matplotlib tk")],
    "%matplotlib osx": [("display", "%matplotlib osx")],
    "matplotlib qt": [("display", "%matplotlib qt")],
    "%pylab qt": [("display", "%pylab qt")],
    "%pylab inline": [],
    "%gui qt6": [("display", "%gui qt6")],
    "%gui asyncio": [],
    "%gui": [],
    "%R x": [("magic", "R"), ("write", "*")],
    "%%R -i x\nplot(x)": [("magic", "R"), ("write", "*")],
    "%%cython\ncdef int x": [("magic", "cython")],
    "%%sql sqlite://\nselect 1": [("magic", "sql")],
    "x = %sql select 1": [("magic", "sql")],
    "%lprun -f f f()": [("magic", "lprun")],
    "%%capture\n%%memit\nf()": [("magic", "memit")],
    "%autoreload 2": [("magic", "autoreload")],
    "%nosuch": [("magic", "nosuch")],
    "%%time\nx": [],
    "%timeit f()": [],
    "%config InlineBackend.figure_format = 'svg'": [],
    "%ls -la": [],
    "%%html\n<b>!x</b>": [],
    "%%javascript\n!x": [],
    "%%markdown\n!dot": [],
    "%%latex\n%x": [],
    "# c\n%%nosuch": [],
    "% x": [],
    "%%": [],
    "%1": [],
    "%time !dot x": [("program", "dot")],
    "%time !nosuch x": [("program", "nosuch"), ("write", "*")],
    "%timeit -n 10 -r1 %run a.py": [("write", "*"), ("read", "a.py")],
    "%run a.py": [("write", "*"), ("read", "a.py")],
    "%run ../a": [("write", "*"), ("read", "../a.py")],
    "%run a.ipynb": [("write", "*"), ("read", "a.ipynb")],
    "%run -i -t -N 10 a.py x": [("write", "*"), ("read", "a.py")],
    "%run 'a b.py'": [("write", "*"), ("read", "a b.py")],
    "%run -m a": [("write", "*")],
    "%run $x": [("write", "*")],
    "run a.py": [("write", "*"), ("read", "a.py")],
    "%load a.py": [("read", "a.py")],
    "%load -r 1-5 ../a.py": [("read", "../a.py")],
    "%load https://x.org/a.py": [],
    "%load f": [],
    "%pycat a.py": [("read", "a.py")],
    "%%writefile a.py\n!dot\n%load_ext x": [("write", "a.py")],
    "%%writefile -a a/b.py\nx": [("write", "a/b.py")],
    "%%file a.txt\nx": [("write", "a.txt")],
    "%%writefile {x}\ny": [("write", "*")],
    "%save a 1-3": [("write", "*")],
    "%cat a.txt": [("read", "a.txt")],
    "%cp a.txt b.txt": [("read", "a.txt"), ("write", "b.txt")],
    "%mkdir a": [("write", "a")],
    "%cd a": [("read", "a")],
    "%cd -q 'a b'": [("read", "a b")],
    "%cd ..": [],
    "%cd -": [],
    "%cd": [],
    "cd a/b": [("read", "a/b")],
    "%env X": [("variable", "X")],
    "%env X=1": [],
    "%env": [],
    "%set_env X 1": [],
}


@pytest.mark.parametrize("source", NEEDS)
def test_needs(commands, source):
    found = [(one.kind, one.name) for one in commands(source).needs]
    assert found == NEEDS[source]


def test_places(commands):
    source = "%%time\n\nif x:\n    %load_ext \\\n      a\n%load_ext b"
    assert commands(source).needs == [
        Need("extension", "a", 1, 4, True, None, "%load_ext a"),
        Need("extension", "b", 1, 6, False, None, "%load_ext b"),
    ]


@pytest.mark.parametrize(
    ("source", "folders"),
    [
        ("%cd a/b", {"a/b"}),
        ("%cd 'a b'", {"a b"}),
        ("cd ..", {".."}),
        ("%pushd a", {"a"}),
        ("%cd $x", {"**"}),
        ("%cd {x}/y", {"**"}),
        ("%cd", set()),
        ("cd = 1", set()),
        ("!cd a", set()),
    ],
)
def test_folders(commands, source, folders):
    assert commands(source).folders == folders


@pytest.mark.parametrize(
    ("source", "variables"),
    [
        ("%env X=1", {"X"}),
        ("%env X 1", {"X"}),
        ("%set_env X 1", {"X"}),
        ("%env X", set()),
        ("%env", set()),
    ],
)
def test_variables(commands, source, variables):
    assert commands(source).variables == variables
