from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "pandas\n"}
QUIET = {**PLAIN, "a.ipynb": ipynb("!dot a"), "apt.txt": "graphviz\n"}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "!apt-get install -y graphviz")}


def test_speaks(judge):
    assert judge("chapter-needs-root", QUIET) == []
    (finding,) = judge("chapter-needs-root", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) runs `apt-get`, which only root may, and on Binder nobody is root."
    )
    assert finding.fix == "Name `graphviz` in `apt.txt`, one a line, and delete the lines."


@pytest.mark.parametrize(
    ("cell", "fix"),
    [
        ("!sudo apt-get update && sudo apt-get install -y sox libsndfile1", "`sox`, `libsndfile1`"),
        ("%%bash\nset -e\napt install tree", "`tree`"),
        ("!sudo service postgresql start", "Debian's packages"),
        ("import os\nos.system('apt-get -qq install tree')", "apt.txt"),
    ],
)
def test_commands(judge, cell, fix):
    (finding,) = judge("chapter-needs-root", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert fix in finding.fix


@pytest.mark.parametrize(
    "cell",
    [
        "!apt list --installed",
        "!apt-cache search graphviz",
        "!dpkg -l | grep graphviz",
        "!dpkg -s graphviz",
        "!pip install python-apt",
        "# !apt-get install graphviz",
        "if 'google.colab' in sys.modules:\n    !apt-get install graphviz",
        "try:\n    import google.colab\n    !apt-get install graphviz\nexcept ImportError:\n    pass",
    ],
)
def test_silent(judge, cell):
    assert judge("chapter-needs-root", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_a_package_that_is_there(judge):
    (finding,) = judge("chapter-needs-root", {**SPEAKING, "apt.txt": "graphviz\n"})
    assert finding.fix == "Delete the lines: `apt.txt` names the packages already."
    assert finding.severity is Severity.NOTE


def test_a_chapter_about_colab(judge):
    files = {**PLAIN, "02-On-Colab.ipynb": SPEAKING["a.ipynb"]}
    assert judge("chapter-needs-root", files) == []


def test_one_finding(judge):
    files = {
        "binder/requirements.txt": "pandas\n",
        "binder/apt.txt": "graphviz\n",
        "b.ipynb": ipynb("!apt install sox"),
        "a.ipynb": ipynb("!sudo apt-get install graphviz tree"),
    }
    (finding,) = judge("chapter-needs-root", files)
    assert finding.also == (Location("b.ipynb", 1, cell=1),)
    assert finding.message.startswith(
        "`a.ipynb` (cell 1) and 1 other chapter run `sudo`, `apt-get`, `apt`,"
    )
    assert (
        finding.fix == "Name `tree`, `sox` in `binder/apt.txt`, one a line, and delete the lines."
    )


def test_an_image_that_is_not_known(judge):
    docker = {"Dockerfile": "FROM a:1\nUSER root\n", "a.ipynb": SPEAKING["a.ipynb"]}
    assert judge("chapter-needs-root", docker) == []
    assert judge("chapter-needs-root", {"a.ipynb": SPEAKING["a.ipynb"]}) == []
