from __future__ import annotations

import json
import re

import pytest

from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.rules import all_rules
from tests.notebook.conftest import ipynb

RULE = "kernel-missing"
CONDA = "channels: [conda-forge]\ndependencies:\n  - python=3.12\n  - numpy\n"
MYST = "---\nkernelspec:\n  name: {}\n  language: python\n---\n\n```{{code-cell}}\n1\n```\n"
JULIA = '[deps]\nPlots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"\n[compat]\njulia = "~1.10"\n'


def chapter(kernel: str, language: str = "python") -> str:
    return ipynb("1", kernel=kernel, language=language)


BASH, OWN = chapter("bash", "bash"), chapter("conda-env-course-py")


@pytest.mark.parametrize(
    ("files", "kernel", "language"),
    [
        ({"environment.yml": CONDA}, "python3", "python"),
        ({"requirements.txt": "numpy\n"}, "python3", "python"),
        ({"environment.yml": CONDA + "  - r-ggplot2\n"}, "ir", "R"),
        ({"runtime.txt": "r-4.4-2026-06-01\n"}, "ir", "R"),
        ({"environment.yml": CONDA + "  - xeus-r\n"}, "xr", "R"),
        ({"environment.yml": CONDA + "  - xeus-python\n"}, "xpython-raw", "python"),
        ({"environment.yml": CONDA + "  - xeus-cling\n"}, "xcpp14", "c++"),
        ({"environment.yml": CONDA + "  - xeus-cpp\n"}, "xcpp23", "c++"),
        ({"environment.yml": CONDA + "  - bash_kernel\n"}, "bash", "bash"),
        ({"environment.yml": CONDA + "  - pip:\n    - octave_kernel\n"}, "octave", "octave"),
        ({"environment.yml": CONDA + "  - oct2py\n"}, "octave", "octave"),
        ({"environment.yml": CONDA + "  - sagelib=9.6\n"}, "sagemath", "python"),
        ({"requirements.txt": "octave-kernel\n"}, "octave", "octave"),
        ({"requirements.txt": "ipython-clojure\n"}, "clojure", "clojure"),
        ({"environment.yml": CONDA + "  - nb_conda_kernels\n"}, "conda-env-notebook-py", "python"),
        ({"environment.yml": CONDA + "  - anaconda\n"}, "conda-env-course-py", "python"),
        ({"Project.toml": JULIA}, "julia-1.10", "julia"),
        ({"Project.toml": "[deps]\n"}, "julia-1.9", "julia"),
        ({"runtime.txt": "python-2.7\n", "requirements.txt": ""}, "python2", "python"),
        ({"runtime.txt": "python-2.7\n", "requirements.txt": ""}, "python3", "python"),
        ({"Dockerfile": "FROM quay.io/jupyter/base-notebook:2026-01-01\n"}, "bash", "bash"),
        ({"default.nix": ""}, "bash", "bash"),
        ({}, "bash", "bash"),
        ({"environment.yml": "dependencies: [a"}, "bash", "bash"),
    ],
)
def test_silent(judge, files, kernel, language):
    assert not judge(RULE, {"a.ipynb": chapter(kernel, language), **files})


@pytest.mark.parametrize(
    "command",
    [
        "python -m ipykernel install --sys-prefix --name course",
        "ipython kernel install --name=course",
        "jupyter kernelspec install kernels/course --sys-prefix",
        "R -e 'IRkernel::installspec(name = \"c\")'",
        "julia -e 'using IJulia; IJulia.installkernel(\"c\")'",
        "conda env create -f course.yml && conda install nb_conda_kernels",
    ],
)
@pytest.mark.parametrize("kernel", [("course", "python"), ("course", "octave")])
def test_a_script_may_bring_it(judge, command, kernel):
    files = {"environment.yml": CONDA, "postBuild": f"#!/bin/bash\nset -e\n{command}\n"}
    assert not judge(RULE, {"a.ipynb": chapter(*kernel), **files})


def test_no_kernel_is_named(judge):
    nothing = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    files = {"a.ipynb": nothing, "b.ipynb": chapter(""), "c.ipynb": "{", "d.md": "# A text\n"}
    assert not judge(RULE, {"environment.yml": CONDA, **files})


def test_the_image_comes_from_elsewhere(judge):
    files = {"a.ipynb": BASH, "environment.yml": CONDA}
    assert not judge(RULE, files, environment={"repository": "https://github.com/o/r"})


