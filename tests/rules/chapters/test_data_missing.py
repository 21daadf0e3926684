from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

CONDA = "dependencies: [python=3.12, pandas]\n"
READ = 'import pandas as pd\npd.read_csv("data/x.csv")'


def found(judge, *cells, path="book/a.ipynb", **files):
    return judge("data-missing", {"environment.yml": CONDA, path: ipynb(*cells), **files})


def test_right_from_the_root_is_an_error(judge):
    (finding,) = found(judge, READ, **{"data/x.csv": ""})
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("book/a.ipynb", 2, cell=1)
    assert finding.message == (
        "`book/a.ipynb` (cell 1) reads `data/x.csv`, which is right from another folder, but a "
        "notebook runs in its own."
    )
    assert finding.fix == "Write `../data/x.csv`."


def test_above_the_repository_is_an_error(judge):
    (finding,) = found(judge, 'open("../../data/x.csv")')
    assert finding.severity is Severity.ERROR
    assert "leads out of the repository" in finding.message


def test_in_another_folder_is_a_warning(judge):
    files = {"old/data/x.csv": "", "x.csv": "", "deep/old/data/x.csv": ""}
    (finding,) = found(judge, READ, **files)
    assert finding.severity is Severity.WARNING
    assert "which is `deep/old/data/x.csv` in the repository" in finding.message
    assert finding.fix == "If that file is meant, write `../deep/old/data/x.csv`."


def test_nowhere_is_a_warning(judge):
    (finding,) = found(judge, READ)
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "`book/a.ipynb` (cell 1) reads `data/x.csv`, which the repository does not have."
    )
    assert finding.fix == "Commit the file, or let the chapter download the data."


def test_what_another_chapter_writes_is_a_note(judge):
    other = {"book/first.ipynb": ipynb('frame.to_csv("data/x.csv")')}
    (finding,) = found(judge, READ, **other)
    assert finding.severity is Severity.NOTE
    assert "which `book/first.ipynb` writes" in finding.message


@pytest.mark.parametrize(
    "cell",
    [
        'open("data/here.csv")\nos.listdir("data")\nopen("../root.txt")\nopen("./data/here.csv")',
        'open("~/root.txt")\nopen("/home/jovyan/book/data/here.csv")',
        'loadmat("data/here")',
        'xr.open_mfdataset("data/*.nc")',
        'open("../../../tmp/x.csv")\nopen("/tmp/x.csv")',
        'open("../.cache/x.csv")\nopen("~/.config/x.csv")',
        'open("s3://x/y.csv")\nopen(f"{a}.csv")\nopen("%s.csv" % a)\nsns.load_dataset("iris")',
        'download(url)\nopen("data/x.csv")',
        'urlretrieve(url, "data/x.csv")\nopen("data/x.csv")',
        'frame.to_csv("data/x.csv")\nopen("data/x.csv")',
        'export(frame, out="data/x.csv")\nopen("data/x.csv")',
        'plt.savefig(f"plot-{n}.png")\nImage("plot-1.png")',
        '!wget https://example.org/x.csv\nopen("data/x.csv")',
        '!python make.py\nopen("data/x.csv")',
        '!unzip data.zip\nopen("data/x.csv")',
        '%run ../make.ipynb\nopen("data/x.csv")',
        'import helper\nopen("data/x.csv")',
        'os.chdir(folder)\nopen("data/x.csv")',
        '%cd elsewhere\nopen("data/x.csv")',
        '%cd ..\nopen("root.txt")',
        'os.chdir("..")\nos.chdir("..")\nopen("root.txt")',
        'z.open("inside.csv")\nread_data("x.csv")',
        'if os.path.exists("data/x.csv"):\n    open("data/x.csv")',
        'try:\n    open("data/x.csv")\nexcept FileNotFoundError:\n    pass',
        "!head data/x.csv",
    ],
)
def test_quiet(judge, cell):
    files = {
        "book/data/here.csv": "",
        "book/data/here.mat": "",
        "root.txt": "",
        "make.ipynb": ipynb(),
    }
    files["helper.py"] = "import requests\n"
    assert found(judge, cell, **files) == []


