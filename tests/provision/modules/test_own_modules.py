from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.chapters import Chapter
from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.notebook import Import, Notebook
from sphinx_binderhub.provision.modules.own_modules import OwnModules, Reach
from sphinx_binderhub.tree import Tree

Make = Callable[..., OwnModules]


@pytest.fixture
def make(make_tree) -> Make:
    """Return a function that gives the modules of a repository of some files."""

    def own(*paths: str, **texts: str) -> OwnModules:
        files = {"requirements.txt": "numpy\n", **dict.fromkeys(paths, "")}
        tree = make_tree(
            {**files, **{name.replace("__", "/"): text for name, text in texts.items()}}
        )
        return OwnModules(tree, read_environment(tree, Settings()))

    return own


def chapter(path: str = "book/one/a.ipynb", *modules: str, **said: object) -> Chapter:
    imports = tuple(Import(module, 1, 1) for module in modules)
    return Chapter(path, Notebook("python", "python3", imports, **said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("book/one/course.py", Reach.FOUND),
        ("book/one/course/__init__.py", Reach.FOUND),
        ("book/one/course/plots.py", Reach.FOUND),
        ("book/one/course/deep/plots.py", Reach.FOUND),
        ("book/one/course.cpython-312-x86_64-linux-gnu.so", Reach.FOUND),
        ("book/one/course", Reach.FOUND),
        ("course.py", Reach.LOST),
        ("course/__init__.py", Reach.LOST),
        ("src/course/__init__.py", Reach.LOST),
        ("book/course.py", Reach.LOST),
        ("book/one/two/course.py", Reach.LOST),
        ("book/one/course.ipynb", Reach.NOWHERE),
        ("book/one/course/data.csv", Reach.NOWHERE),
        ("book/one/Course.py", Reach.NOWHERE),
    ],
)
def test_beside_the_notebook_and_nowhere_else(make, path, found):
    assert make(path).reach("course.plots", chapter(), guessed=True) is found


def test_a_folder_called_like_a_package(make):
    own = make("book/one/seaborn/exercise.py")
    assert own.reach("seaborn", chapter(), guessed=True) is Reach.FOUND
    assert own.reach("seaborn", chapter(), guessed=False) is Reach.NOWHERE
    assert own.reach("seaborn.objects", chapter(), guessed=False) is Reach.NOWHERE
    assert own.reach("seaborn.exercise", chapter(), guessed=False) is Reach.FOUND


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("../../src", Reach.FOUND),
        ("src", Reach.FOUND),
        ("/home/jovyan/src", Reach.FOUND),
        ("..", Reach.PERHAPS),
        ("**", Reach.PERHAPS),
        ("/home/me/course", Reach.PERHAPS),
        ("../../../elsewhere", Reach.PERHAPS),
    ],
)
def test_folders_that_the_notebook_adds(make, folder, found):
    said = chapter(search_paths=frozenset({folder}))
    assert make("src/course.py").reach("course", said, guessed=True) is found


def test_a_notebook_that_writes_a_module(make):
    said = chapter(writes=frozenset({"tools/course.py"}))
    assert make().reach("course", said, guessed=True) is Reach.FOUND
    assert make().reach("tools.course", said, guessed=True) is Reach.FOUND
    assert make().reach("other", said, guessed=True) is Reach.NOWHERE


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("import sys\nsys.path.append('..')\n", Reach.PERHAPS),
        ("import os\nos.chdir('..')\n", Reach.PERHAPS),
        ("import site\nsite.addsitedir('..')\n", Reach.PERHAPS),
        ("x = 1\n", Reach.LOST),
    ],
)
def test_a_module_that_changes_the_path(make, text, found):
    own = make("src/course.py", book__one___path="", **{"book__one__start.py": text})
    assert own.reach("course", chapter("book/one/a.ipynb", "start"), guessed=True) is found
    assert own.reach("course", chapter("book/one/b.ipynb"), guessed=True) is Reach.LOST


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("#!/bin/sh\nset -e\npip install tqdm\njupyter lab build\n", Reach.LOST),
        ("#!/bin/sh\npython -m ipykernel install --user\n", Reach.LOST),
        ("#!/bin/sh\npip install -r more.txt\n", Reach.PERHAPS),
        ("#!/bin/sh\npip install ./tools\n", Reach.PERHAPS),
        ('#!/bin/sh\npip install "$PWD"\n', Reach.PERHAPS),
        ("#!/bin/sh\npip install *.whl\n", Reach.PERHAPS),
        ("#!/bin/sh\necho $PWD/src > /srv/x/course.pth\n", Reach.PERHAPS),
        ("#!/bin/sh\nln -s ../src book\n", Reach.PERHAPS),
        ("#!/bin/sh\ncp course.py book\n", Reach.PERHAPS),
        ("#!/bin/sh\nmake install\n", Reach.PERHAPS),
        ("#!/bin/sh\nif true; then 'pip install .\n", Reach.PERHAPS),
        ("#!/usr/bin/env python\nprint(1)\n", Reach.PERHAPS),
    ],
)
def test_scripts(make, script, found):
    own = make("src/course.py", postBuild=script)
    assert own.reach("course", chapter(), guessed=True) is found


@pytest.mark.parametrize(
    ("packaging", "project"),
    [
        ({"pyproject.toml": "[project]\nname = 'x'\n"}, ""),
        ({"pyproject.toml": "[tool.ruff]\n"}, None),
        ({"pyproject.toml": "[tool.poetry]\nname = 'x'\n"}, ""),
        ({"setup.py": ""}, ""),
        ({"setup.cfg": "[metadata]\n"}, None),
        ({"src/setup.py": ""}, "src"),
        ({"lib/setup.py": ""}, None),
        ({}, None),
    ],
)
def test_the_project_that_packs_a_module(make, packaging, project):
    own = make("src/course/__init__.py", **packaging)
    assert own.project_of("src") == project


def test_a_project_may_keep_its_packages_anywhere(make):
    own = make(**{"setup.py": "setup(package_dir={'': 'python/lib'})", "python__lib__x.py": ""})
    assert own.project_of("python/lib") == ""
    assert own.project_of("python") is None
    assert own.project_of("other") is None


def test_the_likeliest_folder_comes_first(make):
    own = make(
        *("deep/down/x.py", "src/x.py", "pkg/__init__.py", "pkg/x.py", "_build/x.py"),
        *("book/_build/jupyter_execute/x.py", "x.py"),
    )
    assert own.folders_of("x") == ["", "src", "deep/down"]
    assert own.folders_of("nosuch") == []


TEXTS = st.text(st.sampled_from("ab./\\*~\x00 é_-"), max_size=12)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    files=st.frozensets(TEXTS, max_size=8),
    path=TEXTS,
    module=TEXTS.filter(bool),
    folders=st.frozensets(TEXTS, max_size=3),
    guessed=st.booleans(),
)
def test_nothing_raises(make_tree, files, path, module, folders, guessed):
    tree = Tree(make_tree({}).root, files | {f"{one}/a.py" for one in files})
    own = OwnModules(tree, read_environment(make_tree({"requirements.txt": ""}), Settings()))
    said = chapter(path, module, "a", search_paths=folders, writes=folders)
    assert own.reach(module, said, guessed=guessed) in Reach
    assert own.reach(module, None, guessed=guessed) in Reach
    assert {own.project_of(one) for one in own.folders_of("a")} <= {None}
