"""The imports of one cell, found in its syntax tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sphinx_binderhub.notebook.ipython import python_body, without_ipython
from sphinx_binderhub.notebook.records import Cell, Import

CELL_LIMIT = 1024 * 1024
"""Characters of a cell that is parsed; a larger one was not written by hand."""

_CALLS = ("import_module", "__import__")
_PATHS = ("sys.path", "chdir")
_CAUGHT = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
_PLATFORM = frozenset({"modules", "platform", "system", "version_info", "find_spec", "get_ipython"})
"""Names in the test of an `if` that asks where the notebook runs: what it guards may be absent."""
_MODULE = re.compile(r"[^\W\d]\w*(\.\w+)*")
_BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")
_Walk: TypeAlias = Iterator[tuple[ast.AST, bool]]


def parse_cell(cell: Cell) -> ast.Module | None:
    """Return the syntax tree of a cell that may import; `None` where it does not, or not parse.

    Every import holds the word "import", so that no other cell needs to be parsed.
    """
    words = ("import", *_PATHS)
    if len(cell.source) > CELL_LIMIT or not any(word in cell.source for word in words):
        return None
    body = python_body(cell.source)
    if body is None:
        return None
    # Most cells are plain Python; the slower way is for those alone that are not.
    return _parsed(body) or _parsed(without_ipython(body))


def imports_in(tree: ast.Module, cell: Cell) -> list[Import]:
    """Return what the cell imports, in the order of its lines."""
    found: list[tuple[int, int, Import]] = []
    for node, optional in _walk(tree, cell.fails, any(word in cell.source for word in _CALLS)):
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.Call)):
            line = node.lineno
            file_line = None if cell.file_line is None else cell.file_line + line - 1
            for module, names in _imported(node):
                record = Import(module, cell.number, line, optional, names, file_line)
                found.append((line, node.col_offset, record))
    return [record for *_, record in sorted(found, key=lambda one: one[:2])]


def search_paths_in(tree: ast.Module, cell: Cell) -> Iterator[str]:
    """Yield the folders that the cell adds to `sys.path`; `**` is one that cannot be told."""
    if not any(word in cell.source for word in _PATHS):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            owner = node.func.value
            on_path = isinstance(owner, ast.Attribute) and owner.attr == "path"
            if node.func.attr == "chdir" or (
                on_path and node.func.attr in {"append", "extend", "insert"}
            ):
                yield _folder(node.args[-1])


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _walk(tree: ast.AST, optional: bool, calls: bool) -> _Walk:
    """Yield each node and whether it is guarded; a stack of our own knows no depth too deep."""
    stack = [(tree, optional)]
    while stack:
        node, optional = stack.pop()
        yield node, optional
        guarded = optional or _guards(node)
        last = getattr(node, "finalbody", ())
        stack.extend(
            (child, optional if child in last else guarded) for child in _children(node, calls)
        )


def _children(node: ast.AST, calls: bool) -> Iterable[ast.AST]:
    """Return the nodes below; those of expressions only where calls matter."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in _words(node.test):
        return node.orelse
    if calls:
        return ast.iter_child_nodes(node)
    return [child for name in _BLOCKS for child in getattr(node, name, ())]


def _imported(
    node: ast.Import | ast.ImportFrom | ast.Call,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each module that a node imports, with the names taken from it."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, ()) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        if node.module and not node.level:
            yield node.module, tuple(alias.name for alias in node.names)
    elif node.args and isinstance(node.args[0], ast.Constant):
        function = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        module = node.args[0].value
        if function in _CALLS and isinstance(module, str) and _MODULE.fullmatch(module):
            yield module, ()


def _guards(node: ast.AST) -> bool:
    """Tell whether what is below `node` may fail to import without harm."""
    if isinstance(node, ast.If):
        words = _words(node.test)
        return not words.isdisjoint(_PLATFORM) or any("colab" in word.lower() for word in words)
    if isinstance(node, ast.With):
        words = {word for item in node.items for word in _words(item.context_expr)}
        return "suppress" in words and not words.isdisjoint(_CAUGHT)
    handlers: list[ast.ExceptHandler] = getattr(node, "handlers", [])
    return any(one.type is None or not _words(one.type).isdisjoint(_CAUGHT) for one in handlers)


def _words(node: ast.AST) -> set[str]:
    """Return the names and texts of an expression."""
    found: set[object] = set()
    for part in ast.walk(node):
        found |= {getattr(part, key, None) for key in ("id", "attr")}
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.add(part.value)
    return {word for word in found if isinstance(word, str)}


def _folder(node: ast.AST) -> str:
    """Return the folder that an expression such as `os.path.abspath("../src")` names."""
    parts = [
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    return "/".join(parts) if parts else "**"
