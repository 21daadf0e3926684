"""What `environment` prints: the contract's JSON, and text for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import sphinx_binderhub
from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.report import DECISION_FORMATS
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

SCHEMA = json.loads(
    (Path(sphinx_binderhub.__file__).parent / "schemas/environment.json").read_text()
)
CONDA = "channels:\n- conda-forge\ndependencies:\n- python=3.12\n- numpy=2.3\n- pip:\n  - seaborn==0.13\n"
Make = Callable[[Files], Tree]


@pytest.fixture
def printed(make_tree: Make) -> Callable[..., str]:
    def write(form: str, files: Files, profile: str | None = None) -> str:
        tree = make_tree(files)
        environment = read_environment(tree, Settings(profile=profile))
        return DECISION_FORMATS[form](environment, tree)

    return write


@pytest.fixture
def decided(printed: Callable[..., str]) -> Callable[..., dict[str, Any]]:
    def read(files: Files, profile: str | None = None) -> dict[str, Any]:
        decision: dict[str, Any] = json.loads(printed("json", files, profile))
        jsonschema.validate(decision, SCHEMA)
        return decision

    return read


def test_of_conda(decided: Callable[..., dict[str, Any]]) -> None:
    found = decided({"binder/environment.yml": CONDA, "requirements.txt": "pandas"})
    assert found == {
        "version": 1,
        "profile": "mybinder.org",
        "buildpack": "conda",
        "binder_directory": "binder",
        "python": "3.12",
        "python_source": "binder/environment.yml:4",
        "r": None,
        "julia": None,
        "failure": None,
        "used": ["binder/environment.yml"],
        "ignored": [
            {
                "path": "requirements.txt",
                "reason": "`binder/` exists, so the root is not searched",
            }
        ],
        "packages": [
            _package("python", "=3.12", "conda", 4),
            _package("numpy", "=2.3", "conda", 5),
            _package("seaborn", "==0.13", "pip", 7),
        ],
        "kernels": ["python3"],
        "steps": found["steps"],
    }
    assert len(found["steps"]) == 4


def _package(name: str, specifier: str, manager: str, line: int) -> dict[str, Any]:
    return {
        "name": name,
        "specifier": specifier,
        "manager": manager,
        "file": "binder/environment.yml",
        "line": line,
    }


@pytest.mark.parametrize(
    ("files", "buildpack", "python", "source"),
    [
        ({"a.ipynb": "{}"}, None, None, None),
        ({"environment.yml": "- a"}, "conda", None, None),
        ({"environment.yml": "dependencies: [numpy]"}, "conda", "3.10", "default"),
        ({"requirements.txt": "", "runtime.txt": "python-3.13"}, "python", "3.13", "runtime.txt:1"),
        ({"requirements.txt": "", "runtime.txt": "3.13"}, None, None, None),
        ({"Dockerfile": "FROM x"}, "docker", None, None),
        ({"binder/a": "", ".binder/b": ""}, None, None, None),
    ],
)
def test_buildpack_and_python(
    decided: Callable[..., dict[str, Any]],
    files: Files,
    buildpack: str | None,
    python: str | None,
    source: str | None,
) -> None:
    found = decided(files)
    assert (found["buildpack"], found["python"], found["python_source"]) == (
        buildpack,
        python,
        source,
    )
    assert (found["failure"] is None) == bool(python or buildpack == "docker")
    assert bool(found["steps"]) == (found["failure"] is None)


def test_of_other_languages(decided: Callable[..., dict[str, Any]]) -> None:
    assert decided({"runtime.txt": "r-4.4-2026-06-01"})["r"] == "4.4.2"
    assert decided({"Project.toml": "[compat]\njulia = '~1.10'\n"})["julia"] == "~1.10"
    assert decided({"Project.toml": ""})["julia"] is None


def test_profile(decided: Callable[..., dict[str, Any]]) -> None:
    files = {"environment.yaml": CONDA}
    assert decided(files)["buildpack"] == "conda"
    found = decided(files, "2024.7.0")
    assert (found["profile"], found["buildpack"], found["used"]) == ("2024.7.0", "python", [])


def test_as_text(printed: Callable[..., str]) -> None:
    lines = printed("text", {"environment.yml": CONDA, "Pipfile": ""}).splitlines()
    assert lines[:4] == [
        "profile: mybinder.org (repo2docker 2026.4.0)",
        "buildpack: conda",
        "looks in: the root",
        "python: 3.12 (environment.yml:4)",
    ]
    assert "  Pipfile (`environment.yml` decides)" in lines
    assert "  numpy =2.3 (conda, environment.yml:5)" in lines
    assert lines[-1] == "  4. Copy the repository."


def test_text_says_why_it_stops(printed: Callable[..., str]) -> None:
    text = printed("text", {"requirements.txt": "", "runtime.txt": "3.13"}, "2026.4.0")
    assert "failure: `runtime.txt` reads `3.13`" in text
    assert "buildpack: none" in text


def test_hostile_names(printed: Callable[..., str], decided: Callable[..., dict[str, Any]]) -> None:
    files = {"requirements.txt": "a \x1b[31m\n", "environment.yml": 'dependencies: ["x\\e[1m"]\n'}
    assert "\x1b" not in printed("text", files)
    decided(files)
