from __future__ import annotations

import time

import pytest

from sphinx_binderhub.provision.data.own_writes import own_modules_write


@pytest.mark.parametrize(
    "source",
    [
        "def f(frame):\n    frame.to_csv(name)\n",
        "from urllib.request import urlretrieve\n",
        "import requests\n",
        'with open(name, "w") as file:\n    pass\n',
        "plt.savefig(name)\n",
        "import os\nos.chdir('..')\n",
        "subprocess.run(['make'])\n",
    ],
)
def test_a_module_that_may_write(make_tree, source):
    assert own_modules_write({"helper"}, make_tree({"book/helper.py": source}))


def test_one_that_does_not(make_tree):
    source = "import numpy as np\n\ndef f(x, start=1):\n    return zip(np.copy(x), open('a.csv'))\n"
    tree = make_tree({"helper.py": source, "other.py": "frame.to_csv(name)\n"})
    assert not own_modules_write({"helper", "numpy", "os"}, tree)
    assert own_modules_write({"helper", "other"}, tree)


@pytest.mark.parametrize(
    "line",
    ["import other", "from other import f", "from .other import f", "import os, tools.other as o"],
)
def test_what_a_module_imports(make_tree, line):
    files = {"tools/helper.py": f"{line}\n", "tools/other.py": "frame.to_csv(name)\n"}
    assert own_modules_write({"helper"}, make_tree(files))


def test_what_cannot_be_read_may_write(make_tree):
    assert own_modules_write({"fast"}, make_tree({"fast.so": b"\0"}))
    assert own_modules_write({"odd"}, make_tree({"odd.py": b"\xff\n"}))
    many = {f"course/m{number}.py": "" for number in range(60)}
    assert own_modules_write({"course"}, make_tree(many))


def test_folders_called_after_packages(make_tree):
    assert not own_modules_write({"pandas"}, make_tree({"pandas/solution.py": "a.to_csv(b)\n"}))


def test_modules_in_a_circle(make_tree):
    files = {f"m{number}.py": f"import m{(number + 1) % 40}\n" for number in range(40)}
    assert not own_modules_write({"m0"}, make_tree(files))


def test_a_hostile_module_takes_no_time(make_tree):
    source = "from " + "." * 50_000 + "\nimport " + " " * 50_000 + "\nopen(" * 20_000
    tree = make_tree({"helper.py": source})
    start = time.perf_counter()
    own_modules_write({"helper"}, tree)
    assert time.perf_counter() - start < 1
