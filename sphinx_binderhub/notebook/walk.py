"""The nodes of a cell's syntax tree that matter, each with what guards it."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from sphinx_binderhub.notebook.guards import guard_of, is_never_run

Guarded: TypeAlias = tuple[ast.AST, int]

_BLOCKS = ("body", "handlers", "orelse", "cases")


def walk(tree: ast.AST, lines: Sequence[int], guard: int = 0) -> Iterator[Guarded]:
    """Yield every statement, and the expressions of those that stand on one of `lines`.

    `lines` are sorted; the caller knows that nothing on another line can matter. A stack of our own
    knows no depth too deep. Nodes come in no particular order.
    """
    stack: list[Guarded] = [(tree, guard)]
    while stack:
        node, guard = stack.pop()
        yield node, guard
        if _touches(node, lines):
            yield from _expressions(node, guard)
        below = guard | guard_of(node)
        if not is_never_run(node):
            stack += [(child, below) for child in _blocks(node)]
        else:
            stack += [(child, guard) for child in getattr(node, "orelse", ())]
        stack += [(child, guard) for child in getattr(node, "finalbody", ())]


def _blocks(node: ast.AST) -> Iterator[ast.AST]:
    for name in _BLOCKS:
        yield from getattr(node, name, ())


def _touches(node: ast.AST, lines: Sequence[int]) -> bool:
    """Tell whether a statement stands on one of `lines`; what has no lines of its own may."""
    if not lines:
        return False
    first = getattr(node, "lineno", None)
    if first is None:
        return not isinstance(node, ast.Module)
    decorators = getattr(node, "decorator_list", None)
    first = decorators[0].lineno if decorators else first
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= getattr(node, "end_lineno", first)


def _expressions(statement: ast.AST, guard: int) -> Iterator[Guarded]:
    """Yield the expressions of `statement` alone, not those of the statements in it."""
    inner = {id(child) for name in (*_BLOCKS, "finalbody") for child in _list(statement, name)}
    stack = [(child, guard) for child in ast.iter_child_nodes(statement) if id(child) not in inner]
    while stack:
        node, guard = stack.pop()
        yield node, guard
        below = guard | guard_of(node) if isinstance(node, ast.IfExp) else guard
        stack += [(child, below) for child in ast.iter_child_nodes(node)]


def _list(node: ast.AST, name: str) -> list[ast.AST]:
    """Return a block of statements; `Lambda` and `IfExp` have expressions of these names."""
    value = getattr(node, name, None)
    return value if isinstance(value, list) else []
