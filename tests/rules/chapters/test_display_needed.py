from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "matplotlib\n"}
QUIET = {**PLAIN, "a.ipynb": ipynb("%matplotlib inline\nimport matplotlib.pyplot as plt")}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "import turtle\nturtle.forward(10)")}


def test_speaks(judge):
    assert judge("display-needed", QUIET) == []
    (finding,) = judge("display-needed", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) opens a window with `turtle`, and a session on Binder has no screen."
    )
    assert finding.fix.startswith("Use `ipyturtle3`")


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("%matplotlib qt", "%matplotlib widget"),
        ("%matplotlib tk\nimport matplotlib", "%matplotlib widget"),
        ("import matplotlib\nmatplotlib.use('TkAgg')", "%matplotlib widget"),
        ("plt.switch_backend('Qt5Agg')", "%matplotlib widget"),
        ("%gui qt", "desktop"),
        ("from tkinter import Tk\nroot = Tk()", "desktop"),
        ("import tkinter as tk\nroot = tk.Tk()", "desktop"),
        ("import pygame\npygame.display.set_mode((400, 300))", "desktop"),
        ("cv2.imshow('a', image)", "plt.imshow"),
    ],
)
def test_windows(judge, cell, fix):
    (finding,) = judge("display-needed", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert fix in finding.fix


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib",
        "%matplotlib widget",
        "%matplotlib notebook",
        "plt.imshow(image)",
        "ax.imshow(image)",
        "matplotlib.use('agg')",
        "# import turtle",
        "try:\n    import turtle\nexcept ImportError:\n    turtle = None",
    ],
)
def test_silent(judge, cell):
    assert judge("display-needed", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"requirements.txt": "jupyter-remote-desktop-proxy\n"},
        {"requirements.txt": "jupyter_desktop_server\n"},
        {"apt.txt": "xvfb\n", **PLAIN},
        {**PLAIN, "start": '#!/bin/bash\nexport DISPLAY=:1\nexec "$@"\n'},
        {"Dockerfile": "FROM a:1\n"},
    ],
)
def test_a_screen(judge, files):
    assert judge("display-needed", {"a.ipynb": SPEAKING["a.ipynb"], **files}) == []


def test_a_module_of_the_repository(judge):
    assert judge("display-needed", {**SPEAKING, "turtle.py": "def forward(x): ..."}) == []


def test_a_script_may_bring_one(judge):
    script = "#!/bin/bash\nbash desktop.sh\n"
    (finding,) = judge("display-needed", {**SPEAKING, "postBuild": script})
    assert finding.severity is Severity.NOTE


def test_one_finding_a_mend(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("import turtle"),
        "a.ipynb": ipynb("%matplotlib qt", "import turtle"),
    }
    found = judge("display-needed", files)
    assert [len(one.also) for one in found] == [0, 1]
