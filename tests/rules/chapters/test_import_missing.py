from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_binderhub.book import find_book
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.notebook import Import
from sphinx_binderhub.provision.packages import installed
from sphinx_binderhub.rules import all_rules, run
from sphinx_binderhub.rules.chapters.import_missing import provider
from tests.notebook.conftest import ipynb

CONDA = "dependencies:\n  - python=3.12\n  - pandas\n"


def conda(*packages: str) -> str:
    return CONDA + "".join(f"  - {package}\n" for package in packages)


@pytest.mark.parametrize(
    ("files", "fix"),
    [
        (
            {"binder/environment.yml": CONDA},
            "Add `- seaborn` under `dependencies:` in `binder/environment.yml`.",
        ),
        ({"requirements.txt": "pandas\n"}, "Add `seaborn` to `requirements.txt`."),
        ({"binder/requirements.txt": "pandas\n"}, "Add `seaborn` to `binder/requirements.txt`."),
        ({".binder/runtime.txt": "python-3.12\n"}, "Add `seaborn` to `.binder/requirements.txt`."),
    ],
)
def test_speaks(judge, files, fix):
    notebook = ipynb("#md", "import os", "\nimport seaborn as sns")
    (finding,) = judge("import-missing", {"content/ts.ipynb": notebook, **files})
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "`content/ts.ipynb` (cell 3) imports `seaborn`, which no environment file installs."
    )
    assert finding.fix == fix
    assert finding.location == Location("content/ts.ipynb", 2, cell=3)
    assert finding.also == ()


def test_mends_of_other_files(judge):
    notebook = ipynb("import seaborn")
    (finding,) = judge("import-missing", {"a.ipynb": notebook, "Pipfile": "[packages]\n"})
    assert finding.severity is Severity.ERROR
    assert finding.fix.startswith('Add `seaborn = "*"` under `[packages]` in `Pipfile`')
    project = '[project]\nname = "x"\nversion = "1"\n[build-system]\nrequires = []\n'
    files = {"b.ipynb": notebook, "pyproject.toml": project}
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR
    assert finding.fix == 'Add `"seaborn"` to `dependencies` under `[project]` in `pyproject.toml`.'


def test_debian_packages(judge):
    files = {"apt.txt": "python3-seaborn\n", "runtime.txt": "python-3.12\n"}
    assert judge("import-missing", {"a.ipynb": ipynb("import seaborn"), **files}) == []


def test_one_finding_a_package(judge):
    files = {
        "environment.yml": CONDA,
        "b.ipynb": ipynb("import seaborn", "import seaborn.objects"),
        "a.ipynb": ipynb("x = 1", "import seaborn, sklearn.svm\nfrom sklearn import tree"),
        "c.md": "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell}\nimport seaborn\n```\n",
    }
    seaborn, sklearn = judge("import-missing", files)
    assert sklearn.message == (
        "`a.ipynb` (cell 2) imports `sklearn`, of the package `scikit-learn`, "
        "which no environment file installs."
    )
    assert sklearn.also == ()
    assert seaborn.message == (
        "`a.ipynb` (cell 2) and 2 other chapters import `seaborn`, "
        "which no environment file installs."
    )
    assert seaborn.also == (Location("b.ipynb", 1, cell=1), Location("c.md", 7, cell=1))


@pytest.mark.parametrize(
    "cell",
    [
        "import os, sys, json",
        "import pandas, numpy, dateutil",
        "import IPython.display, ipywidgets, traitlets, requests, yaml",
        "from . import seaborn",
        "try:\n    import seaborn\nexcept ImportError:\n    seaborn = None",
        "!pip install seaborn\nimport seaborn",
        "%pip install seaborn\nimport seaborn",
        "%%bash\nimport seaborn",
        "import local_root, local_beside, local_src, package",
        "import written",
        "import sys\nsys.path.append('../tools/lib')\nimport on_path",
        "import somewhere_below",
    ],
)
def test_quiet(judge, cell):
    files = {
        "environment.yml": CONDA,
        "book/a.ipynb": ipynb(cell, "%%writefile written.py\nx = 1"),
        "local_root.py": "",
        "book/local_beside.py": "",
        "src/local_src.py": "",
        "src/package/__init__.py": "",
        "tools/lib/on_path.py": "",
        "deep/down/somewhere_below/x.py": "",
    }
    assert judge("import-missing", files) == []


