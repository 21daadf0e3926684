"""The nodes of a cell's syntax tree that matter, each with what guards it."""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from sphinx_binderhub.notebook.code.guards import guard_of, is_never_run

Guarded: TypeAlias = tuple[ast.AST, int]

_BLOCKS = frozenset({"body", "handlers", "orelse", "finalbody", "cases"})
_PLAIN = frozenset({"ctx", "op", "ops", "id", "attr", "name", "type_comment", "kind", "conversion"})
"""Fields that hold no expression."""


def walk(tree: ast.AST, lines: Sequence[int], guard: int = 0) -> Iterator[Guarded]:
    """Yield every import, and every expression of a statement that stands on one of `lines`.

    `lines` are sorted; the caller knows that nothing on another line can matter. A stack of our own
    knows no depth too deep. Nodes come in no particular order.
    """
    blocks: list[tuple[Sequence[ast.AST], int]] = [([tree], guard)]
    while blocks:
        nodes, guard = blocks.pop()
        for node in nodes:
            kind = type(node)
            if kind is ast.Import or kind is ast.ImportFrom:
                yield node, guard
                continue
            if lines and _touches(node, lines):
                yield from _expressions(node, guard)
            if names := _fields(kind)[0]:
                blocks += _blocks(node, names, guard)


def _blocks(
    node: ast.AST, names: Iterable[str], guard: int
) -> Iterator[tuple[Sequence[ast.AST], int]]:
    """Yield the blocks of statements in a compound one, each with what guards it."""
    below = guard | guard_of(node)
    for name in names:
        if name == "finalbody":
            yield getattr(node, name), guard
        elif name != "body" or not is_never_run(node):
            yield getattr(node, name), below


_Fields: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
_KNOWN: dict[type[ast.AST], _Fields] = {}


def _fields(kind: type[ast.AST]) -> _Fields:
    """Return the fields of a kind of node that hold statements, and those that hold expressions."""
    if kind not in _KNOWN:
        _KNOWN[kind] = _sorted_fields(kind)
    return _KNOWN[kind]


def _sorted_fields(kind: type[ast.AST]) -> _Fields:
    blocks = issubclass(kind, (ast.mod, ast.stmt, ast.excepthandler, ast.match_case))
    own = tuple(name for name in kind._fields if blocks and name in _BLOCKS)
    return own, tuple(name for name in kind._fields if name not in {*own, *_PLAIN})


def _touches(node: ast.AST, lines: Sequence[int]) -> bool:
    """Tell whether a statement stands on one of `lines`; what has no lines of its own may."""
    first = getattr(node, "lineno", None)
    if first is None:
        return not isinstance(node, ast.mod)
    decorators = getattr(node, "decorator_list", None)
    first = decorators[0].lineno if decorators else first
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= getattr(node, "end_lineno", first)


def _expressions(statement: ast.AST, guard: int) -> Iterator[Guarded]:
    """Yield the expressions of `statement` alone, not those of the statements in it."""
    stack = [(child, guard) for child in _children(statement)]
    while stack:
        node, guard = stack.pop()
        yield node, guard
        below = guard | guard_of(node) if isinstance(node, ast.IfExp) else guard
        stack += [(child, below) for child in _children(node)]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the expressions right below a node."""
    for name in _fields(type(node))[1]:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, ast.AST))
