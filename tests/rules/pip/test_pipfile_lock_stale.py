from __future__ import annotations

import json

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pipfile-lock-stale"
PYTHON = "[requires]\npython_version = '3.11'\n"


def files(packages: str, **locked: object) -> dict[str, str]:
    lock = {
        "_meta": {"requires": {"python_version": "3.11"}},
        "default": {
            name.replace("_", "-"): {"version": version} for name, version in locked.items()
        },
    }
    return {
        "Pipfile": f"[packages]\n{packages}\n{PYTHON}",
        "Pipfile.lock": json.dumps(lock, indent=4),
    }


QUIET = files("numpy = '*'", numpy="==2.3.2", six="==1")
SPEAKING = files("numpy = '*'\npandas = '*'", numpy="==2.3.2")


@pytest.mark.parametrize(
    "tree",
    [
        files("numpy = '>=2'", numpy="==2.3.2"),
        files("Scikit_Learn = '*'", scikit_learn="==1.7"),
        files("numpy = {version = '*', markers = \"sys_platform == 'win32'\"}"),
        files("numpy = {version = '*', sys_platform = \"== 'win32'\"}"),
        files("x = {path = '.', editable = true}"),
        files("x = {git = 'https://example.org/x'}"),
        files("numpy = '==what'", numpy="==2"),
        files("numpy = '==2'", numpy=None),
        {"Pipfile": f"[packages]\nnumpy = '*'\n{PYTHON}"},
        {"Pipfile.lock": '{"default": {}}'},
        {**SPEAKING, "Pipfile.lock": "{"},
        {**SPEAKING, "environment.yml": "dependencies: [python=3.12]"},
    ],
)
def test_quiet(judge_files: Judge, tree: dict[str, str]) -> None:
    assert not judge_files(RULE, {**tree, "pyproject.toml": "[project]\nname = 'x'\n"})


def test_quiet_where_the_development_packages_have_it(judge_files: Judge) -> None:
    lock = json.dumps({"default": {}, "develop": {"numpy": {"version": "==2"}}})
    assert not judge_files(RULE, {**QUIET, "Pipfile.lock": lock})


@pytest.mark.parametrize(
    "tree",
    [SPEAKING, files("numpy = '*'\npandas = '>=3'", numpy="==2.3.2", pandas="==2.3.2")],
)
def test_speaks_once(judge_files: Judge, tree: dict[str, str]) -> None:
    (finding,) = judge_files(None, tree)
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("Pipfile", 3, 1)
    assert finding.also == (Location("Pipfile.lock"),)
    assert finding.fix == "Run `pipenv lock`, and commit `Pipfile.lock`."


def test_development_packages_and_several(judge_files: Judge) -> None:
    tree = files("numpy = '*'\n[dev-packages]\npytest = '*'")
    (finding,) = judge_files(None, tree)
    assert finding.location == Location("Pipfile", 2, 1)
    assert Location("Pipfile", 4, 1) in finding.also
    assert "nor 1 more" in finding.message
