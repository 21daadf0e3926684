"""Commands that Python runs: `os.system`, `subprocess`, and IPython's own functions."""

from __future__ import annotations

import ast
import shlex

from sphinx_binderhub.notebook.code.literals import (
    ANYWHERE,
    literal_path,
    literal_text,
    name_of,
    owner_of,
    shown,
)
from sphinx_binderhub.notebook.commands.place import shown_command

_IPYTHON = frozenset({"get_ipython", "ip", "ipy", "ipython", "shell"})
_SUBPROCESS = frozenset({"sp", "subprocess"})
_SHELLS = frozenset({"!", "bash", "sh"})
_SPAWNING = frozenset(
    {"Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "run"}
)
_ALONE = frozenset({"Popen", "check_call", "check_output", "getstatusoutput"})
"""Functions of `subprocess` that are known without its name."""

CALLS = _ALONE | {"run_cell_magic", "run_line_magic"}
"""The names of calls that may run a command."""
BESIDE = {
    "call": _SUBPROCESS,
    "getoutput": _IPYTHON | _SUBPROCESS,
    "magic": _IPYTHON,
    "popen": frozenset({"os"}),
    "run": _SUBPROCESS,
    "system": _IPYTHON | {"os"},
}
"""Calls that may do so beside one of some other names."""


def command_called(call: ast.Call, name: str) -> tuple[str, str] | None:
    """Return the command that Python runs, as IPython would write it, and the call as it is shown.

    What is filled in at run time is a `*`.
    """
    text = _command(call, name) if call.args else None
    if not text:
        return None
    return text, f"{shown(call.func)}({shown_command(text).lstrip('!%')})"


def _command(call: ast.Call, name: str) -> str | None:
    owner = _owner(call.func)
    if name in {"run_line_magic", "run_cell_magic"}:
        given = [literal_text(one) for one in call.args]
        if name == "run_cell_magic" and given[0] in _SHELLS:
            return f"!{given[2]}" if len(given) > 2 and given[2] else None
        return f"%{given[0]} {(given[1:] or [''])[0] or ''}".rstrip() if given[0] else None
    if name in _SPAWNING and owner in _SUBPROCESS if owner else name in _ALONE:
        return _spawned(call)
    if owner not in BESIDE.get(name, ()):
        return None
    text = (literal_path(call.args[0]) or "").lstrip("!%")
    return text and f"{'%' if name == 'magic' else '!'}{text}"


def _owner(function: ast.AST) -> str:
    """Return what a method belongs to: `get_ipython` of `get_ipython().system`."""
    value = getattr(function, "value", None)
    return name_of(value.func) if isinstance(value, ast.Call) else owner_of(function)


def _spawned(call: ast.Call) -> str | None:
    """Return the command line of what `subprocess` runs."""
    given = call.args[0]
    if isinstance(given, (ast.List, ast.Tuple)):
        words = [literal_path(one) or ANYWHERE for one in given.elts]
        text = " ".join(word if word == ANYWHERE else shlex.quote(word) for word in words)
    else:
        text = literal_path(given) or ""
    elsewhere = any(one.arg == "cwd" for one in call.keywords)
    return text and (f"!cd {ANYWHERE} && {text}" if elsewhere else f"!{text}")