def test_the_only_one_of_its_language_is_started(judge):
    files = {f"{name}.ipynb": OWN for name in "abcd"}
    (finding,) = judge(RULE, {"environment.yml": CONDA, **files, "e f.ipynb": chapter("python3")})
    assert finding.severity is Severity.NOTE
    assert finding.location == Location("a.ipynb")
    assert finding.also == (Location("b.ipynb"), Location("c.ipynb"), Location("d.ipynb"))
    assert finding.message == (
        "`a.ipynb` and 3 other chapters ask for the kernel `conda-env-course-py`, which the image "
        "does not have; JupyterLab starts `python3` in its place."
    )
    assert finding.fix == (
        "Run `jupytext --set-kernel python3 a.ipynb b.ipynb c.ipynb`, and the same with the "
        "others, or choose that kernel in JupyterLab and save."
    )


def test_each_kernel_is_one_finding(judge):
    files = {"a b.ipynb": OWN, "c.ipynb": chapter("myenv"), "d.ipynb": OWN}
    own, mine = judge(RULE, {"requirements.txt": "numpy\n", **files})
    assert "`a b.ipynb` and 1 other chapter ask" in own.message
    assert own.fix.startswith("Run `jupytext --set-kernel python3 'a b.ipynb' d.ipynb`, or")
    assert "`c.ipynb` asks for the kernel `myenv`" in mine.message


def test_several_of_its_language(judge):
    files = {"environment.yml": CONDA + "  - xeus-python\n"}
    (finding,) = judge(RULE, {"a.ipynb": OWN, **files})
    assert finding.severity is Severity.WARNING
    assert finding.message.endswith("does not have; JupyterLab asks the reader for another.")
    assert finding.fix.startswith("Run `jupytext --set-kernel python3 a.ipynb`, or")


def test_text_notebooks_ask(judge):
    text = MYST.format("myenv")
    assert not judge(RULE, {"a.md": text, "environment.yml": CONDA})  # it opens as a text
    jupytext = {"environment.yml": CONDA + "  - jupytext\n"}
    (finding,) = judge(RULE, {"a.md": text, **jupytext})
    assert finding.severity is Severity.WARNING
    assert finding.message.endswith("JupyterLab asks the reader for another.")
    (finding,) = judge(RULE, {"a.md": text, "b.ipynb": chapter("myenv"), **jupytext})
    assert finding.severity is Severity.WARNING
    assert finding.message.endswith("in its place, or in a text notebook asks the reader.")


@pytest.mark.parametrize(
    ("environment", "kernel", "language", "fix"),
    [
        (
            {"environment.yml": CONDA},
            *("bash", "bash", "Add `- bash_kernel` under `dependencies:` in `environment.yml`."),
        ),
        (
            {"binder/environment.yml": CONDA},
            *("octave", "octave"),
            "Add `- octave_kernel` and `- octave` under `dependencies:` in "
            "`binder/environment.yml`.",
        ),
        (
            {"binder/requirements.txt": "numpy\n"},
            *("bash", "bash"),
            "Add `bash_kernel` to `binder/requirements.txt`, and `python -m bash_kernel.install` "
            "to `binder/postBuild`.",
        ),
        (
            {"requirements.txt": "numpy\n"},
            *("xcpp17", "c++"),
            "Add a file `environment.yml` that lists `- xeus-cling` under `dependencies:`, with "
            "the packages of `requirements.txt`, which is not read beside it.",
        ),
        (
            {"requirements.txt": "numpy\n"},
            *("kotlin", "kotlin", "Add `kotlin-jupyter-kernel` to `requirements.txt`."),
        ),
        (
            {"environment.yml": CONDA},
            *("sagemath", "python", "Add `- sage` under `dependencies:` in `environment.yml`."),
        ),
    ],
)
def test_no_kernel_for_it(judge, environment, kernel, language, fix):
    files = {"a.ipynb": chapter(kernel, language), **environment}
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        f"`a.ipynb` asks for the kernel `{kernel}`, which no file of the environment brings."
    )
    assert finding.fix == fix


def test_pip_does_not_tell_jupyter(judge):
    files = {"a.ipynb": BASH, "requirements.txt": "bash_kernel>=0.7.2\n"}
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "`a.ipynb` asks for the kernel `bash`, but pip installs `bash_kernel` without telling "
        "Jupyter of it."
    )
    assert finding.fix == "Add the line `python -m bash_kernel.install` to a script `postBuild`."
    script = {"postBuild": "#!/bin/bash\nset -e\npython -m bash_kernel.install\n"}
    assert not judge(RULE, {**files, **script})