def test_a_notebook_that_is_run_and_not_there(judge):
    (finding,) = found(judge, "%run more.ipynb")
    assert finding.severity is Severity.WARNING
    assert "reads `more.ipynb`, which the repository does not have" in finding.message
    assert found(judge, "%%writefile more.py\nx = 1", "%run more.py") == []
    assert found(judge, "%run more.ipynb", **{"book/more.ipynb": ipynb()}) == []


@pytest.mark.parametrize(
    "files",
    [
        {"postBuild": "#!/bin/sh\nwget https://example.org/x.csv\n"},
        {"postBuild": "#!/bin/bash\npython -m course.data\n"},
        {"postBuild": "#!/bin/bash\n./fetch.sh\n"},
        {"postBuild": "#!/usr/bin/env python3\n"},
        {"postBuild": '#!/bin/bash\necho "\n'},
        {"start": '#!/bin/bash\njupyter nbconvert --execute a.ipynb\nexec "$@"\n'},
        {"binder/Dockerfile": "FROM python\n"},
        {".ipython/profile_default/startup/00.py": "import os\nos.chdir('..')\n"},
    ],
)
def test_a_script_may_bring_it(judge, files):
    assert found(judge, READ, **files) == []


@pytest.mark.parametrize(
    "files",
    [
        {"postBuild": "#!/bin/bash\njupyter labextension install x\n"},
        {"postBuild": "#!/bin/bash\npython -m ipykernel install\nmkdir -p x\n"},
        {"start": '#!/bin/bash\nexport A=1\nexec "$@"\n'},
    ],
)
def test_a_script_that_brings_nothing(judge, files):
    assert len(found(judge, READ, **files)) == 1


def test_a_cell_that_is_meant_to_fail(judge):
    header = "---\nkernelspec:\n  name: python3\n---\n"
    for tag, count in {"raises-exception": 0, "skip-execution": 0, "hide-input": 1}.items():
        text = f'{header}```{{code-cell}}\n:tags: [{tag}]\n\nopen("x.csv")\n```\n'
        files = {"environment.yml": CONDA, "a.md": text}
        assert len(judge("data-missing", files)) == count, tag


def test_what_lies_in_one_folder_is_one_finding(judge):
    cells = [f'pd.read_csv("data/{number}.csv")' for number in range(40)]
    others = {f"book/{name}.ipynb": ipynb(*cells[:3]) for name in "bcd"}
    (finding,) = found(judge, *cells, **others)
    assert finding.message == (
        "`book/a.ipynb` (cell 1) and 3 other chapters read `data/0.csv`, `data/1.csv`, "
        "`data/2.csv` and 37 more files, which the repository does not have."
    )
    assert len(finding.also) == 48


def test_other_causes_are_of_other_rules(judge):
    cells = ('open("Data/here.csv")', 'open("C:/x.csv")', r'open("data\\here.csv")')
    assert found(judge, *cells, **{"book/data/here.csv": ""}) == []


def test_a_folder_that_is_known(judge):
    cell = '%cd ../src\nopen("data/x.csv")'
    files = {"src/make.txt": ""}
    (finding,) = found(judge, cell, **files)
    assert finding.severity is Severity.WARNING
    assert found(judge, cell, **files, **{"src/data/x.csv": ""}) == []


def test_an_image_from_elsewhere(judge):
    files = {"a.ipynb": ipynb('open("../x.csv")', 'open("~/y.csv")', 'open("z.csv")')}
    elsewhere = {"repository": "https://github.com/o/r", "ref": "main"}
    (finding,) = judge("data-missing", {"environment.yml": CONDA, **files}, environment=elsewhere)
    assert "`z.csv`" in finding.message


def test_a_link_within_the_repository(make_project, judge):
    project = make_project({"book/a.ipynb": ipynb('open("data/x.csv")'), "data/x.csv": ""})
    (project.tree.root / "book/data").symlink_to("../data")
    from sphinx_binderhub.rules import all_rules, run

    (rule,) = (one for one in all_rules() if one.name == "data-missing")
    assert run(project, [rule]) == []


def test_nobody_is_told_to_commit_a_secret(judge):
    (finding,) = found(judge, 'open("keys/token.json")')
    assert finding.severity is Severity.NOTE
    assert "Do not commit a secret" in finding.fix
