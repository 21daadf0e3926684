"""The layering law: imports point downward, and Sphinx is imported on the Sphinx side only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import sphinx_binderhub

PACKAGE = Path(sphinx_binderhub.__file__).parent

LAYERS = (
    {"__init__", "__main__", "commands"},
    {"badges", "binder_environment", "validator", "arguments"},
    {"site", "assets", "report", "snippets"},
    {"rules"},
    {"provision", "causes", "differences", "image"},
    {"project"},
    {"launcher", "services"},
    {"openings"},
    {"page", "target", "book", "book_pages", "builds", "chapters"},
    {"revisions"},
    {"repository", "launch", "environment", "notebook"},
    {"routes"},
    {"providers"},
    {"config", "findings", "globs", "halves", "tree"},
)
SPHINX_SIDE = {"__init__", "badges", "binder_environment", "validator", "site", "assets"}


def room(module: str) -> str:
    """Return the top-level module or package that `sphinx_binderhub.<module>` belongs to."""
    return module.removeprefix("sphinx_binderhub").lstrip(".").partition(".")[0] or "__init__"


def imports(tree: ast.AST, *, typing_too: bool = False) -> Iterator[str]:
    """Yield every module that is imported, but for those that only a type checker reads."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "sphinx_binderhub":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            yield node.module
        else:
            yield from imports(node)


def modules() -> Iterator[tuple[Path, str, set[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        relative = path.relative_to(PACKAGE).with_suffix("")
        yield path, relative.parts[0], set(imports(ast.parse(path.read_text())))


def test_every_room_has_a_layer() -> None:
    known = set().union(*LAYERS)
    assert {name for _, name, _ in modules()} <= known


def test_imports_point_downward() -> None:
    level = {name: number for number, names in enumerate(LAYERS) for name in names}
    upward = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for path, name, found in modules()
        for module in found
        if module.startswith("sphinx_binderhub.") and room(module) in level
        if level[room(module)] < level[name]
    ]
    assert upward == []


def test_sphinx_is_imported_on_the_sphinx_side_only() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for path, name, found in modules()
        if name not in SPHINX_SIDE
        for module in found
        if module.partition(".")[0] in {"sphinx", "docutils"}
    ]
    assert wrong == []


def test_no_room_is_a_lumber_room() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "base", "misc"}
