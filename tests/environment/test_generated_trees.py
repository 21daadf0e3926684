"""Generated repositories: our decision and that of the installed repo2docker are the same.

Any subset of the files it reads, in the root, `binder/` and `.binder/`, with contents that are good,
broken, empty or odd, and names in the wrong letter case. `TREES` sets how many are tried.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment import profile_names
from tests.conftest import Files, write_files
from tests.environment.test_referee import BUILD, PINS, PYPROJECT, RUNTIMES, YAML, compare
from tests.referee.buildpacks import RELEASE

pytestmark = pytest.mark.skipif(RELEASE not in profile_names(), reason="no profile of this release")

TREES = int(os.environ.get("TREES", "300"))

CONDA = """name: course
channels:
  - conda-forge
dependencies:
  - python=3.12
  - numpy=2.3
  - pip
  - pip:
    - seaborn
"""
PIP_ENTRIES = [
    "seaborn",
    "-e .",
    "-r more.txt",
    "3.1",
    "",
    "null",
    "{a: b}",
    "./x",
    "--pre",
    "'# x'",
]
PINNED = [f"dependencies:\n- numpy\n- {pin}\n" for pin in PINS]
PIPPED = [
    f"dependencies:\n- pip:\n  - {one}\n  - {two}\n" for one in PIP_ENTRIES for two in PIP_ENTRIES
]
ODD_LINES = [
    "\t- numpy",
    "- numpy: 1",
    "name: x",
    "- 'a",
    "- &a x",
    "- *a",
    "<<: {a: 1}",
    "---",
    "- !x y",
]
ODD_LINES += [
    "- r-base=4.2",
    "- r-dplyr",
    "? a",
    "- >",
    "%YAML 1.1",
    "- 2001-99-99",
    "- !!int x",
    "- [a",
    "- \x07",
]


@st.composite
def _mutated(draw: st.DrawFn, text: str) -> str:
    """Return `text` with a line put in, taken out or doubled, or a character changed."""
    lines = text.splitlines()
    place = draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from(["add", "drop", "double", "indent", "character"]))
    if kind == "add":
        lines.insert(place, draw(st.sampled_from(ODD_LINES)))
    elif kind == "drop":
        lines.pop(place)
    elif kind == "double":
        lines.insert(place, lines[place])
    elif kind == "indent":
        lines[place] = draw(st.sampled_from([" ", "  ", "\t"])) + lines[place].lstrip()
    else:
        line = lines[place]
        column = draw(st.integers(0, max(len(line) - 1, 0)))
        lines[place] = (
            line[:column]
            + draw(st.sampled_from("\t:'\"[]{}#&*!|>%@`-,? é\x00"))
            + line[column + 1 :]
        )
    return "\n".join(lines) + draw(st.sampled_from(["\n", ""]))


conda = st.one_of(
    st.just(CONDA),
    _mutated(CONDA),
    st.sampled_from(YAML),
    st.sampled_from(PINNED),
    st.sampled_from(PIPPED),
)
requires = st.sampled_from(
    [">=3.11", ">=3.9", "<3.10", ">=4", "==3.12.*", "~=3.8", "new", "", ">=3.10,!=3.10"]
)
pyproject = st.one_of(
    st.sampled_from(
        [
            "",
            PYPROJECT,
            BUILD,
            "[project",
            "project = 3\n",
            "project = 'x'\n[build-system]\n",
            "[[project]]\n[[build-system]]\n",
            "project = ['requires-python']\n",
            "[tool.poetry]\n",
            "[build-system]\n",
            "[project]\n",
        ]
    ),
    requires.map(lambda text: BUILD.replace("'x'", f"'x'\nrequires-python = '{text}'")),
    requires.map(lambda text: f"[project]\nrequires-python = '{text}'\n"),
    st.just("project = {requires-python = 3}\n"),
)
pipfile = st.sampled_from(
    [
        *("", "[packages]\nnumpy = '*'\n", "[requires", "[requires]\npython_version = '3.11'\n"),
        *("[requires]\npython_version = '3'\n", "[requires]\npython_version = '4'\n"),
        *("[requires]\npython_full_version = '3.12.4'\n", "[requires]\npython_version = ''\n"),
        *("[requires]\npython_version = 'new'\n", "[requires]\npython_version = '3.99'\n"),
    ]
)
lock = st.sampled_from(
    [
        *(
            "",
            "{",
            "{}",
            "[]",
            '{"_meta": {}}',
            '{"_meta": {"requires": {"python_version": "3.12"}}}',
        ),
        '{"_meta": {"requires": {"python_full_version": "3.9.1", "python_version": "3.12"}}}',
    ]
)
julia = st.sampled_from(
    [
        *(
            "",
            "[deps]\n",
            "[compat]\n",
            "[compat",
            "[compat]\njulia = '1.10'\n",
            "[compat]\njulia = '~1.6'\n",
        ),
        *(
            "[compat]\njulia = '1.6, 1.10'\n",
            "[compat]\njulia = '=1.3'\n",
            "[compat]\njulia = '>=1.2'\n",
        ),
        *(
            "[compat]\njulia = 'new'\n",
            "[compat]\njulia = ''\n",
            "[compat]\njulia = '^0.7'\n",
            "compat = 3\n",
        ),
    ]
)
requirements = st.sampled_from(
    ["", "numpy\n", "-e .\n", "-r other.txt\n", "numpy=1\n", "\ufeffnumpy\r\n", "é\n"]
)
apt = st.sampled_from(
    [
        "",
        "graphviz\n",
        "# a\n\ngraphviz # b\n",
        "GraphViz\n",
        "-y x\n",
        "x; y\n",
        "é\n",
        " a\n\tb\n",
        "1a\n",
        "#A\n",
    ]
)
CONTENTS: dict[str, st.SearchStrategy[str]] = {
    "environment.yml": conda,
    "environment.yaml": conda,
    "requirements.txt": requirements,
    "requirements3.txt": requirements,
    "runtime.txt": st.sampled_from(RUNTIMES),
    "apt.txt": apt,
    "postBuild": st.just("#!/bin/bash\n"),
    "start": st.just('#!/bin/bash\nexec "$@"\n'),
    "install.R": st.just("x\n"),
    "Pipfile": pipfile,
    "Pipfile.lock": lock,
    "Project.toml": julia,
    "JuliaProject.toml": julia,
    "Manifest.toml": st.just(""),
    "REQUIRE": st.just("julia 1.0\n"),
    "default.nix": st.just(""),
    "Dockerfile": st.sampled_from(
        ["FROM x\n", "FROM andrewosh/binder-base\n", "", "from andrewosh/binder-base\n"]
    ),
    "setup.py": st.just(""),
    "setup.cfg": st.just(""),
    "pyproject.toml": pyproject,
    "DESCRIPTION": st.sampled_from(["", "Package: x\n"]),
    "uv.lock": st.just(""),
}
WRONG_CASE = [
    "Environment.yml",
    "environment.YML",
    "Requirements.txt",
    "Runtime.txt",
    "dockerfile",
    "postbuild",
    "pipfile",
]
COMMON = ["environment.yml", "requirements.txt", "runtime.txt", "apt.txt", "pyproject.toml"]
folders = st.sampled_from(["", "", "", "binder/", "binder/", ".binder/", "Binder/", "docs/"])


@st.composite
def trees(draw: st.DrawFn) -> dict[str, str]:
    """Return a repository as a dict of path to text."""
    names = st.one_of(
        st.sampled_from(COMMON), st.sampled_from(sorted(CONTENTS)), st.sampled_from(WRONG_CASE)
    )
    files = {"a.ipynb": "{}"}
    home = draw(folders)
    for name in draw(st.lists(names, max_size=5, unique=True)):
        folder = home if draw(st.integers(0, 3)) else draw(folders)
        files[folder + name] = draw(CONTENTS.get(name, st.just("x\n")))
    return files


@settings(max_examples=TREES, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=trees())
def test_agrees_on_generated_trees(files: Files) -> None:
    _compare(files)


@st.composite
def conda_files(draw: st.DrawFn) -> str:
    """Return an environment file that was changed in up to three places."""
    text = CONDA
    for _ in range(draw(st.integers(1, 3))):
        text = draw(_mutated(text)) if text.strip() else text
    return text


@settings(max_examples=TREES, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=conda_files())
def test_agrees_on_changed_environment_files(text: str) -> None:
    _compare({"environment.yml": text})


def _compare(files: Files) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        write_files(root, files)
        compare(root, files)
    finally:
        shutil.rmtree(root)
