from __future__ import annotations

from collections.abc import Callable

import pytest

from sphinx_binderhub.config import Settings
from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules.environment_file.jupyter_pinned import check
from sphinx_binderhub.tree import Tree
from tests.conftest import Files
from tests.rules.conftest import GOOD, Judge

RULE = "jupyter-pinned"

RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {"requirements.txt": "jupyterlab==3.6.8\nnotebook==6.5.7\n", **RUNTIME}
SPEAKING = {"requirements.txt": "numpy\njupyter-server<2\n", **RUNTIME}


@pytest.mark.parametrize(
    "text",
    [
        "jupyter-server\nnotebook\njupyterlab\n",
        "jupyter-server>=2\nnotebook>=7,<8\n",
        "notebook==6.4.12\n",
        "notebook~=6.0\njupyter_server>=1.24\njupyter_server!=1.0\n",
        "jupyterhub==1.5.1\nipywidgets==7.8\nnbclassic==0.4.8\n",
        "jupyterlab==3.4.8\njupyter_server==1.18.1\nnotebook==6.4.12\n",
        "jupyter_server_proxy==1.0\nnotebook-shim==0.1\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"requirements.txt": text, **RUNTIME})


@pytest.mark.parametrize(
    "entry",
    ["jupyter-server<2", "jupyter_server==1.24.0", "jupyter-server~=1.18", "notebook==5.7.16"],
)
def test_speaks(judge_files: Judge, entry: str) -> None:
    (finding,) = judge_files(None, {"requirements.txt": f"numpy\n{entry}\n", **RUNTIME})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("requirements.txt", 2, 1)
    assert f"`{entry}` replaces Binder's" in finding.message


def test_in_a_list_of_conda(judge_files: Judge) -> None:
    text = f"{GOOD}  - pip\n  - pip:\n    - jupyter_server==1.24.0\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.location == Location("environment.yml", 8, 7)


def test_conda_finds_what_fits(judge_files: Judge) -> None:
    text = f"{GOOD}  - jupyter_server=1.24\n  - notebook=5.7\n"
    assert not judge_files(None, {"environment.yml": text})


def test_an_old_python_has_an_old_jupyterlab(judge_files: Judge) -> None:
    files = {"requirements.txt": "jupyter-server<2\n", "runtime.txt": "python-3.7"}
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("notebook==6.4.12\n", True),
        ("notebook<6.5\n", True),
        ("notebook~=6.4.1\n", True),
        ("notebook==6.5.6\n", False),
        ("notebook~=6.4\n", False),
        ("notebook==6.4.12\nnbclassic\n", False),
        ("jupyter-server<2\n", False),
    ],
)
def test_where_the_book_opens_the_notebook(
    make_tree: Callable[[Files], Tree], text: str, speaks: bool
) -> None:
    tree = make_tree({"requirements.txt": text, **RUNTIME})
    found = list(check(Project(tree=tree, settings=Settings(interface="notebook"))))
    assert bool(found) is speaks
