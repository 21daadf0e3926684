from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

CONDA = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pandas\n"
PLAIN = {"environment.yml": CONDA}
QUIET = {**PLAIN, "a.ipynb": ipynb("import pandas")}
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "%pip install seaborn")}


def test_speaks(judge):
    assert judge("installs-at-run-time", QUIET) == []
    (finding,) = judge("installs-at-run-time", SPEAKING)
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) installs `seaborn` while running, which every reader waits for."
    )
    assert (
        finding.fix == "Add `- seaborn` under `- pip:` in `environment.yml`, and delete the line."
    )
    files = {**PLAIN, "a.ipynb": ipynb("%conda install seaborn")}
    (finding,) = judge("installs-at-run-time", files)
    assert finding.fix == (
        "Add `- seaborn` under `dependencies:` in `environment.yml`, and delete the line."
    )


@pytest.mark.parametrize(
    "cell",
    [
        "!pip install -q seaborn==0.13",
        "!conda install -y seaborn",
        "import sys\n!{sys.executable} -m pip install seaborn",
        "pip install seaborn",
        "%%bash\npip install seaborn",
    ],
)
def test_ways(judge, cell):
    (finding,) = judge("installs-at-run-time", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert "`seaborn`" in finding.message


@pytest.mark.parametrize(
    "cell",
    [
        "# %pip install seaborn",
        "if 'google.colab' in sys.modules:\n    %pip install seaborn",
        "%pip install --upgrade pip",
        "!apt-get install seaborn",
        "%pip list",
        "print('pip install seaborn')",
    ],
)
def test_silent(judge, cell):
    assert judge("installs-at-run-time", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


def test_a_line_that_does_both(judge):
    line = "!apt-get update && pip install seaborn && apt-get install -y tree"
    files = {**PLAIN, "a.ipynb": ipynb(line)}
    (finding,) = judge("installs-at-run-time", files)
    assert "installs `seaborn` while" in finding.message
    (finding,) = judge("chapter-needs-root", files)
    assert finding.fix.startswith("Name `tree` in `apt.txt`")


def test_what_is_there_already(judge):
    (finding,) = judge("installs-at-run-time", {**PLAIN, "a.ipynb": ipynb("%pip install Pandas")})
    assert finding.fix == "Delete the lines: an environment file names the packages already."


def test_one_finding_for_a_book(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("%pip install jax"),
        "a.ipynb": ipynb("%pip install seaborn jax", "%pip install seaborn"),
    }
    (finding,) = judge("installs-at-run-time", files)
    assert finding.message.startswith(
        "`a.ipynb` (cell 1) and 1 other chapter install `seaborn`, `jax` while running"
    )
    assert finding.also == (Location("b.ipynb", 1, cell=1),)
    assert finding.fix == "Name the packages in `environment.yml`, and delete the lines."


def test_an_image_from_elsewhere(judge):
    elsewhere = {"repository": "https://github.com/a/env", "ref": "main"}
    assert judge("installs-at-run-time", SPEAKING, environment=elsewhere) == []
