from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "cython\n"}
CELL = "%%cython\ncdef int a = 1"
QUIET = {**PLAIN, "a.ipynb": ipynb("%load_ext Cython", CELL)}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "import os", CELL)}


def test_speaks(judge):
    assert judge("magic-not-loaded", QUIET) == []
    (finding,) = judge("magic-not-loaded", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 1, cell=3)
    assert finding.message == (
        "`a.ipynb` (cell 3) uses the magic `cython`, and no cell loads the extension `Cython`."
    )
    assert finding.fix == "Put `%load_ext Cython` into a cell before it."


@pytest.mark.parametrize(
    "cells",
    [
        ("%load_ext cython", CELL),
        ("%reload_ext Cython", CELL),
        ("%run ../setup.ipynb", CELL),
        ("%run setup.py", CELL),
        ("import preamble", CELL),
        ("%%time\nx = 1",),
        ("%%bash\nls",),
        ("%timeit x",),
        ("%matplotlib inline",),
        ("%%our_own_magic\nx",),
        ("# %%cython",),
        ("%load_ext rmagic", "%R 1 + 1"),
        ("%load_ext autoreload", "%autoreload 2"),
        ("import julia", "%julia 1 + 1"),
    ],
)
def test_silent(judge, cells):
    files = {**PLAIN, "preamble.py": "", "a.ipynb": ipynb(*cells)}
    assert judge("magic-not-loaded", files) == []


def test_a_configuration_may_load_it(judge):
    for path in ("ipython_config.py", ".ipython/profile_default/startup/00-load.ipy"):
        assert judge("magic-not-loaded", {**SPEAKING, path: ""}) == []


def test_one_finding_an_extension(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb(CELL),
        "a.ipynb": ipynb(CELL, "%%R\nplot(1)"),
    }
    first, second = judge("magic-not-loaded", files)
    assert first.also == (Location("b.ipynb", 1, cell=1),)
    assert "`rpy2.ipython`" in second.message
    (finding,) = judge("magic-not-loaded", {**PLAIN, "a.ipynb": ipynb("%Rpush x", "%R x")})
    assert "uses the magics `Rpush`, `R`, and" in finding.message
