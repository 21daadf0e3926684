"""One cause is one finding, whichever rules look at it."""

from __future__ import annotations

import importlib

import pytest

from sphinx_binderhub.rules import all_rules, run
from tests.notebook.conftest import ipynb

RULES = [
    *("blocked-port", "chapter-needs-root", "display-needed", "gpu", "installs-at-run-time"),
    *("magic-not-loaded", "os-specific", "secret-needed", "tool-missing"),
]
EVERY = [rule for rule in all_rules() if rule.family == "chapters"]
INSTALLED = {"requirements.txt": "cython\ngraphviz\nmatplotlib\npandas\ntorch\npyspark\n"}


@pytest.mark.parametrize("name", RULES)
def test_a_speaking_book_has_one_finding(make_project, name):
    module = importlib.import_module(f"tests.rules.chapters.test_{name.replace('-', '_')}")
    found = {one.rule for one in run(make_project(module.SPEAKING), EVERY)}
    # The data may be missed as well, and packages that nobody imports are noted.
    assert found - {"package-unused"} == {name}


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (("import graphviz", "!dot a"), "tool-missing"),
        (("import pyspark", "!java -version"), "tool-missing"),
        (("!apt-get install graphviz", "import graphviz", "!dot a"), "chapter-needs-root"),
        (("import cupy",), "import-missing"),
        (("%load_ext memory_profiler", "%memit 1"), "import-missing"),
        (("import winreg",), "os-specific"),
        (("!brew install graphviz",), "os-specific"),
        (("import turtle\nturtle.forward(1)",), "display-needed"),
        (("%pip install seaborn", "import seaborn"), "installs-at-run-time"),
    ],
)
def test_together(make_project, cells, rule):
    files = {**INSTALLED, "a.ipynb": ipynb(*cells)}
    found = [one for one in run(make_project(files), EVERY) if one.rule != "package-unused"]
    assert [one.rule for one in found] == [rule], found
