from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

PLAIN = {"requirements.txt": "graphviz\n"}
CONDA = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - pandas\n"
SPEAKING = {**PLAIN, "a.ipynb": ipynb("#md", "x = 1\n!dot -Tpng a.dot -o a.png")}
QUIET = {**SPEAKING, "apt.txt": "graphviz\n"}


def test_speaks(judge):
    assert judge("tool-missing", QUIET) == []
    (finding,) = judge("tool-missing", SPEAKING)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) runs `dot`, which neither the image nor an environment file brings."
    )
    assert finding.fix == "Add `graphviz` to `apt.txt`."


def test_conda(judge):
    files = {"binder/environment.yml": CONDA, "a.ipynb": SPEAKING["a.ipynb"]}
    (finding,) = judge("tool-missing", files)
    assert finding.fix == ("Add `- graphviz` under `dependencies:` in `binder/environment.yml`.")
    files["binder/environment.yml"] += "  - python-graphviz\n"
    assert judge("tool-missing", files) == []


@pytest.mark.parametrize(
    "cell",
    [
        "!ls -l | grep csv | wc -l",
        "!git clone https://github.com/a/b && cd b && make",
        "!wget https://course.org/a.zip && unzip a.zip",
        "!gcc -o a a.c && ./a",
        "!convert a.png a.jpg",
        "!python -m pip --version",
        "!jupyter nbconvert --to html a.ipynb",
        "!conda list",
        "!npm --version",
        "!some-program-of-ours --help",
        "!./dot a",
        "!nvidia-smi",
        "# !dot a",
        "text = '!dot a'",
        "%%bash\nls\nfor f in *.csv; do head $f; done",
        "if 'google.colab' in sys.modules:\n    !dot a",
        "!conda install -y graphviz\n!dot a",
        "!command -v dot && dot a",
    ],
)
def test_silent(judge, cell):
    assert judge("tool-missing", {**PLAIN, "a.ipynb": ipynb(cell)}) == []


@pytest.mark.parametrize(
    ("cell", "program"),
    [
        ("!pandoc a.md -o a.pdf", "pandoc"),
        ("%%bash\ncd data\njq . a.json", "jq"),
        ("out = !ffmpeg -i a.wav a.mp3", "ffmpeg"),
        ("import os\nos.system('pdflatex a.tex')", "pdflatex"),
        ("import subprocess\nsubprocess.run(['Rscript', 'a.R'])", "Rscript"),
        ("!/usr/bin/tree .", "tree"),
        ("!cat a.md | pandoc -o a.html", "pandoc"),
    ],
)
def test_programs(judge, cell, program):
    (finding,) = judge("tool-missing", {**PLAIN, "a.ipynb": ipynb(cell)})
    assert f"runs `{program}`," in finding.message


@pytest.mark.parametrize(
    ("module", "list_", "program"),
    [
        ("graphviz", "graphviz", "dot"),
        ("pydot", "pydot", "dot"),
        ("torchviz", "torchviz", "dot"),
        ("pytesseract", "pytesseract", "tesseract"),
        ("pyspark.sql", "pyspark", "java"),
    ],
)
def test_modules_that_run_a_program(judge, module, list_, program):
    files = {"requirements.txt": f"{list_}\n", "a.ipynb": ipynb("x = 1", f"import {module} as m")}
    (finding,) = judge("tool-missing", files)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        f"`a.ipynb` (cell 2) needs `{program}` (`import {module.partition('.')[0]}`), which "
        "neither the image nor an environment file brings."
    )


def test_modules_whose_program_is_there(judge):
    cell = ipynb("import graphviz")
    for files in (
        {"requirements.txt": "graphviz\n", "apt.txt": "graphviz\n"},
        {"environment.yml": CONDA + "  - python-graphviz\n"},
        {"environment.yml": CONDA + "  - graphviz\n  - pip:\n    - graphviz\n"},
    ):
        assert judge("tool-missing", {**files, "a.ipynb": cell}) == []
    guarded = ipynb("try:\n    import graphviz\nexcept ImportError:\n    pass")
    assert judge("tool-missing", {**PLAIN, "a.ipynb": guarded}) == []


def test_of_a_module_that_is_missing_itself_another_rule_speaks(judge):
    files = {"requirements.txt": "numpy\n", "a.ipynb": ipynb("import graphviz")}
    assert judge("tool-missing", files) == []
    assert len(judge("import-missing", files)) == 1


def test_a_package_that_brings_everything(judge):
    files = {"environment.yml": CONDA + "  - anaconda\n", "a.ipynb": SPEAKING["a.ipynb"]}
    assert judge("tool-missing", files) == []


def test_programs_that_binder_cannot_run(judge):
    (finding,) = judge("tool-missing", {**PLAIN, "a.ipynb": ipynb("!docker run a")})
    assert finding.message == "`a.ipynb` (cell 1) runs `docker`, which is not on Binder."
    assert "starts no others" in finding.fix


def test_of_debian_packages_that_a_chapter_asks_for_another_rule_speaks(judge):
    files = {**PLAIN, "a.ipynb": ipynb("!apt-get install -y graphviz", "!dot a")}
    assert judge("tool-missing", files) == []
    assert len(judge("chapter-needs-root", files)) == 1


def test_the_repository_may_hold_the_program(judge):
    assert judge("tool-missing", {**SPEAKING, ".local/bin/dot": "#!/bin/sh\n"}) == []


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"Dockerfile": "FROM quay.io/jupyter/base-notebook:2025-01-01\n"},
        {"default.nix": "{}"},
        {"environment.yml": "dependencies: [\n"},
    ],
)
def test_an_image_that_is_not_known(judge, files):
    assert judge("tool-missing", {"a.ipynb": SPEAKING["a.ipynb"], **files}) == []


def test_an_image_from_elsewhere(judge):
    elsewhere = {"repository": "https://github.com/a/env", "ref": "main"}
    assert judge("tool-missing", SPEAKING, environment=elsewhere) == []


def test_a_script_may_bring_it(judge):
    script = "#!/bin/bash\nset -e\nbash data/tools.sh\n"
    (finding,) = judge("tool-missing", {**SPEAKING, "postBuild": script})
    assert finding.severity is Severity.NOTE
    script = "#!/bin/bash\nset -e\nconda install -y graphviz\n"
    assert judge("tool-missing", {**SPEAKING, "postBuild": script}) == []


def test_one_finding_a_package(judge):
    files = {
        **PLAIN,
        "b.ipynb": ipynb("!dot a", "!neato a", "!java a", "!javac a"),
        "a.ipynb": ipynb("!neato a"),
        "c.md": "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell}\n!dot a\n```\n",
    }
    dot, java = judge("tool-missing", files)
    assert dot.message.startswith("`a.ipynb` (cell 1) and 2 other chapters run `neato`, `dot`,")
    assert dot.also == (Location("b.ipynb", 1, cell=1), Location("c.md", 7, cell=1))
    assert "`java`, `javac`" in java.message
