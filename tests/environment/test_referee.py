"""The choice of buildpack, directory and Python, compared with the installed repo2docker."""

from __future__ import annotations

from pathlib import Path

import pytest
import repo2docker

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import profile_names, read_environment, steps_of
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files
from tests.referee.buildpacks import RELEASE, ask

pytestmark = pytest.mark.skipif(RELEASE not in profile_names(), reason="no profile of this release")

PYPROJECT = "[project]\nname = 'x'\n"
BUILD = PYPROJECT + "[build-system]\nrequires = []\n"


def dependencies(*lines: str) -> str:
    return "dependencies:\n" + "".join(f"- {line}\n" for line in lines)


PINS = [
    *("python", "python=3.12", "python==3.12.4", "python = 3.12", "python=3.12.*"),
    *("python=3.12=h1_cpython", "python=3.9,<4", "python>=3.11", "python ~=3.11", "python 3.12"),
    *("conda-forge::python=3.12", "Python=3.12", "'python[version=3.12]'", "python=3", "python=2"),
    *("python=4", "python=3.15", "python=*", "python=3.12.", "python-dateutil=2.8", "python=3.6"),
    *("pythonnet=3.0", "python==", "python=.3"),
]
RUNTIMES = [
    *("python-3.12", "python-3.12.4", "python-3", "python-4", "Python-3.12", "3.12", "", "python3"),
    *("python-2.7", "python-3.15", "r-2026-06-01", "r-4.4-2026-06-01", "r-4.4", "r-3.2-2026-06-01"),
    *(
        "r-2015-01-01",
        "r-4.4-2026-13-01",
        "python-3.12\n\n",
        "python-3.12-2026-06-01",
        "julia-1.10",
    ),
    *("python-", "python-3.x"),
]
YAML = [
    *("", "- numpy\n", "numpy\n", "dependencies:\n", "channels: [conda-forge]\n"),
    *("dependencies: 3\n", "dependencies: numpy\n", "dependencies: {python: 3.12}\n"),
    *("dependencies:\n\t- numpy\n", "name: a\nname: b\ndependencies: []\n", "a: 1\n---\nb: 2\n"),
    *("dependencies: [numpy\n", "dependencies:\n- pip:\n  - 3.1\n", "dependencies:\n- pip:\n"),
    *("\ufeffdependencies:\r\n- python=3.12\r\n", "dependencies: [*a]\n", "dependencies: yes\n"),
    *("x: &a python=3.11\ndependencies: [*a]\n", "dependencies:\n- pip: .\n", "a: {b: 1, b: 2}\n"),
]
TREES: dict[str, dict[str, str]] = {
    "nothing": {"a.ipynb": "{}"},
    "both directories": {"binder/a": "", ".binder/a": ""},
    "empty directory hides": {"binder/x": "", "environment.yml": dependencies("numpy")},
    "hidden directory": {".binder/requirements.txt": "numpy", "environment.yml": ""},
    "binder is a file": {"binder": "", "requirements.txt": "numpy"},
    "docker wins": {"Dockerfile": "FROM x", "environment.yml": "", "runtime.txt": "bad"},
    "root docker hidden": {"Dockerfile": "FROM x", "binder/requirements.txt": ""},
    "legacy": {"Dockerfile": "# x\nFROM andrewosh/binder-base\n", "binder/requirements.txt": ""},
    "julia": {"Project.toml": "", "requirements.txt": "", "runtime.txt": "python-3.12"},
    "julia, environment": {"JuliaProject.toml": "", "environment.yml": dependencies("python=3.12")},
    "julia, bad day": {"Project.toml": "", "runtime.txt": "r-2026-13-01"},
    "julia, bad runtime": {"Project.toml": "", "runtime.txt": "3.12"},
    "require": {"REQUIRE": "julia 1.0"},
    "require and project": {"REQUIRE": "", "Project.toml": ""},
    "nix": {"default.nix": "", "environment.yml": "", "runtime.txt": "bad"},
    "description": {"DESCRIPTION": "A text.", "environment.yml": dependencies("python=3.12")},
    "description, python": {"DESCRIPTION": "", "runtime.txt": "python-3.11"},
    "description in binder": {"binder/DESCRIPTION": "", "a": ""},
    "description hidden": {"DESCRIPTION": "", "binder/requirements.txt": ""},
    "yaml": {"environment.yaml": dependencies("python=3.12")},
    "yaml and yml": {"environment.yaml": "-", "environment.yml": dependencies("python=3.12")},
    "capital": {"Environment.yml": ""},
    "conda over pip": {
        "environment.yml": dependencies("python=3.12"),
        "Pipfile": "",
        "setup.py": "",
    },
    "conda, bad runtime": {"environment.yml": "", "runtime.txt": "3.12"},
    "conda, runtime": {"environment.yml": "", "runtime.txt": "python-3.12"},
    "conda, bad apt": {"environment.yml": "", "apt.txt": "GraphViz"},
    "conda, apt": {"environment.yml": "", "apt.txt": "# x\n\ngraphviz # y\n-y z\n"},
    "pipfile": {"Pipfile": "[requires]\npython_version = '3.11'\n", "requirements.txt": ""},
    "pipfile full": {"Pipfile": "[requires]\npython_full_version = '3.12.4'\n"},
    "pipfile lock": {"Pipfile.lock": '{"_meta": {"requires": {"python_version": "3.12"}}}'},
    "pipfile lock first": {
        "Pipfile.lock": '{"_meta": {"requires": {"python_version": "3.12"}}}',
        "Pipfile": "[requires]\npython_version = '3.11'\n",
    },
    "pipfile bad lock": {"Pipfile.lock": "{"},
    "pipfile bad toml": {"Pipfile": "[requires"},
    "pipfile three": {"Pipfile": "[requires]\npython_version = '3'\n"},
    "pipfile, runtime": {"Pipfile": "", "runtime.txt": "python-3.12"},
    "pipfile, other runtime": {"Pipfile": "", "runtime.txt": "julia-1.10"},
    "setup": {"setup.py": ""},
    "setup hidden": {"setup.py": "", "binder/x": ""},
    "setup beside .binder": {"setup.py": "", ".binder/requirements.txt": "numpy"},
    "setup, .binder in binder": {"setup.py": "", ".binder/apt.txt": "", "binder": ""},
    "setup.cfg": {"setup.cfg": ""},
    "pyproject half": {"pyproject.toml": PYPROJECT},
    "pyproject half, pip": {"pyproject.toml": PYPROJECT, "requirements.txt": ""},
    "pyproject": {"pyproject.toml": BUILD},
    "pyproject poetry": {"pyproject.toml": "[tool.poetry]\n[build-system]\n"},
    "pyproject bad": {"pyproject.toml": "[project", "requirements.txt": ""},
    "pyproject bad, conda": {"pyproject.toml": "[project", "environment.yml": ""},
    "pyproject jump": {"pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = '>=3.11'")},
    "pyproject fits": {"pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = '>=3.9'")},
    "pyproject none": {"pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = '>=4'")},
    "pyproject odd": {"pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = 'new'")},
    "pyproject number": {"pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = 3")},
    "pyproject conflict": {
        "pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = '>=3.11'"),
        "runtime.txt": "python-3.9",
    },
    "pyproject major": {
        "pyproject.toml": BUILD.replace("'x'", "'x'\nrequires-python = '>=3.11'"),
        "runtime.txt": "python-3",
    },
    "pyproject of a number": {"pyproject.toml": "project = 3\n"},
    "pyproject of a text": {"pyproject.toml": "project = 'x'\n[build-system]\n"},
    "pyproject of a list": {"pyproject.toml": "[[project]]\n[[build-system]]\n"},
    "pyproject that names it": {"pyproject.toml": "project = ['requires-python']\n"},
    "pipfile lock of a list": {"Pipfile.lock": "[]"},
    "conda, empty apt": {"environment.yml": "", "apt.txt": ""},
    "description, conda for R": {
        "DESCRIPTION": "",
        "environment.yml": dependencies("python=3.12"),
    },
    "only apt": {"apt.txt": "x", "postBuild": "", "start": "", "install.R": ""},
    "only lock files": {"uv.lock": "", "pixi.toml": "", "conda-lock.yml": "", "Manifest.toml": ""},
    "folder of that name": {"environment.yml/x": ""},
    **{
        f"pin {pin}": {"environment.yml": dependencies("numpy", pin, "python=3.11")} for pin in PINS
    },
    **{f"only pin {pin}": {"binder/environment.yml": dependencies(pin)} for pin in PINS},
    **{f"runtime {text!r}": {"runtime.txt": text} for text in RUNTIMES},
    **{
        f"runtime {text!r}, pip": {"runtime.txt": text, "requirements.txt": ""} for text in RUNTIMES
    },
    **{f"yaml {text!r}": {"environment.yml": text} for text in YAML},
}


@pytest.mark.parametrize("name", TREES)
def test_agrees(tmp_path: Path, name: str) -> None:
    write_files(tmp_path, TREES[name])
    compare(tmp_path, TREES[name])


def compare(root: Path, files: Files) -> None:
    theirs = ask(root)
    tree = Tree(root, frozenset(files))
    ours = read_environment(tree, Settings(profile=RELEASE))
    assert ours.buildpack == theirs.buildpack, theirs
    assert (ours.failure is not None) == (theirs.error is not None), (ours.failure, theirs)
    assert ours.python == theirs.python, theirs
    if theirs.steps:
        hidden = {"kernel"} | ({"start"} if ours.buildpack == "nix" else set())
        steps = [step.kind for step in steps_of(ours, tree) if step.kind not in hidden]
        assert steps == list(theirs.steps)
    if theirs.buildpack:
        assert ours.binder_directory == theirs.directory


def test_supported_pythons_agree() -> None:
    folder = Path(repo2docker.__file__).parent / "buildpacks" / "conda"
    theirs = {file.name[15:-14] for file in folder.glob("environment.py-*-linux-64.lock")}
    assert set(read_environment(Tree(folder), Settings(profile=RELEASE)).profile.pythons) == theirs
