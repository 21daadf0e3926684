"""The modules that a node of a cell's syntax tree imports, or looks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx_binderhub.notebook.code.literals import literal_text, name_of

IMPORTING = frozenset({"import_module", "__import__"})
"""Functions that import the module that they are given."""
PATHS = frozenset({"addsitedir", "append", "chdir", "extend", "insert"})
"""Functions that change where modules are looked for."""

_LONGEST = 500
"""Letters of a module's name; no file is called by more."""
_MODULE = re.compile(r"[^\W\d]\w*(\.\w+)*")
_PATH_SET = re.compile(
    r"\bsys\.path(?:\[[^]\n]{0,80}\])?[ \t]*\+?=(?!=)|\bfrom[ \t]+sys[ \t]+import\b.*\bpath\b"
)


def imported(
    node: ast.Import | ast.ImportFrom | ast.Call,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each module that a node imports, with the names taken from it."""
    if isinstance(node, ast.Import):
        yield from ((one.name, ()) for one in node.names if len(one.name) <= _LONGEST)
    elif isinstance(node, ast.ImportFrom):
        if node.module and not node.level and len(node.module) <= _LONGEST:
            yield node.module, tuple(alias.name for alias in node.names)
    elif node.args and name_of(node.func) in IMPORTING:
        module = literal_text(node.args[0])
        if module and len(module) <= _LONGEST and _MODULE.fullmatch(module):
            yield module, ()


def search_path_of(call: ast.Call, name: str) -> Iterator[str]:
    """Yield the folder that a call adds to `sys.path`, or goes to; `**` is one that is not told."""
    if name not in PATHS or not isinstance(call.func, ast.Attribute) or not call.args:
        return
    owner = call.func.value
    if name in {"addsitedir", "chdir"} or (
        isinstance(owner, ast.Attribute) and owner.attr == "path"
    ):
        yield _folder(call.args[-1])


def sets_search_path(source: str) -> bool:
    """Tell whether a cell sets `sys.path`, or names it anew, without a call."""
    return "sys" in source and _PATH_SET.search(source) is not None


def _folder(node: ast.AST) -> str:
    """Return the folder that an expression such as `os.path.abspath("../src")` names."""
    parts = [part for part in map(literal_text, ast.walk(node)) if part is not None]
    return "/".join(parts) if parts else "**"
