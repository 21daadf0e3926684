"""New syntax in the tree of a cell."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

Feature: TypeAlias = tuple[str, int, str]
"""The Python that first had it, its line, and its name."""

_LINE = re.compile(rb"\r\n|\r|\n")
_COMMENT = re.compile(rb"#[^\r\n]*")
_LOOPS = frozenset({"AsyncFor", "For", "While"})
_SCOPES = frozenset({"AsyncFunctionDef", "ClassDef", "FunctionDef"})


class Reader:
    """The features of a tree, with the source that says where brackets are."""

    def __init__(self, source: str) -> None:
        self._lines = _LINE.split(source.encode(errors="replace"))

    def read(self, tree: ast.AST) -> Iterator[Feature]:
        """Yield the features of `tree`; a stack of our own knows no depth too deep."""
        stack = [tree]
        while stack:
            node = stack.pop()
            if judge := _JUDGES.get(type(node).__name__):
                yield from judge(self, node)
            for value in node.__dict__.values():
                if isinstance(value, ast.AST):
                    stack.append(value)
                elif isinstance(value, list):
                    stack += [one for one in value if isinstance(one, ast.AST)]

    def _between(self, begin: tuple[int, int], end: tuple[int, int]) -> bytes:
        """Return the source from one place to another, without comments."""
        lines = self._lines[begin[0] - 1 : end[0]]
        if not lines:
            return b""
        if end[0] <= len(self._lines):
            lines[-1] = lines[-1][: end[1]]
        lines[0] = lines[0][begin[1] :]
        return b"\n".join(_COMMENT.sub(b"", line) for line in lines)

    def _depth(self, begin: tuple[int, int], end: tuple[int, int]) -> int:
        """Return how many brackets open from one place to another, less those that close."""
        text = self._between(begin, end)
        return text.count(b"(") - text.count(b")")

    def _is_bare(self, node: Any) -> bool:
        """Tell whether a tuple stands without brackets of its own."""
        if not isinstance(node, ast.Tuple) or not node.elts:
            return False
        depth = self._depth(_start(node), _start(node.elts[0]))
        if len(node.elts) > 1:
            depth += self._depth(_end(node.elts[0]), _start(node.elts[1]))
        return depth <= 0

    def _unpacks(self, node: Any) -> bool:
        """Tell whether a tuple without brackets holds a `*`."""
        starred = isinstance(node, ast.Tuple) and any(map(_is_starred, node.elts))
        return starred and self._is_bare(node)

    def _walrus(self, node: Any) -> Iterator[Feature]:
        yield "3.8", node.lineno, "`:=`"

    def _is_open(self, node: Any) -> bool:
        """Tell whether a `:=` stands right in a bracket or after a comma."""
        line = self._lines[node.lineno - 1][: node.col_offset].rstrip()
        return isinstance(node, ast.NamedExpr) and line.endswith((b"[", b"{", b","))

    def _set(self, node: Any) -> Iterator[Feature]:
        if any(map(self._is_open, node.elts)):
            yield "3.9", node.lineno, "`:=` without brackets in a set"

    def _subscript(self, node: Any) -> Iterator[Feature]:
        items = node.slice.elts if self._is_bare(node.slice) else [node.slice]
        if any(map(self._is_open, items)):
            yield "3.10", node.lineno, "`:=` without brackets in an index"
        if any(map(_is_starred, items)):
            yield "3.11", node.lineno, "`*` in an index"

    def _arguments(self, node: Any) -> Iterator[Feature]:
        if node.posonlyargs:
            yield "3.8", node.posonlyargs[0].lineno, "positional-only `/`"
        if node.vararg and _is_starred(node.vararg.annotation):
            yield "3.11", node.vararg.lineno, "`*args: *Ts`"

    def _returned(self, node: Any) -> Iterator[Feature]:
        if self._unpacks(node.value):
            word = type(node).__name__.lower()
            yield "3.8", node.lineno, f"`*` without brackets after `{word}`"

    def _for(self, node: Any) -> Iterator[Feature]:
        if self._unpacks(node.iter):
            yield "3.9", node.lineno, "`*` without brackets in a `for`"

    def _defined(self, node: Any) -> Iterator[Feature]:
        for decorator in node.decorator_list:
            if not self._is_plain(decorator):
                yield "3.9", decorator.lineno, "a decorator that is more than a name or a call"
        yield from self._parameters(node)

    def _is_plain(self, decorator: ast.expr) -> bool:
        """Tell whether a decorator is a name with dots, or one call of such a name."""
        line = self._lines[decorator.lineno - 1]
        before = line[: decorator.col_offset].rstrip()
        if before.endswith(b"(") or line[decorator.col_offset :].startswith(b"("):
            return False
        node = decorator.func if isinstance(decorator, ast.Call) else decorator
        while isinstance(node, ast.Attribute):
            node = node.value
        return isinstance(node, ast.Name)

    def _parameters(self, node: Any) -> Iterator[Feature]:
        parameters = getattr(node, "type_params", ())
        if parameters:
            yield "3.12", node.lineno, "type parameters"
        if any(getattr(one, "default_value", None) is not None for one in parameters):
            yield "3.13", node.lineno, "defaults of type parameters"

    def _alias(self, node: Any) -> Iterator[Feature]:
        yield "3.12", node.lineno, "`type X = …`"
        yield from self._parameters(node)

    def _with(self, node: Any) -> Iterator[Feature]:
        """Find an `as` within brackets, which are those of the whole list then."""
        place, depth = (node.lineno, node.col_offset), 0
        for item in node.items:
            depth += self._depth(place, _start(item.context_expr))
            place = _end(item.context_expr)
            if item.optional_vars is None:
                continue
            between = self._between(place, _start(item.optional_vars))
            before, _, after = between.partition(b"as")
            depth += before.count(b"(") - before.count(b")")
            if depth > 0:
                yield "3.9", node.lineno, "`with` and brackets around its `as`"
                return
            depth += after.count(b"(") - after.count(b")")
            place = _end(item.optional_vars)

    def _match(self, node: Any) -> Iterator[Feature]:
        yield "3.10", node.lineno, "`match`"

    def _try_star(self, node: Any) -> Iterator[Feature]:
        yield "3.11", node.handlers[0].lineno, "`except*`"
        yield from self._try(node)

    def _try(self, node: Any) -> Iterator[Feature]:
        stack = list(node.finalbody)
        while stack:
            inner = stack.pop()
            kind = type(inner).__name__
            if kind == "Continue":
                yield "3.8", inner.lineno, "`continue` in a `finally`"
            elif kind in _LOOPS:
                stack += inner.orelse
            elif kind not in _SCOPES:
                stack += [
                    one for one in ast.iter_child_nodes(inner) if not isinstance(one, ast.expr)
                ]


_JUDGES: dict[str, Callable[[Reader, Any], Iterator[Feature]]] = {
    "AsyncFor": Reader._for,
    "AsyncFunctionDef": Reader._defined,
    "AsyncWith": Reader._with,
    "ClassDef": Reader._defined,
    "For": Reader._for,
    "FunctionDef": Reader._defined,
    "Match": Reader._match,
    "NamedExpr": Reader._walrus,
    "Return": Reader._returned,
    "Set": Reader._set,
    "Subscript": Reader._subscript,
    "Try": Reader._try,
    "TryStar": Reader._try_star,
    "TypeAlias": Reader._alias,
    "With": Reader._with,
    "Yield": Reader._returned,
    "arguments": Reader._arguments,
}
"""What judges which kind of node; by name, as older Pythons lack some."""


def _start(node: Any) -> tuple[int, int]:
    return node.lineno, node.col_offset


def _end(node: Any) -> tuple[int, int]:
    return node.end_lineno, node.end_col_offset


def _is_starred(node: object) -> bool:
    return isinstance(node, ast.Starred)
