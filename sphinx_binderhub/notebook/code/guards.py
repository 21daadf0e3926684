"""What a cell guards: what is within `try` or `if` may fail, or be left out, without harm."""

from __future__ import annotations

import ast

MODULES = 1
"""A module may be absent."""
FILES = 2
"""A file may be absent, and so may a folder, an environment variable or a graphics card."""
EVERYTHING = 3

_ABSENT_MODULE = frozenset({"ImportError", "ModuleNotFoundError"})
_ANY = frozenset({"Exception", "BaseException"})
_PLATFORM = frozenset(
    {"find_spec", "get_ipython", "modules", "nt", "platform", "posix", "system", "version_info"}
    | {"environ", "getenv"}
)
"""Names in the test of an `if` that asks where the notebook runs: what it guards may be absent."""
_ELSEWHERE = ("colab", "kaggle")
_MAIN = frozenset({"__name__", "__main__"})
_NO_GUARDS = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.While)
_TYPING = "TYPE_CHECKING"


def guard_of(node: ast.AST) -> int:
    """Return what is guarded below `node`, as bits."""
    if isinstance(node, _NO_GUARDS):
        return 0
    if isinstance(node, (ast.If, ast.IfExp)):
        return _asked(node.test)
    if isinstance(node, (ast.With, ast.AsyncWith)):
        names = {name for item in node.items for name in words(item.context_expr)}
        return _caught(names - {"suppress"}) if "suppress" in names else 0
    guard = 0
    for handler in getattr(node, "handlers", ()):
        if any(isinstance(one, ast.Raise) for one in handler.body):
            continue  # the cell ends all the same
        guard |= EVERYTHING if handler.type is None else _caught(words(handler.type))
    return guard


def is_never_run(node: ast.AST) -> bool:
    """Tell whether the body of `node` is for type checkers alone."""
    return isinstance(node, ast.If) and _TYPING in words(node.test)


def words(node: ast.AST) -> set[str]:
    """Return the names and texts of an expression."""
    found: set[object] = set()
    for part in ast.walk(node):
        found |= {getattr(part, key, None) for key in ("id", "attr")}
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.add(part.value)
    return {word for word in found if isinstance(word, str)}


def _asked(test: ast.expr) -> int:
    """Return what an `if` guards: whatever it asks for, a file that it reads may be absent."""
    names = words(test)
    elsewhere = (place in name.lower() for name in names for place in _ELSEWHERE)
    if not names.isdisjoint(_PLATFORM) or any(elsewhere):
        return EVERYTHING
    return 0 if names == _MAIN else FILES


def _caught(names: set[str]) -> int:
    if not names.isdisjoint(_ANY):
        return EVERYTHING
    modules = MODULES if not names.isdisjoint(_ABSENT_MODULE) else 0
    return modules | (FILES if names - _ABSENT_MODULE else 0)
