from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "labextension-install"
ENV = {"environment.yml": GOOD}
HEAD = "#!/bin/bash\nset -e\n"

QUIET = {**ENV, "postBuild": f"{HEAD}jupyter labextension disable x\n"}
SPEAKING = {**ENV, "postBuild": f"{HEAD}jupyter labextension install @jupyterlab/toc\n"}


def tree(command: str, *packages: str, python: str = "3.12") -> dict[str, str]:
    listed = "".join(f"  - {name}\n" for name in (f"python={python}", *packages))
    file = f"channels:\n  - conda-forge\ndependencies:\n{listed}"
    return {"environment.yml": file, "postBuild": f"{HEAD}{command}\n"}


@pytest.mark.parametrize(
    "command",
    [
        *("jupyter labextension list", "jupyter labextension develop .", "jupyter lab clean"),
        *("jupyter server extension enable x", "# jupyter nbextension enable x"),
        *("jupyter nbextension enable x || true", "echo jupyter lab build"),
        *("if true; then jupyter nbextension enable x; fi", "jupyter nbconvert a.ipynb"),
        "pip install 'notebook<7'\njupyter nbextension enable x",
        "conda install -y jupyter_contrib_nbextensions\njupyter nbextension enable x",
    ],
)
def test_quiet(judge_files: Judge, command: str) -> None:
    assert not judge_files(RULE, tree(command))


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("jupyter nbextension enable x", "notebook<7"),
        ("jupyter nbextension enable x", "notebook=6.5"),
        ("jupyter nbextension enable x", "jupyter_contrib_nbextensions"),
        ("jupyter nbextension enable x", "nbgrader"),
        ("jupyter labextension install x", "jupyterlab=3"),
        ("jupyter lab build", "jupyterlab<4"),
    ],
)
def test_an_older_jupyter_is_asked_for(judge_files: Judge, command: str, package: str) -> None:
    assert not judge_files(RULE, tree(command, package))
    assert judge_files(RULE, tree(command, "numpy", "jupyterlab=4.2", "notebook>=7"))


def test_an_older_jupyter_comes_with_an_older_python(judge_files: Judge) -> None:
    assert not judge_files(RULE, tree("jupyter nbextension enable x", python="3.7"))
    assert not judge_files(RULE, tree("jupyter lab build", python="3.7"))


def test_an_older_jupyter_comes_with_an_older_release(judge_files: Judge) -> None:
    assert not judge_files(RULE, tree("jupyter nbextension enable x"), "2024.7.0")
    assert judge_files(RULE, tree("jupyter labextension install x"), "2024.7.0")


def test_a_dockerfile_has_a_jupyter_of_its_own(judge_files: Judge) -> None:
    files = {"Dockerfile": "FROM x:1\n", **tree("jupyter nbextension enable x")}
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    "command",
    [
        "jupyter nbextension enable --py widgetsnbextension --sys-prefix",
        "jupyter-nbextension install x",
        "python -m jupyter nbextension enable x",
        "jupyter serverextension enable --py nbgitpuller",
    ],
)
def test_commands_that_are_gone(judge_files: Judge, command: str) -> None:
    (finding,) = judge_files(None, tree(command))
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("postBuild", 3, 1)
    assert "the build stops" in finding.message


def test_a_channel_that_may_bring_an_older_jupyter(judge_files: Judge) -> None:
    files = tree("jupyter nbextension enable x")
    files["environment.yml"] = files["environment.yml"].replace("  - conda-forge\n", "  - mine\n")
    (finding,) = judge_files(RULE, files)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize("command", ["pip install -r more.txt", "pip install ./lib"])
def test_something_else_may_bring_an_older_jupyter(judge_files: Judge, command: str) -> None:
    (finding,) = judge_files(RULE, tree(f"{command}\njupyter nbextension enable x"))
    assert finding.severity is Severity.WARNING
    (finding,) = judge_files(RULE, tree("pip install numpy\njupyter nbextension enable x"))
    assert finding.severity is Severity.ERROR


def test_a_command_that_is_gone_and_passed_over(judge_files: Judge) -> None:
    script = "#!/bin/bash\njupyter nbextension enable a\njupyter nbextension enable b\nls\n"
    (finding,) = judge_files(RULE, {**ENV, "postBuild": script})
    assert finding.severity is Severity.WARNING
    assert finding.also == (Location("postBuild", 3, 1),)


def test_extensions_that_are_compiled(judge_files: Judge) -> None:
    script = f"{HEAD}jupyter labextension install a\njupyter lab build --minimize=False\n"
    (finding,) = judge_files(None, {**ENV, "postBuild": script})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.also == (Location("postBuild", 4, 1),)
    (finding,) = judge_files(None, tree("jupyter lab build"))
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)


def test_what_is_left_to_be_built_later(judge_files: Judge) -> None:
    """Seen on public repositories: the first command compiles nothing, the second does."""
    first = "jupyter labextension install a --no-build"
    (finding,) = judge_files(RULE, tree(f"{first}\njupyter lab build"))
    assert "runs `jupyter lab build`, which compiles the whole of JupyterLab" in finding.message
    assert finding.severity is Severity.WARNING
    assert finding.also == (Location("postBuild", 3, 1),)
    (finding,) = judge_files(RULE, tree(first))
    assert "which takes in an extension of JupyterLab that is never compiled;" in finding.message
    (finding,) = judge_files(RULE, tree(f"{first} && jupyter lab build"))
    assert "that is never" not in finding.message