@pytest.mark.parametrize(
    ("environment", "cell"),
    [
        ({"environment.yml": conda("anaconda")}, "import seaborn, torch, nosuch"),
        ({"environment.yml": conda("py-opencv")}, "import cv2"),
        ({"environment.yml": conda("opencv")}, "import cv2"),
        ({"environment.yml": conda("pytorch::pytorch=2.*=*cuda*")}, "import torch, networkx"),
        ({"environment.yml": conda("python-graphviz")}, "import graphviz"),
        ({"environment.yml": conda("netCDF4")}, "import netCDF4, cftime"),
        ({"environment.yml": conda("seaborn")}, "import statsmodels.api, scipy, patsy"),
        ({"environment.yml": conda("pip", "pip: [Scikit_Learn]")}, "import sklearn, scipy"),
        ({"environment.yml": conda("google-cloud-storage")}, "from google.cloud import storage"),
        ({"requirements.txt": "opencv-python-headless\n"}, "import cv2, numpy"),
        ({"requirements.txt": "course_tools\n"}, "import course_tools"),
        ({"requirements.txt": "pyfoo\n"}, "import foo"),
        ({"binder/requirements.txt": "-r ../r.txt\n", "r.txt": "seaborn\n"}, "import seaborn"),
        ({"requirements.txt": "git+https://github.com/o/x_tools.git@main\n"}, "import x_tools"),
        (
            {"environment.yml": conda("pip: ['git+https://github.com/o/kerchunk']")},
            "import kerchunk",
        ),
        ({"Dockerfile": "FROM x\n"}, "import seaborn"),
        ({"default.nix": ""}, "import seaborn"),
        ({}, "import seaborn"),
        ({"environment.yml": "dependencies: [python=3.11]\n"}, "import distutils, imp"),
    ],
)
def test_quiet_in_this_environment(judge, environment, cell):
    assert judge("import-missing", {"a.ipynb": ipynb(cell), **environment}) == []


def test_other_languages_are_not_judged(judge):
    files = {"requirements.txt": "", "a.ipynb": ipynb("import seaborn", language="julia")}
    assert judge("import-missing", files) == []


@pytest.mark.parametrize(
    ("files", "cell"),
    [
        ({"requirements.txt": "pandas\n"}, "import course_tools"),
        ({"requirements.txt": "nobody-knows-it\n"}, "import seaborn"),
        # PlasmaPy, cartoframes and pint-xarray, seen on public repositories
        ({"requirements.txt": "plasmapy\njupytext\n"}, "import astropy"),
        ({"requirements.txt": "cartoframes==1.2.0\n"}, "from google.cloud import storage"),
        ({"environment.yml": conda("pint-xarray")}, "import pint"),
        # what older releases brought
        ({"requirements.txt": "geopandas==0.9\n"}, "import fiona"),
        ({"requirements.txt": "seaborn==0.11\n"}, "import scipy"),
        ({"requirements.txt": "pandas\n", "postBuild": "#!/bin/sh\n"}, "import seaborn"),
        ({"requirements.txt": "git+https://github.com/o/r\n"}, "import seaborn"),
        ({"requirements.txt": "dask[complete]\n"}, "import pandas"),
        ({"requirements.txt": "pandas\n"}, "!pip install -r more.txt\nimport seaborn"),
        ({"setup.py": "", "requirements.txt": ""}, "import seaborn"),
    ],
)
def test_guesses_are_notes(judge, files, cell):
    (finding,) = judge("import-missing", {"a.ipynb": ipynb(cell), **files})
    assert finding.severity is Severity.NOTE


def test_a_known_package_brings_no_more_than_is_known(judge):
    files = {"requirements.txt": "Packaging\nghp-import\n", "a.ipynb": ipynb("import seaborn")}
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR
    assert finding.message.endswith("imports `seaborn`, which no environment file installs.")


