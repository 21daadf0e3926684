from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "pandas\n"}
QUIET = {**PLAIN, "a.ipynb": ipynb("from pathlib import Path\nPath('old.csv').unlink()")}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "!del old.csv")}


def test_speaks(judge):
    assert judge("os-specific", QUIET) == []
    (finding,) = judge("os-specific", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) uses `del`, which exists on Windows only; Binder is Linux."
    )
    assert finding.fix == "Write `rm` for `del`, or let Python do it."


@pytest.mark.parametrize(
    ("cell", "platform"),
    [
        ("!open plot.pdf", "macOS"),
        ("import os\nos.system('cls')", "Windows"),
        ("%%cmd\ndir", "Windows"),
        ("!say hello", "macOS"),
        ("!brew install graphviz", "macOS"),
    ],
)
def test_platforms(judge, cell, platform):
    (finding,) = judge("os-specific", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert f"on {platform} only" in finding.message


@pytest.mark.parametrize(
    "cell",
    [
        "!dir",
        "!more a.txt",
        "open('a.txt')",
        "del x",
        "!rm a.csv",
        "import os, platform\nos.system('cls' if platform.system() == 'Windows' else 'clear')",
        "import os\nos.system('cls' if os.name == 'nt' else 'clear')",
        "if platform.system() == 'Darwin':\n    !open plot.pdf",
    ],
)
def test_silent(judge, cell):
    assert judge("os-specific", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_two_platforms_are_two_findings(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("!cls"),
        "a.ipynb": ipynb("!del a.csv", "!open a.pdf", "!copy a b"),
    }
    windows, apple = sorted(judge("os-specific", files), key=lambda one: one.location.cell)
    assert windows.also == (Location("b.ipynb", 1, cell=1),)
    assert "use `del`, `copy`, `cls`, which exist on Windows only" in windows.message
    assert apple.fix == "Let Python do it, or leave it out."


def test_modules_of_a_platform(judge):
    files = {**PLAIN, "a.ipynb": ipynb("!del a", "#md", "import os, winreg")}
    (finding,) = judge("os-specific", files)
    assert finding.severity is Severity.ERROR
    assert finding.message.startswith("`a.ipynb` (cell 1) uses `del`, `winreg`,")
    assert judge("import-missing", files) == []
    guarded = "try:\n    import winreg\nexcept ImportError:\n    winreg = None"
    assert judge("os-specific", {**PLAIN, "a.ipynb": ipynb(guarded)}) == []
