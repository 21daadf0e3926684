"""The notebooks and the environment files are fit to be shown and to be run."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parents[2]
BOOK = REPOSITORY / "book"
NOTEBOOKS = sorted(
    path
    for path in BOOK.rglob("*.ipynb")
    if not {"_build", ".ipynb_checkpoints"} & set(path.relative_to(BOOK).parts)
)


def identify(path: Path) -> str:
    return path.relative_to(BOOK).as_posix()


def pins(path: Path) -> dict[str, str]:
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].strip()
        if text:
            match = re.fullmatch(r"([A-Za-z0-9_.-]+)==([0-9][0-9.]*)", text)
            assert match, f"{line!r} is not an exact pin"
            found[match[1].lower()] = match[2]
    return found


def read(path: Path) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def test_there_are_notebooks() -> None:
    assert len(NOTEBOOKS) == 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=identify)
def test_notebooks_are_clean(path: Path) -> None:
    notebook = read(path)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"] == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    cells = notebook["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells)
    for cell in cells:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=identify)
def test_every_figure_has_a_text_alternative(path: Path) -> None:
    for cell in read(path)["cells"]:
        source = "".join(cell["source"])
        shows = re.search(r"^(plt\.show\(\)|show\()", source, flags=re.MULTILINE)
        if cell["cell_type"] == "code" and shows:
            assert len(cell["metadata"]["mystnb"]["image"]["alt"]) > 40, cell["id"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=identify)
def test_every_import_is_pinned_or_local(path: Path) -> None:
    known = {*pins(REPOSITORY / "binder" / "requirements.txt"), *sys.stdlib_module_names}
    for cell in read(path)["cells"]:
        if cell["cell_type"] != "code":
            continue
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                top = name.split(".")[0]
                assert top in known or (path.parent / top / "__init__.py").is_file(), name


def test_binder_says_which_python() -> None:
    text = (REPOSITORY / "binder" / "runtime.txt").read_text(encoding="utf-8")
    assert re.fullmatch(r"python-3\.\d+\n", text)


def test_the_teaching_environment_agrees_with_the_one_that_is_built() -> None:
    text = (BOOK / "worked-example" / "environment.yml").read_text(encoding="utf-8")
    environment = yaml.safe_load(text)
    assert environment["channels"] == ["conda-forge"]
    listed = dict(entry.split("=") for entry in environment["dependencies"])
    runtime = (REPOSITORY / "binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert runtime == f"python-{listed['python']}"
    for name, version in pins(REPOSITORY / "binder" / "requirements.txt").items():
        assert listed[name] == version


def asked_by_the_book(python: str) -> dict[str, str]:
    """Return what the extra ``book`` asks for on one version of Python."""
    tomllib = pytest.importorskip("tomllib", reason="it came with Python 3.11")
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    extra = tomllib.loads(text)["project"]["optional-dependencies"]["book"]
    wanted = [
        requirement
        for requirement in map(Requirement, extra)
        if requirement.marker is None or requirement.marker.evaluate({"python_version": python})
    ]
    asked = {requirement.name: str(requirement.specifier) for requirement in wanted}
    assert len(asked) == len(wanted)
    return asked


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_the_book_is_built_with_what_binder_installs(python: str) -> None:
    asked = asked_by_the_book(python)
    for name, version in pins(REPOSITORY / "binder" / "requirements.txt").items():
        assert asked[name] == f"=={version}"


@pytest.mark.parametrize("python", ["3.10", "3.14"])
def test_where_the_pins_have_no_wheels_the_book_asks_for_a_range(python: str) -> None:
    asked = asked_by_the_book(python)
    for name in pins(REPOSITORY / "binder" / "requirements.txt"):
        assert asked[name].startswith(">=")


def test_the_page_quotes_the_environment_correctly() -> None:
    page = (BOOK / "worked-example" / "index.md").read_text(encoding="utf-8")
    text = (BOOK / "worked-example" / "environment.yml").read_text(encoding="utf-8")
    for entry in yaml.safe_load(text)["dependencies"]:
        name, version = entry.split("=")
        assert f"`{name}`" in page or f"`{entry}`" in page
        for quoted in re.findall(rf"\b{name}={{1,2}}([0-9.]*[0-9])", page):
            assert quoted == version
