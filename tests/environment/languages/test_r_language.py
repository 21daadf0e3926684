"""R that conda brings, and packages of R; what `runtime.txt` asks for is in `test_runtime.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.config import Settings
from sphinx_binderhub.environment import load_profile, profile_names, read_environment
from sphinx_binderhub.environment.languages.r_language import RLanguage, is_offered, missing_fields
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

MakeTree = Callable[[Files], Tree]
PACKAGE = "Package: course\nVersion: 1.0\n"


def read(make_tree: MakeTree, files: Files, profile: str | None = None) -> RLanguage | None:
    return read_environment(make_tree(files), Settings(profile=profile)).r


@pytest.mark.parametrize(
    ("lines", "version", "place"),
    [
        (["r-base"], None, None),
        (["r-base=4.3"], "4.3", (2, 3)),
        (["numpy", "r-dplyr", "r-base = 4.3.1"], "4.3.1", (4, 3)),
        (["r-essentials", "r-base>=4.3"], None, None),
        (["r-base==", "r-base=4.1"], None, (2, 3)),
    ],
)
def test_by_conda(
    make_tree: MakeTree, lines: list[str], version: str | None, place: tuple[int, int] | None
) -> None:
    text = "dependencies:\n" + "".join(f"- {line}\n" for line in lines)
    found = read(make_tree, {"binder/environment.yml": text})
    assert found is not None
    assert found.by_conda
    assert found.version == version
    assert found.place == (Location("binder/environment.yml", *place) if place else None)
    assert found.source.path == "binder/environment.yml"


@pytest.mark.parametrize("line", ["conda-forge::r-base", "rpy2", "ruby", "pip: [r-base]", "R-base"])
def test_none_by_conda(make_tree: MakeTree, line: str) -> None:
    assert read(make_tree, {"environment.yml": f"dependencies:\n- {line}\n"}) is None


def test_beside_julia(make_tree: MakeTree) -> None:
    files = {"Project.toml": "", "environment.yml": "dependencies: [r-base=4.3]"}
    found = read(make_tree, files)
    assert found is not None
    assert (found.version, found.by_conda) == ("4.3", True)


def test_runtime(make_tree: MakeTree) -> None:
    files = {
        "binder/runtime.txt": "r-4.2-2026-06-01",
        "binder/environment.yml": "dependencies: [r-x]",
    }
    assert read(make_tree, files, "2026.4.0") == RLanguage(
        "4.2.3",
        Location("binder/runtime.txt", 1, 3),
        Location("binder/runtime.txt", 1),
        date(2026, 6, 1),
    )


@pytest.mark.parametrize(
    ("profile", "version"), [("2024.7.0", "4.2.1"), ("2025.8.0", "4.2.1"), ("2026.4.0", "4.4.2")]
)
def test_package(make_tree: MakeTree, profile: str, version: str) -> None:
    found = read(make_tree, {"DESCRIPTION": PACKAGE}, profile)
    assert found == RLanguage(version, None, Location("DESCRIPTION"))
    assert read(make_tree, {"binder/DESCRIPTION": PACKAGE, "binder/requirements.txt": ""}) is None


@pytest.mark.parametrize("profile", profile_names())
def test_offered(profile: str) -> None:
    facts = load_profile(profile)
    assert all(is_offered(version, facts) for version in [*facts.r_versions, "4.4.9"])
    assert not any(is_offered(version, facts) for version in ("4", "4.4.x", "", "4.4.4.4", "new"))
    assert is_offered("9.9", facts) is (profile == "2025.8.0")


def test_missing_fields(make_tree: MakeTree) -> None:
    assert missing_fields(make_tree({"DESCRIPTION": PACKAGE})) == []
    assert missing_fields(make_tree({"DESCRIPTION": "Package: x"})) == ["Version"]
    assert missing_fields(make_tree({"DESCRIPTION": "A course.\n"})) == ["Package", "Version"]
    assert missing_fields(make_tree({})) == []


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=100))
def test_any_description(content: bytes) -> None:
    class Memory(Tree):
        def read(self, path: str, limit: int = 0) -> bytes:  # noqa: ARG002
            return content

    tree = Memory(Path(), frozenset({"DESCRIPTION", "runtime.txt"}))
    missing_fields(tree)
    for profile in profile_names():
        read_environment(tree, Settings(profile=profile))