def test_what_may_come_along_is_only_not_named(judge):
    files = {"requirements.txt": "nobody-knows-it\n", "a.ipynb": ipynb("import seaborn")}
    (finding,) = judge("import-missing", files)
    end = (
        "imports `seaborn`, which no environment file names, though `nobody-knows-it` may bring it."
    )
    assert finding.message.endswith(end)


@pytest.mark.parametrize(
    ("files", "cell", "end"),
    [
        (
            {"requirements.txt": "plasmapy\nzarro\n"},
            "import astropy",
            "`plasmapy` or 1 other package may bring it.",
        ),
        (
            {"requirements.txt": "x\n", "postBuild": "#!/bin/sh\nmake x\n"},
            "import seaborn",
            "`x` may bring it.",
        ),
        (
            {"requirements.txt": "", "postBuild": "#!/bin/sh\nmake x\n"},
            "import seaborn",
            "`postBuild` may install it.",
        ),
        (
            {"setup.py": "", "runtime.txt": "python-3.12\n"},
            "import seaborn",
            "`setup.py` may ask for it.",
        ),
        (
            {"requirements.txt": "dask[complete]\n"},
            "import pandas",
            "an extra of `dask` may bring it.",
        ),
        (
            {"requirements.txt": "geopandas==0.9\n"},
            "import fiona",
            "an older `geopandas` may bring it.",
        ),
        (
            {"requirements.txt": "tqdm\n"},
            "!pip install -r more.txt\nimport seaborn",
            "the chapter installs `more.txt`, which may bring it.",
        ),
        (
            {"requirements.txt": "tqdm\n"},
            "for pkg in packages:\n    !pip install {pkg}\nimport seaborn",
            "the chapter installs what a variable names, which may bring it.",
        ),
        (
            {"requirements.txt": "git+https://github.com/o/tqdm\n"},
            "import seaborn",
            "what `requirements.txt` installs from an address or a folder may bring it.",
        ),
        ({"requirements.txt": "-r nowhere.txt\n"}, "import seaborn", "could be read."),
    ],
)
def test_a_note_says_why_it_is_one(judge, files, cell, end):
    (finding,) = judge("import-missing", {"a.ipynb": ipynb(cell), **files})
    assert finding.severity is Severity.NOTE
    assert ", which no environment file names, though " in finding.message
    assert finding.message.endswith(end)


def test_extensions_are_loaded(judge):
    files = {"requirements.txt": "tqdm\n", "a.ipynb": ipynb("%load_ext memory_profiler")}
    files["b.ipynb"] = ipynb("%load_ext autoreload", "%load_ext memory_profiler")
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR
    assert finding.message == (
        "`a.ipynb` (cell 1) and 1 other chapter load `memory_profiler`, of the package "
        "`memory-profiler`, which no environment file installs."
    )
    files["requirements.txt"] = "memory-profiler\n"
    assert judge("import-missing", files) == []


def test_a_guess_that_is_installed_here_has_a_name(judge, monkeypatch):
    monkeypatch.setattr(
        installed, "holder", lambda module: ("acme-plots", "py-acme") if module == "acme" else None
    )
    files = {"requirements.txt": "tqdm\n", "a.ipynb": ipynb("import acme.x")}
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.NOTE
    assert finding.message == (
        "`a.ipynb` (cell 1) imports `acme`, of the package `acme-plots`, which no environment file "
        "names, though another one may hold such a module."
    )
    assert finding.fix == "Add `acme-plots` to `requirements.txt`."
    assert judge("import-missing", {**files, "requirements.txt": "acme_plots\n"}) == []
    assert judge("import-missing", {**files, "requirements.txt": "py-acme\n"}) == []


def test_no_package_is_recommended_by_a_guess(judge):
    files = {"environment.yml": CONDA, "a.ipynb": ipynb("import course_tools")}
    (finding,) = judge("import-missing", files)
    assert "- course" not in finding.fix
    assert 'binderhub_import_names = {"course_tools": "…"}' in finding.fix
    (finding,) = judge("import-missing", files, import_names={"course_tools": "my-tools"})
    assert finding.severity is Severity.ERROR
    assert finding.fix == "Add `- my-tools` under `dependencies:` in `environment.yml`."
    files["environment.yml"] = conda("My_Tools")
    assert judge("import-missing", files, import_names={"course_tools": "my-tools"}) == []


