"""What an expression of literals stands for: names of calls, and paths."""

from __future__ import annotations

import ast
import re

ANYWHERE = "*"
"""A path that is not known."""

_PATH_CALLS = frozenset({"Path", "PurePath", "PosixPath", "PurePosixPath"})
_SAME_PATH = frozenset(
    {"abspath", "absolute", "expanduser", "normpath", "realpath", "resolve", "str"}
)
_DEEPEST = 8
"""Operations on top of each other that are followed."""
_LONGEST = 260
_REMOTE = re.compile(r"[A-Za-z][\w+.-]+:")
"""A scheme, as of `https:` and `s3:`; a single letter is a drive of Windows."""
_NOT_IN_PATHS = re.compile(r"[\n\r\t\0<>|\"{}$]|%[sd(]|^\s|\s$")
_SUFFIX = re.compile(r"[^/\\.][^/\\]*\.[A-Za-z][A-Za-z0-9_]{0,11}$")


def name_of(function: ast.AST) -> str:
    """Return the last name of what is called: `read_csv` of `pd.read_csv`."""
    return getattr(function, "attr", None) or getattr(function, "id", None) or ""


def owner_of(function: ast.AST) -> str:
    """Return the name before the last one: `path` of `os.path.join`."""
    return name_of(function.value) if isinstance(function, ast.Attribute) else ""


def shown(function: ast.AST) -> str:
    """Return what is called as a reader sees it, `pd.read_csv`, in two names at most."""
    owner, name = owner_of(function), name_of(function)
    return f"{owner}.{name}" if owner else name


def literal_text(node: ast.AST | None) -> str | None:
    """Return the text that a node is, `None` for any other."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def literal_path(node: ast.AST | None, depth: int = _DEEPEST) -> str | None:
    """Return the path that an expression stands for, `None` where it is not known at all.

    It is a text, `Path("a") / "b"`, `os.path.join("a", "b")` or `"a" + "b"`; what is filled in at
    run time is a `*`, as in `f"plot-{number}.png"`.
    """
    if isinstance(node, ast.Constant):
        return literal_text(node)
    if not depth:
        return None
    if isinstance(node, ast.JoinedStr):
        return "".join(literal_text(part) or ANYWHERE for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Div, ast.Add)):
        separator = "/" if isinstance(node.op, ast.Div) else ""
        return _together([node.left, node.right], separator, depth)
    if isinstance(node, ast.Call):
        return _called(node, depth)
    return None


def _called(node: ast.Call, depth: int) -> str | None:
    name = name_of(node.func)
    if name in _SAME_PATH:
        receiver = node.func.value if isinstance(node.func, ast.Attribute) else None
        return literal_path(node.args[0] if node.args else receiver, depth - 1)
    if name in _PATH_CALLS or (name in {"join", "joinpath"} and owner_of(node.func) == "path"):
        return _together(node.args, "/", depth)
    return None


def _together(nodes: list[ast.expr], separator: str, depth: int) -> str | None:
    parts = [literal_path(node, depth - 1) for node in nodes]
    if not any(parts):
        return None
    return separator.join(ANYWHERE if part is None else part for part in parts)


def is_path(text: str, *, bare_folder: bool = False) -> bool:
    """Tell whether a text is a path: it ends in a suffix, or names a folder where it may."""
    if not text or len(text) > _LONGEST or _NOT_IN_PATHS.search(text) or _REMOTE.match(text):
        return False
    folder = bare_folder and ("/" in text.rstrip("/") or "\\" in text)
    return folder or _SUFFIX.search(text) is not None
