from __future__ import annotations

import pytest

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.notebook import Notebook
from tests.rules.conftest import GOOD, Judge

RULE = "r-no-snapshot"
QUIET = {"install.R": "", "runtime.txt": "r-4.4-2026-06-01\n"}
SPEAKING = {"install.R": "install.packages('ggplot2')"}
PACKAGE = "Package: course\nVersion: 1.0\n"
R_CHAPTER = Chapter("a.ipynb", Notebook("r", "ir"))
PYTHON_CHAPTER = Chapter("b.ipynb", Notebook("python", "python3"))
BY_CONDA = GOOD + "  - r-irkernel\n"


@pytest.mark.parametrize(
    "files",
    [
        {"binder/install.R": "", "binder/runtime.txt": "r-2026-06-01"},
        {
            "environment.yml": GOOD,
            "postBuild": "#!/bin/bash\nset -e\nRscript install.R\n",
            "install.R": "",
        },
        {"Dockerfile": "FROM quay.io/x/y:1\nRUN Rscript install.R\n", "install.R": ""},
        {"default.nix": "", "install.R": ""},
        {"environment.yml": GOOD, "sub/install.R": ""},
        {"DESCRIPTION": PACKAGE, "runtime.txt": "r-4.4-2026-06-01", "install.R": ""},
        {"runtime.txt": "ruby-3.3"},
        {"environment.yml": BY_CONDA, "runtime.txt": "r-4.4"},
        {"a.ipynb": "{}"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files, None, PYTHON_CHAPTER)


@pytest.mark.parametrize("folder", ["", "binder/"])
def test_install_alone(judge_files: Judge, folder: str) -> None:
    (finding,) = judge_files(None, {f"{folder}install.R": "", f"{folder}apt.txt": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(f"{folder}install.R")
    assert f"into `{folder}runtime.txt`" in finding.fix
    assert "`r-4.4-2026-06-01`" in finding.fix


@pytest.mark.parametrize("text", ["r-4.4", "r-4.4\n", "r-base"])
@pytest.mark.parametrize("other", ["notes.md", "requirements.txt", "install.R"])
def test_runtime_without_a_day(judge_files: Judge, other: str, text: str) -> None:
    (finding,) = judge_files(None, {other: "", "runtime.txt": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("runtime.txt", 1)
    assert finding.also == ((Location("install.R"),) if other == "install.R" else ())


@pytest.mark.parametrize("profile", ["2024.7.0", "2025.8.0"])
def test_older_releases(judge_files: Judge, profile: str) -> None:
    (finding,) = judge_files(None, {"runtime.txt": "r-4.2", "install.R": ""}, profile)
    assert finding.rule == RULE
    assert "`r-4.2-2026-06-01`" in finding.fix


@pytest.mark.parametrize("other", ["environment.yml", "binder/environment.yml"])
def test_beside_python(judge_files: Judge, other: str) -> None:
    script = other.replace("environment.yml", "install.R")
    (finding,) = judge_files(None, {other: GOOD, script: ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location(script)
    assert f"that runs `Rscript {script}`" in finding.fix


def test_beside_conda_with_r(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": BY_CONDA, "install.R": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert "not installed" not in finding.message
    assert finding.fix == "Add a script `postBuild` that runs `Rscript install.R`."


def test_beside_conda_that_asks_for_r(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "runtime.txt": "r-4.4"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    (finding,) = judge_files(RULE, {**files, "install.R": ""}, None, R_CHAPTER)
    assert finding.severity is Severity.ERROR
    assert finding.also == (Location("install.R"), Location("a.ipynb"))


def test_a_package_alone_is_a_note(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"DESCRIPTION": PACKAGE})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("DESCRIPTION")
    (finding,) = judge_files(RULE, {"DESCRIPTION": PACKAGE, "runtime.txt": "r-4.4"})
    assert finding.location == Location("runtime.txt", 1, 3)


def test_another_file_is_the_cause(judge_files: Judge) -> None:
    found = judge_files(None, {"install.R": "", "book/environment.yml": GOOD})
    assert [finding.rule for finding in found] == ["wrong-directory"]


def test_chapters_alone_are_for_another_rule(judge_files: Judge) -> None:
    assert not judge_files(None, {"environment.yml": GOOD}, None, R_CHAPTER)


@pytest.mark.parametrize(
    ("files", "fix"),
    [
        ({"requirements.txt": "", "runtime.txt": "python-3.12"}, "Python is then 3.10."),
        ({"setup.py": "", "runtime.txt": "python-3.12"}, "`r-4.4-2026-06-01`"),
        (
            {"Pipfile": "[requires]\npython_version = '3.11'\n"},
            "with the packages of the `Pipfile`",
        ),
        (
            {"Project.toml": "[compat]\njulia = '~1.10'\n"},
            "Add a file `environment.yml` that lists",
        ),
    ],
)
def test_chapters_in_r(judge_files: Judge, files: dict[str, str], fix: str) -> None:
    other = Chapter("c.ipynb", Notebook("r", "ir"))
    asking = {**files, "install.R": ""}
    (finding,) = judge_files(RULE, asking, None, PYTHON_CHAPTER, R_CHAPTER, other)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("install.R")
    assert finding.also == (Location("a.ipynb"), Location("c.ipynb"))
    assert fix in finding.fix


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": BY_CONDA},
        {"environment.yml": GOOD + "  - conda-forge::r-irkernel\n"},
        {"environment.yml": GOOD + "  - xeus-r\n"},
        {"environment.yml": GOOD, "postBuild": "#!/bin/bash\nset -e\n./kernels\n"},
        {"environment.yml": GOOD, "apt.txt": "r-cran-irkernel\n"},
        {"Dockerfile": "FROM quay.io/x/y:1\n"},
        QUIET,
        {"environment.yml": "dependencies: [a"},
        {"notes.md": ""},
    ],
)
def test_chapters_that_may_find_r(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files, None, R_CHAPTER)