def test_jupyter_book_has_its_options_elsewhere(make_project):
    files = {"environment.yml": CONDA, "_config.yml": "title: x\n", "_toc.yml": "root: a\n"}
    files["a.ipynb"] = ipynb("import course_tools")
    project = make_project(files)
    project = replace(project, book=find_book(project.tree.root, project.tree.root))
    (finding,) = run(project, [one for one in all_rules() if one.name == "import-missing"])
    assert finding.fix.endswith(
        'with `binderhub_import_names: {course_tools: "…"}` under `sphinx: config:` in '
        "`_config.yml`."
    )


def test_a_folder_named_after_a_package_is_not_the_package(judge):
    files = {
        "requirements.txt": "numpy\n",
        "seaborn/exercise.py": "",
        "seaborn/a.ipynb": ipynb("import seaborn"),
    }
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR


def test_a_file_called_like_a_package_is_not_the_package(judge):
    files = {
        "requirements.txt": "numpy\n",
        "tests/seaborn.py": "",
        "book/a.ipynb": ipynb("import sys\nsys.path.append('../tools')\nimport seaborn"),
    }
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR
    files["seaborn/__init__.py"] = ""  # the repository is that of the package
    assert judge("import-missing", files) == []


def test_modules_that_python_lost(judge):
    files = {
        "environment.yml": "dependencies: [python=3.13]\n",
        "a.ipynb": ipynb("import telnetlib, imp"),
    }
    telnet, imp = sorted(judge("import-missing", files), key=lambda one: "imp`" in one.message)
    assert "`telnetlib`, which was removed from Python's standard library in 3.13" in telnet.message
    assert "`imp`, which was removed from Python's standard library in 3.12" in imp.message


def test_a_platform_is_not_installed(judge):
    files = {"requirements.txt": "", "a.ipynb": ipynb("from google.colab import drive")}
    (finding,) = judge("import-missing", files)
    assert "`google.colab`, which exists on Google Colab only" in finding.message
    assert "except ImportError" in finding.fix


def test_a_module_of_windows(judge):
    files = {"requirements.txt": "", "a.ipynb": ipynb("import win32com.client")}
    (finding,) = judge("import-missing", files)
    assert finding.severity is Severity.ERROR
    assert finding.message.endswith("imports `win32com`, which exists on Windows only.")
    assert finding.fix.endswith("Binder is not Windows.")


def test_conda_installs_a_tool_not_the_module(judge):
    files = {"environment.yml": conda("graphviz"), "a.ipynb": ipynb("import graphviz")}
    (finding,) = judge("import-missing", files)
    assert finding.fix == "Add `- python-graphviz` under `dependencies:` in `environment.yml`."


def test_two_packages_of_one_namespace(judge):
    files = {
        "requirements.txt": "google-cloud-storage\n",
        "a.ipynb": ipynb("from google.cloud import bigquery, storage"),
    }
    (finding,) = judge("import-missing", files)
    assert "`google.cloud.bigquery`, of the package `google-cloud-bigquery`" in finding.message


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("os.path", (None, True)),
        ("helper", (None, True)),
        ("sklearn.svm", ("scikit-learn", True)),
        ("cv2", ("opencv-python", True)),
        ("torch", ("torch", True)),
        ("nosuch", ("nosuch", False)),
    ],
)
def test_provider(make_project, module, expected):
    files = {"requirements.txt": "opencv-python\n", "helper.py": "", "a.ipynb": ipynb("import os")}
    assert provider(Import(module, 1, 1), make_project(files)) == expected


def test_a_module_of_a_later_python_is_an_error(judge):
    files = {"a.ipynb": ipynb("import tomllib")}
    old = "channels: [conda-forge]\ndependencies: [python=3.10, numpy]\n"
    (finding,) = judge("import-missing", {**files, "environment.yml": old})
    assert finding.severity in {None, Severity.ERROR}
    assert "came into Python's standard library with 3.11" in finding.message
    assert judge("import-missing", {**files, "environment.yml": old.replace("3.10", "3.11")}) == []
