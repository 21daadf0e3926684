from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "postbuild-installs"
ENV = {"environment.yml": GOOD}
HEAD = "#!/bin/bash\nset -e\n"

QUIET = {**ENV, "postBuild": f"{HEAD}pip install .\n"}
SPEAKING = {**ENV, "postBuild": f"{HEAD}pip install seaborn\n"}


@pytest.mark.parametrize(
    "command",
    [
        *("pip install -e .", "python -m pip install ./lib", "pip install --no-deps x"),
        *("pip install -r requirements.txt", "pip install git+https://github.com/a/b", "pip list"),
        *("pip install https://example.org/x.whl", "pip install --no-build-isolation x"),
        *("pip install --upgrade pip setuptools", "conda clean -afy", "conda install -n other x"),
        *("npm install x", "# pip install x", "echo pip install x", "pip install $PACKAGES"),
        *("if true; then pip install x; fi", "CC=gcc ./install x", "pip install x.whl/y"),
        *("pip", "conda", "pip install", "pip install 'a @ file:///x'"),
    ],
)
def test_quiet(judge_files: Judge, command: str) -> None:
    assert not judge_files(RULE, {**ENV, "postBuild": f"{HEAD}{command}\n"})


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("pip install -U --no-cache-dir 'seaborn>=0.13'", "`seaborn>=0.13`"),
        ("python3 -m pip install a b c d e f", "`a`, `b`, `c`, `d`, `e` and more"),
        ("mamba install -y make", "`make`"),
        ("pip3 install dask[complete] pip", "`dask[complete]` anew"),
    ],
)
def test_speaks(judge_files: Judge, command: str, shown: str) -> None:
    (finding,) = judge_files(None, {**ENV, "postBuild": f"{HEAD}{command}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("postBuild", 3, 1)
    assert shown in finding.message


@pytest.mark.parametrize(
    ("files", "target"),
    [
        (ENV, "`environment.yml`, under `dependencies:` or `pip:`"),
        ({"requirements.txt": "numpy\n", "runtime.txt": "python-3.12\n"}, "`requirements.txt`."),
        ({"Pipfile": "[packages]\n[requires]\npython_version = '3.12'\n"}, "`Pipfile`, under"),
    ],
)
def test_where_to(judge_files: Judge, files: dict[str, str], target: str) -> None:
    script = f"{HEAD}pip install a\npip install b\n"
    (finding,) = judge_files(RULE, {**files, "postBuild": script})
    assert target in finding.fix
    assert finding.also == (Location("postBuild", 4, 1),)


def test_no_environment_file_would_do(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"default.nix": "", "postBuild": f"{HEAD}pip install a\n"})
    assert not judge_files(RULE, {"Dockerfile": "FROM x:1\n", "postBuild": "pip install a\n"})
