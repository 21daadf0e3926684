from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.environment.conda.conda_export import only_elsewhere, read_export
from sphinx_binderhub.environment.conda.conda_file import CondaFile, read_conda_file
from sphinx_binderhub.environment.conda.yaml_file import Text
from sphinx_binderhub.tree import Tree
from tests.conftest import Files

MakeTree = Callable[[Files], Tree]
HEAD = "dependencies:\n  - python=3.12\n"


@pytest.mark.parametrize(
    ("text", "system"),
    [
        (HEAD, None),
        (f"# platform: win-64\n{HEAD}", "Windows"),
        (f"# platform: osx-arm64\n{HEAD}prefix: /home/anna\n", "macOS"),
        (f"{HEAD}prefix: /home/anna/envs\n", "Linux"),
        (f'{HEAD}prefix: "C:\\\\Users"\n', "Windows"),
        (f"{HEAD}  - libgcc-ng=15\nprefix: /Users/anna\n", None),
        (f"{HEAD}prefix: /opt/envs\n", None),
        (f"{HEAD}prefix:\n", None),
    ],
)
def test_the_system_of_an_export(make_tree: MakeTree, text: str, system: str | None) -> None:
    tree = make_tree({"environment.yml": text})
    assert read_export(tree, read_conda_file(tree, "environment.yml")).system == system


@pytest.mark.parametrize(
    ("entry", "made", "exact"),
    [
        ("numpy=2.3.2=py312h2f38b44_0", True, True),
        ("bzip2=1.0.8=h80987f9_6", True, True),
        ("bzip2 = 1.0.8 = h80987f9_6", True, True),
        ("hdf5==1.14.6==nompi_h1a5b8b2_101", False, False),
        ("hdf5=1.14.6=nompi_h1a5b8b2_101", True, True),
        ("certifi=2025.8.3=pyhd8ed1ab_0", False, True),
        ("notebook=7.4.4=pyhf0cbc28_1", False, True),
        ("fonts=1=hd8ed1ab_0", False, True),
        ("blas=1.0=mkl", False, True),
        ("blas=*=openblas", False, True),
        ("numpy=2.3.2=py312*", False, False),
        ("numpy=2.3.2", False, False),
        ("numpy", False, False),
    ],
)
def test_builds(make_tree: MakeTree, entry: str, made: bool, exact: bool) -> None:
    export = read_export(make_tree({}), CondaFile("environment.yml", (Text(entry, 1, 1),)))
    assert (bool(export.builds), bool(export.exact)) == (made, exact)


@given(st.lists(st.text() | st.text("h0a_=. pyd12c", max_size=40), max_size=5), st.text())
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_entries_are_read(make_tree: MakeTree, entries: list[str], text: str) -> None:
    tree = make_tree({"environment.yml": text.encode("utf-8", "surrogatepass")})
    file = CondaFile("environment.yml", tuple(Text(entry, 1, 1) for entry in entries))
    export = read_export(tree, file)
    assert len(export.builds) <= export.exact <= len(entries)
    list(only_elsewhere(file))


def test_a_hostile_file_is_soon_read(make_tree: MakeTree) -> None:
    begun = time.perf_counter()
    for part in ("a=1=h_", "_h0123456", "=", "# ", "#\t\n", "prefix: ", "\n", "py312"):
        text = part * (255 * 1024 // len(part))
        tree = make_tree({"environment.yml": text})
        read_export(
            tree, CondaFile("environment.yml", (Text(text, 1, 1), Text("a=1=" + text, 1, 1)))
        )
    assert time.perf_counter() - begun < 1
