"""What a cell wants of the machine that it runs on: network, graphics card, screen, variables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from sphinx_binderhub.notebook.code.addresses import CLIENTS, address_of, server_of
from sphinx_binderhub.notebook.code.literals import literal_text, name_of, owner_of, shown


class Want(NamedTuple):
    """The kind of a need, its name, what asks for it, and whether the cell goes on without."""

    kind: str
    name: str
    by: str
    optional: bool = False


SCREEN_MODULES = frozenset({"pyautogui", "pynput", "turtle"})
"""Modules that are of no use without a screen."""

CALLS = frozenset(
    {"Tk", "cuda", "device", "dotenv_values", "getenv", "getpass", "input", "load_dotenv"}
    | {"raw_input", "switch_backend", "to"}
)
"""The names of calls that are looked at."""
BESIDE = {"imshow": frozenset({"cv2"}), "set_mode": frozenset({"display"})}
"""Calls that are looked at beside another name."""

_SCREEN_CALLS = frozenset({("cv2", "imshow"), ("display", "set_mode")})
_BACKENDS = re.compile(r"(?:qt\d?|tk|gtk\d?|wx|macosx)(?:agg|cairo)?", re.IGNORECASE)
_CUDA = re.compile(r"cuda(?::\d+)?")


def wants_of_call(call: ast.Call, name: str) -> Iterator[Want]:
    """Yield what a call wants of the machine."""
    by = f"{shown(call.func)}()"
    if (name in {"input", "raw_input"} and isinstance(call.func, ast.Name)) or name == "getpass":
        yield Want("input", name, by)
    elif name == "getenv" and len(call.args) == 1 and not call.keywords:
        yield from _variable(call.args[0], by, optional=True)
    elif name in {"cuda", "device", "to"}:
        yield from _gpu(call, name, by)
    elif name in CLIENTS:
        yield from (Want("address", server, by) for server in server_of(call, name))
    else:
        yield from _screen(call, name, by)


def wants_of_subscript(node: ast.Subscript) -> Iterator[Want]:
    """Yield the variable of `os.environ["X"]`, which ends the cell where it is not set."""
    if name_of(node.value) == "environ" and isinstance(node.ctx, ast.Load):
        yield from _variable(node.slice, "os.environ[…]")


def variables_set(node: ast.AST) -> Iterator[str]:
    """Yield the environment variables that a node sets."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
        if name_of(node.value) == "environ":
            yield literal_text(node.slice) or "*"
    elif isinstance(node, ast.Call) and owner_of(node.func) == "environ":
        if name_of(node.func) in {"setdefault", "update"}:
            names = node.args[:1] if name_of(node.func) == "setdefault" else _keys(node)
            yield from (literal_text(name) or "*" for name in names)
            yield from (one.arg or "*" for one in node.keywords)
    elif isinstance(node, ast.Call) and name_of(node.func) in {"load_dotenv", "dotenv_values"}:
        yield "*"


def wants_of_text(node: ast.Constant) -> Iterator[Want]:
    """Yield the address that a text is."""
    text = literal_text(node)
    address = address_of(text) if text and "://" in text else None
    if address:
        yield Want("address", address, address)


def wants_of_keyword(node: ast.keyword) -> Iterator[Want]:
    """Yield the graphics card of `device="cuda"`."""
    if node.arg is not None and "device" in node.arg and _is_cuda(node.value):
        yield Want("gpu", "cuda", f'{node.arg}="cuda"')


def _keys(call: ast.Call) -> list[ast.expr]:
    tables = [one for one in call.args if isinstance(one, ast.Dict)]
    return [key for table in tables for key in table.keys if key is not None]


def _variable(node: ast.expr, by: str, *, optional: bool = False) -> Iterator[Want]:
    name = literal_text(node)
    if name:
        yield Want("variable", name, by, optional)


def _gpu(call: ast.Call, name: str, by: str) -> Iterator[Want]:
    if name == "cuda" and isinstance(call.func, ast.Attribute):
        yield Want("gpu", "cuda", by)
    elif name != "cuda" and call.args and _is_cuda(call.args[0]):
        yield Want("gpu", "cuda", f'{shown(call.func)}("cuda")')


def _is_cuda(node: ast.expr) -> bool:
    return _CUDA.fullmatch(literal_text(node) or "") is not None


def _screen(call: ast.Call, name: str, by: str) -> Iterator[Want]:
    owner = owner_of(call.func)
    if (owner, name) in _SCREEN_CALLS or name == "Tk":
        yield Want("display", shown(call.func), by)
    elif name == "switch_backend" or (name == "use" and owner in {"matplotlib", "mpl"}):
        backend = literal_text(call.args[0]) if call.args else None
        if backend and _BACKENDS.fullmatch(backend):
            yield Want("display", backend, by)
