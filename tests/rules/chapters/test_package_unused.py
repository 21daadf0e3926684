from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

RULE = "package-unused"
FILES = {
    "environment.yml": "dependencies:\n  - python=3.12\n  - numpy\n  - seaborn\n  - pip:\n    - gensim\n",
    "a.ipynb": ipynb("import numpy"),
}


def test_one_finding_lists_all(judge):
    (finding,) = judge(RULE, FILES)
    assert finding.severity is Severity.NOTE
    assert finding.message == (
        "Nothing in the repository is seen to use `seaborn`, `gensim`; perhaps no chapter needs "
        "them, and each makes the image larger."
    )
    assert finding.fix == "If no reader needs them either, delete them from `environment.yml`."
    assert finding.location == Location("environment.yml", 4, 5)
    assert [place.line for place in finding.also] == [6]


def test_one_alone(judge):
    files = {"requirements.txt": "gensim==4.3\n", "a.ipynb": ipynb("x = 1")}
    (finding,) = judge(RULE, files)
    assert "`gensim`; perhaps no chapter needs it, and it makes" in finding.message


@pytest.mark.parametrize(
    "more",
    [
        {"b.ipynb": ipynb("import seaborn, gensim")},
        {
            "b.ipynb": ipynb(
                "from seaborn import x\ntry:\n    import gensim\nexcept ImportError: pass"
            )
        },
        {"b.ipynb": ipynb("import importlib\nimportlib.import_module('gensim')\nimport seaborn")},
        {"b.ipynb": ipynb("%load_ext gensim", "import seaborn")},
        {"tools/plots.py": "import seaborn, gensim\n"},
        {"conf.py": "extensions = ['seaborn', 'gensim.x']\n"},
        {"_config.yml": "sphinx: {extra_extensions: [seaborn, gensim]}\n"},
        {"binder/x": "", "postBuild": "#!/bin/sh\npython -m seaborn\npython -m gensim\n"},
        {"pages/text.md": "Here `seaborn` and gensim are used.\n"},
        {"b.ipynb": ipynb("library(seaborn)", language="R")},
        {"b.ipynb": "{"},
        {"large.py": "#" * (9 * 1024 * 1024)},
        {f"{number}.py": "" for number in range(401)},
        {"environment.yml": FILES["environment.yml"] + "".join(f"    - p{n}\n" for n in range(80))},
        {"Dockerfile": "FROM x\n"},
    ],
)
def test_quiet(judge, more):
    assert judge(RULE, {**FILES, **more}) == []


@pytest.mark.parametrize(
    "requirements",
    [
        "jupytext\njupyterlab-git\nnbgitpuller\nipympl\nipykernel\nvoila\n",
        "pip\nsetuptools\nwheel\ncython\n",
        "sphinx\njupyter-book\nmyst-nb\nsphinx-book-theme\nghp-import\n",
        "openpyxl\nlxml\npyarrow\nkaleido\nxlrd\nnetcdf4\nh5netcdf\nzarr\ns3fs\ncfgrib\n",
        "black\nruff\npytest\npre-commit\n",
        "dask[complete]\ndistributed\nbokeh\n",
        # what others bring, and need at a certain version
        "transformers\nregex==2024.1\n",
        "jinja2<3.1\npyyaml\nrequests\n",
        "nobody-knows-it\n",
        "gensim @ https://example.org/gensim.whl\n",
    ],
)
def test_quiet_about_what_serves_others(judge, requirements):
    files = {"requirements.txt": requirements, "a.ipynb": ipynb("import transformers")}
    assert judge(RULE, files) == []


def test_what_an_unknown_package_may_need_is_left_alone(judge):
    files = {
        "requirements.txt": "networkx\nsimpy\nnobody-knows-it\n",
        "a.ipynb": ipynb("x = 1"),
    }
    (finding,) = judge(RULE, files)
    assert "`simpy`;" in finding.message
    files["requirements.txt"] = "networkx\nsimpy\n"
    (finding,) = judge(RULE, files)
    assert "`networkx`, `simpy`;" in finding.message


def test_conda_names(judge):
    files = {"environment.yml": "dependencies:\n  - python-igraph\n  - graphviz\n"}
    files["a.ipynb"] = ipynb("import igraph")
    assert judge(RULE, files) == []
    files["a.ipynb"] = ipynb("x = 1")
    (finding,) = judge(RULE, files)
    assert "`python-igraph`;" in finding.message


def test_nothing_is_said_without_chapters(judge):
    assert judge(RULE, {"requirements.txt": "gensim\n"}) == []
