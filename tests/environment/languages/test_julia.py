"""The Julia of a project, compared with the one that repo2docker takes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.environment.languages.julia import PROJECTS, JuliaVersion, _place
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files, write_files
from tests.environment.files import fresh_folder
from tests.referee.buildpacks import JULIAS, ask

MakeTree = Callable[[Files], Tree]


def read(make_tree: MakeTree, files: Files) -> JuliaVersion:
    found = read_environment(make_tree(files), Settings()).julia
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[compat]\njulia = "~1.10"\n', (2, 9)),
        ('[deps]\njulia = "1"\n\n[ "compat" ]\n\'julia\'="~1.10"', (5, 9)),
        ('[compat]\r\nA = "1"\r\n  julia   =  "~1.10"', (3, 14)),
        ('compat.julia = "~1.10"', (1, 16)),
        ('compat = { A = "1", julia = "~1.10" }', (1, 29)),
        ('[compat]\n"\\u006aulia" = "~1.10"', (None, None)),
    ],
)
def test_place(make_tree: MakeTree, text: str, place: tuple[int | None, int | None]) -> None:
    found = read(make_tree, {"Project.toml": text})
    assert found.text == "~1.10"
    assert found.place == Location("Project.toml", *place)
    assert found.newest(["1.9.4", "1.10.1", "1.10.9", "1.11.0"]) == "1.10.9"


@pytest.mark.parametrize(
    "text", ["", "[deps]\n", "[compat]\nA = '1'", "compat = 'julia'", "[[compat]]\njulia = '1'"]
)
def test_none(make_tree: MakeTree, text: str) -> None:
    found = read(make_tree, {"binder/Project.toml": text})
    assert found.text is None
    assert found.place == Location("binder/Project.toml")
    assert found.newest(["1.5.0", "1.6.0", "1.12.0", "2.0.0"]) == "1.12.0"


@pytest.mark.parametrize("value", ["'1.6, 1.10'", "'*'", "1.10", "['1.10']", "true", "2026-01-01"])
def test_refused(make_tree: MakeTree, value: str) -> None:
    tree = make_tree({"Project.toml": f"[compat]\njulia = {value}\n"})
    stop = read_environment(tree, Settings()).stop
    assert stop is not None
    assert stop.rule == "julia-compat"
    assert stop.location == Location("Project.toml", 2, 9)


def test_the_first_project_counts(make_tree: MakeTree) -> None:
    files = {"Project.toml": "[compat]\njulia = '=1.3'", "JuliaProject.toml": "[deps]\nA = '1'"}
    found = read(make_tree, files)
    assert (found.project, found.text, found.packages) == ("JuliaProject.toml", None, True)


WROTE = '# This file is machine-generated\n\njulia_version = "1.10.4"\n[[deps.A]]\n'


@pytest.mark.parametrize(
    ("files", "manifest", "made_with"),
    [
        ({}, None, None),
        ({"Manifest.toml": WROTE}, "Manifest.toml", "1.10.4"),
        ({"Manifest.toml": '[[A]]\nversion = "1"'}, "Manifest.toml", None),
        ({"Manifest.toml": b"\xff"}, "Manifest.toml", None),
        ({"JuliaManifest.toml": WROTE, "Manifest.toml": ""}, "JuliaManifest.toml", None),
        ({"Manifest-v1.11.toml": ""}, "Manifest-v1.11.toml", None),
        ({"Manifest-v1.11.toml": "", "Manifest.toml": WROTE}, "Manifest.toml", None),
        ({"binder/Manifest.toml": WROTE}, "binder/Manifest.toml", "1.10.4"),
        ({"sub/Manifest.toml": WROTE}, None, None),
    ],
)
def test_manifest(
    make_tree: MakeTree, files: Files, manifest: str | None, made_with: str | None
) -> None:
    folder = "binder/" if any(path.startswith("binder/") for path in files) else ""
    found = read(make_tree, {f"{folder}Project.toml": "", **files})
    assert (found.manifest, found.made_with) == (manifest, made_with)


VALUES = [
    *("'~1.6'", '"1.6, 1.7"', "'1.3'", "'=1.3'", "1.6", "1", "['1']", "{a = '1'}", "''"),
    *("'''~1.9'''", "'≥1.2'", "true", "'> 1'", "'~1.99'", '"\\u007e1.6"'),
]
FORMS = [
    *("[compat]\njulia = {}\n", "compat = {{julia = {}}}\n", "compat.julia = {}\n", "julia = {}\n"),
    *("[deps]\njulia = {}\n", "[[compat]]\njulia = {}\n", "[compat]\nA = '1'\n'julia' = {} # x"),
    *("[compat.julia]\na = {}\n", "compat = {}\n", "[compat] # x\r\n\r\n  julia={}\r\n"),
]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.builds(str.format, st.sampled_from(FORMS), st.sampled_from(VALUES)),
    name=st.sampled_from(PROJECTS),
)
def test_agrees(text: str, name: str) -> None:
    with fresh_folder() as root:
        write_files(root, {name: text})
        theirs = ask(root)
        ours = read_environment(Tree(root, frozenset({name})), Settings()).julia
    taken = ours.newest(JULIAS) if ours else None
    assert taken == (None if theirs.error else theirs.julia), theirs.error
    assert ours is None or ours.text is None or ours.place.line


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet="[]compatjuli ={}.\"'\n\r#1~,\\é\0", max_size=60))
def test_any_text(text: str) -> None:
    with fresh_folder() as root:
        write_files(root, {"Project.toml": text, "Manifest.toml": text})
        tree = Tree(root, frozenset({"Project.toml", "Manifest.toml"}))
        read_environment(tree, Settings())


@pytest.mark.parametrize(
    "line", ["compat = {" + " " * 200_000, "[ " * 100_000, " " * 250_000, "compat={julia" * 19_000]
)
def test_hostile(line: str) -> None:
    start = time.perf_counter()
    _place(f'{line}\n[compat]\njulia = "1"', "Project.toml")
    assert time.perf_counter() - start < 1