@pytest.mark.parametrize("package", ["bash-extras-of-mine", "a-package-that-nobody-knows"])
def test_a_package_that_nobody_knows_may_bring_it(judge, package):
    files = {"a.ipynb": BASH, "requirements.txt": f"{package}\n"}
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.WARNING


def test_an_unknown_kernel(judge):
    (finding,) = judge(RULE, {"a.ipynb": chapter("clojure", "clojure"), "environment.yml": CONDA})
    assert finding.severity is Severity.WARNING
    assert finding.fix.startswith("Name the package that brings this kernel in the environment")


def test_incomplete_environments_are_notes(judge):
    files = {"environment.yml": CONDA, "postBuild": "#!/bin/bash\n./more\n"}
    (finding,) = judge(RULE, {"a.ipynb": BASH, **files})
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("files", "fix"),
    [
        (
            {"environment.yml": CONDA},
            "Add the line `- r-irkernel` under `dependencies:` in `environment.yml`.",
        ),
        ({"requirements.txt": "", "runtime.txt": "python-3.12"}, "Python is then 3.10."),
        ({"setup.py": "", "runtime.txt": "python-3.12"}, "`r-4.4-2026-06-01`"),
        ({"Pipfile": "[requires]\npython_version = '3.11'\n"}, "packages of the `Pipfile`"),
        ({"Project.toml": "[compat]\njulia = '~1.10'\n"}, "Add a file `environment.yml` that"),
    ],
)
def test_no_r(judge, files, fix):
    chapters = {"a.ipynb": chapter("ir", "R"), "b.ipynb": chapter("conda-env-course-r", "R")}
    (finding,) = judge(RULE, {**chapters, **files})
    assert (finding.severity, finding.also) == (Severity.ERROR, (Location("b.ipynb"),))
    assert finding.message == (
        "`a.ipynb` and 1 other chapter are in R, and no file asks for R, so they cannot be run."
    )
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("script", "found"),
    [("Rscript -e 'IRkernel::installspec()'", []), ("./more", [Severity.NOTE])],
)
def test_r_by_a_script(judge, script, found):
    files = {"environment.yml": CONDA, "postBuild": f"#!/bin/bash\nset -e\n{script}\n"}
    findings = judge(RULE, {"a.ipynb": chapter("ir", "R"), **files})
    assert [finding.severity for finding in findings] == found


@pytest.mark.parametrize("file", [{"install.R": ""}, {"runtime.txt": "r-4.4"}])
def test_a_file_that_asks_for_r_in_vain_is_one_finding(make_project, file):
    from sphinx_binderhub.rules import run

    files = {"environment.yml": CONDA, "a.ipynb": chapter("ir", "R"), **file}
    chosen = [rule for rule in all_rules() if rule.name in {RULE, "r-no-snapshot"}]
    (finding,) = run(make_project(files), chosen)
    assert finding.rule == "r-no-snapshot"
    assert finding.also == (Location("a.ipynb"),)


def test_other_kernels_of_r(judge):
    files = {"environment.yml": CONDA + "  - r-base\n"}
    (finding,) = judge(RULE, {"a.ipynb": chapter("ir43", "R"), **files})
    assert finding.severity is Severity.NOTE
    assert "JupyterLab starts `ir` in its place" in finding.message
    assert "--set-kernel ir a.ipynb" in finding.fix


def test_no_julia(judge):
    chapters = {"a.ipynb": chapter("julia-1.10", "julia"), "b.ipynb": chapter("julia", "julia")}
    (finding,) = judge(RULE, {**chapters, "binder/environment.yml": CONDA})
    assert finding.severity is Severity.ERROR
    assert "are in Julia, and no file asks for Julia" in finding.message
    assert finding.fix.startswith("Add a file `binder/Project.toml`")


@pytest.mark.parametrize("name", ["julia-1.4", "julia-course"])
def test_another_julia(judge, name):
    (finding,) = judge(RULE, {"a.ipynb": chapter(name, "julia"), "Project.toml": JULIA})
    assert finding.severity is Severity.NOTE
    assert "JupyterLab starts that of the image's Julia in its place" in finding.message
    assert "under `[compat]` in `Project.toml`" in finding.fix


def test_the_mends_help(judge):
    (rule,) = (one for one in all_rules() if one.name == RULE)
    files = re.findall(r"::\n\n((?:    .*\n?|\n)+)", rule.text)
    assert not judge(RULE, {"a.ipynb": BASH, "environment.yml": re.sub("(?m)^    ", "", files[0])})
    assert judge(RULE, {"a.ipynb": BASH, "environment.yml": CONDA})
    assert files[1].strip() == "jupytext --set-kernel python3 chapter.ipynb"
