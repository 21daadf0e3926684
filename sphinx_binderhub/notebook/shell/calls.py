"""Commands that Python runs: `os.system`, `subprocess`, and IPython's own functions."""

from __future__ import annotations

import ast
import shlex
from collections.abc import Iterator

from sphinx_binderhub.notebook.guards import FILES
from sphinx_binderhub.notebook.ipython import Escape
from sphinx_binderhub.notebook.literals import (
    ANYWHERE,
    literal_path,
    literal_text,
    name_of,
    owner_of,
    shown,
)
from sphinx_binderhub.notebook.place import shown_command
from sphinx_binderhub.notebook.python import parsed
from sphinx_binderhub.notebook.walk import walk

_IPYTHON = frozenset({"get_ipython", "ip", "ipy", "ipython", "shell"})
_SUBPROCESS = frozenset(
    {"Popen", "call", "check_call", "check_output", "getoutput", "getstatusoutput", "run"}
)
_BARE = frozenset({"Popen", "check_call", "check_output", "getstatusoutput"})
"""Functions of `subprocess` that are known without its name."""
_WORDS = ("subprocess", "system", "popen", "Popen", "check_", "getstatusoutput", "ipython", "magic")
"""What a cell holds that calls one of these; `getoutput` is found beside its module."""
_LONGEST = 20_000


def may_call(source: str) -> bool:
    """Tell whether a cell may run a command from Python."""
    return any(word in source for word in _WORDS)


def commands_called(source: str) -> Iterator[tuple[Escape, str]]:
    """Yield each command that Python runs, as IPython would write it, and the call as is shown."""
    tree = parsed(source)
    if tree is None:
        return
    for node, guard in walk(tree, range(1, source.count("\n") + 2)):
        if isinstance(node, ast.Call) and node.args:
            text = _command(node)
            if text and len(text) < _LONGEST:
                by = shown_command(f"{shown(node.func)}({text.lstrip('!%')})")
                yield Escape(text, node.lineno, bool(guard & FILES)), by


def _command(call: ast.Call) -> str | None:
    name, owner = name_of(call.func), _owner(call.func)
    if name in {"run_line_magic", "run_cell_magic"}:
        given = [literal_text(one) for one in call.args[:2]]
        return f"%{given[0]} {(given[1:] or [''])[0] or ''}".rstrip() if given[0] else None
    if owner in _IPYTHON and name in {"getoutput", "magic", "system"}:
        text = literal_path(call.args[0])
        return text and ("%" + text.lstrip("%") if name == "magic" else f"!{text}")
    if owner == "os" and name in {"popen", "system"}:
        text = literal_path(call.args[0])
        return text and f"!{text}"
    if (owner in {"subprocess", "sp"} and name in _SUBPROCESS) or (not owner and name in _BARE):
        return _spawned(call)
    return None


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
    return f"!cd {ANYWHERE} && {text}" if text and elsewhere else text and f"!{text}"
