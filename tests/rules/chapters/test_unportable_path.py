from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

CONDA = "dependencies: [python=3.12, pandas]\n"


def found(judge, *cells, path="book/a.ipynb", **files):
    return judge("unportable-path", {"environment.yml": CONDA, path: ipynb(*cells), **files})


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Data/x.csv", "letter case counts"),
        ("data/X.CSV", "letter case counts"),
        (r"data\\x.csv", "a backslash joins no folders"),
        (r"..\\book\\data\\x.csv", "a backslash joins no folders"),
    ],
)
def test_speaks(judge, name, reason):
    files = {"book/data/x.csv": ""}
    (finding,) = found(judge, "import pandas as pd", f'pd.read_csv("{name}")', **files)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("book/a.ipynb", 1, cell=2)
    shown = name.replace("\\\\", "\\")
    assert finding.message == (
        f"`book/a.ipynb` (cell 2) reads `{shown}`, which is `book/data/x.csv` in the repository, "
        f"and {reason} on Binder."
    )
    assert finding.fix == "Write `data/x.csv`."


def test_a_folder(judge):
    (finding,) = found(judge, 'os.listdir("../Data")', **{"data/x.csv": ""})
    assert finding.fix == "Write `../data`."


@pytest.mark.parametrize(
    "cell",
    [
        'open("data/x.csv")',
        'open("data/x.csv")\nopen("data/Both.csv")\nopen("data/both.csv")',
        'open("data/y.csv")',
        r'open("data\\y.csv")',
        'frame.to_csv("Data/x.csv")\nopen("Data/x.csv")',
        'if os.path.exists("Data/x.csv"):\n    open("Data/x.csv")',
        'try:\n    open("Data/x.csv")\nexcept OSError:\n    pass',
        'os.chdir(folder)\nopen("Data/x.csv")',
        'open("https://example.org/Data/x.csv")',
    ],
)
def test_quiet(judge, cell):
    files = {"book/data/x.csv": "", "book/data/Both.csv": "", "book/data/both.csv": ""}
    assert found(judge, cell, **files) == []


def test_one_folder_is_one_finding(judge):
    cells = [f'open("Data/{number}.csv")' for number in range(40)]
    files = {f"book/data/{number}.csv": "" for number in range(40)}
    (finding,) = found(judge, *cells, **files)
    assert len(finding.also) == 39
    assert "`Data/0.csv`, `Data/1.csv`, `Data/2.csv` and 37 more files" in finding.message
    assert finding.fix == "Write `data/0.csv`, and the others in the same way."


def test_a_command_goes_on_after_an_error(judge):
    (finding,) = found(judge, "!cat Data/x.csv", **{"book/data/x.csv": ""})
    assert finding.severity is Severity.WARNING
