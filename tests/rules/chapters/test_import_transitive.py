from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.rules.chapters import import_transitive
from tests.notebook.conftest import ipynb

RULE = "import-transitive"


def test_one_finding_lists_all(judge):
    files = {
        "binder/environment.yml": "dependencies:\n  - python=3.12\n  - nltk\n",
        "b.ipynb": ipynb("import tqdm, nltk"),
        "a.ipynb": ipynb("x = 1", "import numpy.linalg\nimport yaml", "import yaml"),
    }
    files["binder/environment.yml"] += "  - scikit-learn\n"
    (finding,) = judge(RULE, files)
    assert finding.severity is Severity.NOTE
    assert finding.message == (
        "No environment file names what chapters import: `yaml` (with the base image); `tqdm` "
        "(with `nltk`). A later release may no longer bring them."
    )
    assert finding.fix == "Add `- pyyaml`, `- tqdm` to the packages in `binder/environment.yml`."
    assert finding.location == Location("a.ipynb", 2, cell=2)
    assert finding.also == (Location("b.ipynb", 1, cell=1),)


def test_one_alone(judge):
    files = {"requirements.txt": "nltk\n", "a.ipynb": ipynb("import tqdm")}
    (finding,) = judge(RULE, files)
    assert finding.message.endswith("`tqdm` (with `nltk`). A later release may no longer bring it.")
    assert finding.fix == "Add `tqdm` to the packages in `requirements.txt`."


@pytest.mark.parametrize(
    ("requirements", "cell"),
    [
        ("pandas\n", "import numpy"),
        ("pandas\n", "import IPython.display, ipywidgets, ipykernel, traitlets, nbformat"),
        ("pandas\n", "import pandas, os, json"),
        ("nltk\ntqdm\n", "import tqdm"),
        # in two ways
        ("nltk\ntransformers\n", "import tqdm"),
        ("jupyter\n", "import ipywidgets, notebook"),
        ("nltk\n", "try:\n    import tqdm\nexcept ImportError:\n    pass"),
        ("nltk\n", "%pip install tqdm\nimport tqdm"),
        ("nltk\nnobody-knows-it @ https://example.org/x.whl\n", "import tqdm"),
        ("nltk\n", "import beside"),
        ("nltk\n", "import nosuch"),
        ("git+https://github.com/o/tqdm\n", "import tqdm"),
    ],
)
def test_quiet(judge, requirements, cell):
    files = {"requirements.txt": requirements, "a.ipynb": ipynb(cell), "beside.py": ""}
    assert judge(RULE, files) == []


@pytest.mark.parametrize(
    "environment",
    [
        {"Dockerfile": "FROM x\n"},
        {},
        {"setup.py": "", "requirements.txt": "nltk\n"},
        {"requirements.txt": "nltk\n", "postBuild": "#!/bin/sh\npip install tqdm\n"},
    ],
)
def test_quiet_where_not_all_is_known(judge, environment):
    assert judge(RULE, {"a.ipynb": ipynb("import tqdm, yaml"), **environment}) == []


def test_long_lists_are_cut(judge, monkeypatch):
    monkeypatch.setattr(import_transitive, "_SHOWN", 2)
    cell = "import yaml, requests, jinja2, psutil"
    (finding,) = judge(RULE, {"requirements.txt": "tqdm\n", "a.ipynb": ipynb(cell)})
    assert "chapters import: `yaml`, `requests` (with the base image); 2 more. A" in finding.message
