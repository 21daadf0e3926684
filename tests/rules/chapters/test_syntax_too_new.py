from __future__ import annotations

import json

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb

RULE = "syntax-too-new"
MATCH = "match x:\n    case 1:\n        pass"
QUOTES = 'x = 1\nprint(f"{d["a"]}")'
ALIAS = "type X = int"


def conda(*packages: str) -> str:
    return "channels: [conda-forge]\ndependencies:\n" + "".join(f"  - {one}\n" for one in packages)


def tagged(source: str) -> str:
    notebook = json.loads(ipynb(source))
    notebook["cells"][0]["metadata"]["tags"] = ["raises-exception"]
    return json.dumps(notebook)


QUIET = {"environment.yml": conda("python=3.12"), "a.ipynb": ipynb("#md", QUOTES, MATCH, ALIAS)}
SPEAKING = {"binder/environment.yml": conda("numpy", "python=3.9"), "a.ipynb": ipynb("#md", MATCH)}


def test_speaks(judge):
    assert judge(RULE, QUIET) == []
    (finding,) = judge(RULE, SPEAKING)
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("a.ipynb", 1, cell=2)
    assert finding.message == (
        "`a.ipynb` (cell 2) uses `match`, for which Python 3.10 is needed, and "
        "`binder/environment.yml:4` asks for 3.9."
    )
    assert finding.fix == "Write `- python=3.12` in `binder/environment.yml`."


@pytest.mark.parametrize(
    ("files", "reason", "fix"),
    [
        (
            {"requirements.txt": "numpy\n"},
            "Binder takes 3.10 where no file asks for another",
            "Add a file `runtime.txt` with the one line `python-3.13`.",
        ),
        (
            {"binder/requirements.txt": "numpy\n", "binder/runtime.txt": "python-3.9\n"},
            "`binder/runtime.txt:1` asks for 3.9",
            "Write `python-3.13` in `binder/runtime.txt`.",
        ),
        (
            {"Pipfile": '[requires]\npython_version = "3.11"\n'},
            "`Pipfile:2` asks for 3.11",
            "Write it so that Python 3.11 reads it: beside a `Pipfile`, Binder has no newer one.",
        ),
        (
            {
                "pyproject.toml": '[project]\nname = "x"\nversion = "1"\n'
                'requires-python = "<3.10"\n[build-system]\nrequires = []\n'
            },
            "`pyproject.toml:4` admits none newer than 3.9",
            "Let `requires-python` in `pyproject.toml` admit Python 3.12.",
        ),
        (
            {"runtime.txt": "r-4.4-2026-06-01\n"},
            "Binder takes 3.10 where no file asks for another",
            "Write it so that Python 3.10 reads it: with R, Binder chooses Python itself.",
        ),
    ],
)
def test_the_file_that_decides(judge, files, reason, fix):
    (finding,) = judge(RULE, {**files, "a.ipynb": ipynb(ALIAS)})
    assert finding.message.endswith(f"for which Python 3.12 is needed, and {reason}.")
    assert finding.fix == fix
    assert finding.severity is Severity.ERROR


def test_a_pipfile(judge):
    files = {"Pipfile": '[requires]\npython_version = "3.9"\n', "a.ipynb": ipynb(MATCH)}
    (finding,) = judge(RULE, files)
    assert finding.fix == (
        'Write `python_version = "3.11"` under `[requires]` in `Pipfile`, and run `pipenv lock`.'
    )


def test_a_python_that_the_hub_lacks(judge):
    files = {"environment.yml": conda("python=3.12"), "a.ipynb": ipynb("def f[T = int](): pass")}
    (finding,) = judge(RULE, files, profile="2024.7.0")
    assert finding.fix == "Write it so that Python 3.12 reads it: Binder has no newer one."


def test_one_finding_a_version(judge):
    files = {
        "requirements.txt": "",
        "runtime.txt": "python-3.9\n",
        "c.ipynb": ipynb(ALIAS),
        "b.ipynb": ipynb("x = 1", MATCH, QUOTES),
        "a.ipynb": ipynb("(x := 1)"),
    }
    match, new = sorted(judge(RULE, files), key=lambda one: "3.12" in one.message)
    assert new.location == Location("b.ipynb", 2, cell=3)
    assert new.also == (Location("c.ipynb", 1, cell=1),)
    assert new.message == (
        "`b.ipynb` (cell 3) and 1 other chapter use an f-string that holds quotes of its own kind, "
        "`type X = …`, for which Python 3.12 is needed, and `runtime.txt:1` asks for 3.9."
    )
    assert match.location == Location("b.ipynb", 1, cell=2)
    assert match.also == ()
    assert match.fix == new.fix


def test_a_line_of_a_text_notebook(judge):
    text = "---\nkernelspec:\n  name: python3\n---\n\n```{code-cell}\nx = 1\nmatch x:\n    case 1: x\n```\n"
    files = {"environment.yml": conda("python=3.9"), "a.md": text}
    (finding,) = judge(RULE, files)
    assert finding.location == Location("a.md", 8, cell=1)


@pytest.mark.parametrize(
    "environment",
    [
        {"environment.yml": conda("numpy")},
        {"environment.yml": conda("python=3", "numpy")},
        {
            "environment.yml": conda("python=3.9"),
            "postBuild": "#!/bin/bash\nconda install -y python=3.12\n",
        },
        {
            "environment.yml": conda("python=3.9"),
            "postBuild": "#!/bin/bash\n/srv/x/bin/python -m ipykernel install --name python3\n",
        },
    ],
)
def test_what_may_bring_another_python_is_a_warning(judge, environment):
    (finding,) = judge(RULE, {**environment, "a.ipynb": ipynb(ALIAS)})
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"environment.yml": conda("python=3.12")},
        {"environment.yml": conda("python=3.13")},
        {"environment.yml": conda("python>=3.11")},
        {"environment.yml": conda("python=2.7")},
        {"environment.yml": conda("python=3.9", "'numpy")},
        {"Dockerfile": "FROM x\n"},
        {"default.nix": ""},
    ],
)
def test_silent_in_this_environment(judge, environment):
    assert judge(RULE, {**environment, "a.ipynb": ipynb(ALIAS)}) == []


@pytest.mark.parametrize(
    "notebook",
    [
        tagged(ALIAS),
        ipynb(ALIAS, kernel="conda-env-course-py"),
        ipynb(ALIAS, kernel="julia-1.10", language="julia"),
        ipynb("%%bash\ntype X = int"),
        ipynb("%%writefile x.py\ntype X = int"),
        ipynb("type = 5\ntype[X] = int"),
        ipynb("match = 3\ncase = match"),
        ipynb("print(f\"{d['a']} {x!r:>{w}}\")"),
        ipynb("'''\ntype X = int\n'''"),
        ipynb("type X = int 3"),
        ipynb('print "Hello"'),
    ],
)
def test_silent(judge, notebook):
    assert judge(RULE, {"environment.yml": conda("python=3.9"), "a.ipynb": notebook}) == []


def test_an_image_from_elsewhere(judge):
    elsewhere = {"repository": "o/environment", "ref": "main"}
    assert judge(RULE, SPEAKING, environment=elsewhere) == []
