from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

CONDA = "dependencies: [python=3.12, pandas]\n"


def found(judge, *cells, **files):
    return judge(
        "absolute-path", {"environment.yml": CONDA, "book/a.ipynb": ipynb(*cells), **files}
    )


@pytest.mark.parametrize(
    ("path", "machine"),
    [
        (r"C:\\Users\\anna\\x.csv", "a Windows machine"),
        ("C:/Users/anna/x.csv", "a Windows machine"),
        (r"\\\\server\\share\\x.csv", "a Windows network"),
        ("/Users/anna/x.csv", "a Mac"),
        ("/Volumes/disk/x.csv", "a Mac"),
        ("/home/anna/x.csv", "another Linux machine"),
        ("/mnt/c/Users/anna/x.csv", "a Windows machine"),
        ("/kaggle/input/iris/x.csv", "Kaggle"),
        ("/content/drive/MyDrive/x.csv", "Google Colab"),
        ("~/Downloads/x.csv", "a personal computer"),
    ],
)
def test_a_path_on_one_machine_is_an_error(judge, path, machine):
    (finding,) = found(judge, "import pandas as pd", f'\npd.read_csv("{path}")')
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("book/a.ipynb", 2, cell=2)
    shown = path.replace("\\\\", "\\")
    assert finding.message == (
        f"`book/a.ipynb` (cell 2) reads `{shown}`, a path on {machine}, and not on Binder."
    )
    assert finding.fix.startswith("Put the file into the repository")


@pytest.mark.parametrize(
    "path",
    [
        "x.csv", "../x.csv", "/tmp/x.csv", "/home/jovyan/x.csv", "~/x.csv", "/dev/null.txt",
        "/usr/share/dict/words.txt", "/etc/os-release.txt", "/proc/cpuinfo.txt", "https://a/b.csv",
        "s3://Users/x.csv", "content/x.csv", "file.C:/x.csv", "",
    ],
)  # fmt: skip
def test_quiet(judge, path):
    assert found(judge, f'pd.read_csv("{path}")\nopen("{path}")') == []


@pytest.mark.parametrize(
    "cell",
    [
        'try:\n    pd.read_csv("/Users/a/x.csv")\nexcept FileNotFoundError:\n    pass',
        'if os.path.exists("/Users/a/x.csv"):\n    pd.read_csv("/Users/a/x.csv")',
        'import google.colab\npd.read_csv("/content/drive/x.csv")',
        'frame.to_csv("C:/Users/a/x.csv")\npd.read_csv("C:/Users/a/x.csv")'.replace("/", r"\\"),
        'urlretrieve(url, "~/Downloads/x.csv")\npd.read_csv("~/Downloads/x.csv")',
        'pd.read_csv(f"/Users/{name}/x.csv")',
        '# pd.read_csv("/Users/a/x.csv")',
    ],
)
def test_what_may_be_there_or_need_not(judge, cell):
    assert found(judge, cell) == []


def test_writing(judge):
    (finding,) = found(judge, 'frame.to_csv("/Users/anna/x.csv")')
    assert "writes `/Users/anna/x.csv`" in finding.message
    assert finding.fix == "Write to a path relative to the notebook."


def test_any_other_absolute_path_is_a_warning(judge):
    (finding,) = found(judge, 'pd.read_csv("/scratch/anna/x.csv")')
    assert finding.severity is Severity.WARNING
    assert "an absolute path that Binder does not have" in finding.message


def test_a_command_goes_on_after_an_error(judge):
    (finding,) = found(judge, "!head /Users/anna/x.csv")
    assert finding.severity is Severity.WARNING


def test_the_file_of_the_repository_is_told(judge):
    files = {"data/x.csv": "1", "other/y.csv": ""}
    (finding,) = found(judge, r'pd.read_csv("C:\\course\\data\\x.csv")', **files)
    assert finding.fix == "Write `../data/x.csv`, the path relative to the notebook."


def test_one_machine_is_one_finding(judge):
    files = {
        "environment.yml": CONDA,
        "a.ipynb": ipynb(*(f'open("/Users/anna/{number}.csv")' for number in range(5))),
        "b.ipynb": ipynb('open("/Users/anna/data/0.csv")', 'open("/Users/bob/0.csv")'),
    }
    bob, anna = sorted(judge("absolute-path", files), key=lambda one: len(one.also))
    assert bob.location.path == "b.ipynb"
    assert anna.message.startswith(
        "`a.ipynb` (cell 1) and 1 other chapter read `/Users/anna/0.csv`, `/Users/anna/1.csv`, "
        "`/Users/anna/2.csv` and 3 more files, paths on a Mac"
    )
    assert len(anna.also) == 5


def test_an_image_of_ones_own_may_have_any_folder(judge):
    cells = ('open("/data/x.csv")', 'open("/home/anna/x.csv")', 'open("/Users/anna/x.csv")')
    for files in ({"Dockerfile": "FROM a\n"}, {"default.nix": ""}):
        (finding,) = judge("absolute-path", {"a.ipynb": ipynb(*cells), **files})
        assert "/Users/anna" in finding.message
    files = {"environment.yml": CONDA, "a.ipynb": ipynb(*cells)}
    elsewhere = {"repository": "https://github.com/o/r", "ref": "main"}
    (finding,) = judge("absolute-path", files, environment=elsewhere)
    assert "/Users/anna" in finding.message


def test_a_folder_of_the_repository_in_the_home(judge):
    assert found(judge, 'open("~/Documents/x.csv")', **{"Documents/x.csv": ""}) == []
