"""A referee of imports: what IPython, `ast` and Jupytext see in a notebook.

Written from what those programs do, not from this project: nothing here may be imported from
`sphinx_binderhub`. nbformat or Jupytext find the cells, IPython makes Python of each, and `ast`
reads it. A cell that is not Python for them is left to a person, and is listed.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from getopt import GetoptError, getopt
from pathlib import PurePosixPath
from typing import Any, NamedTuple

import jupytext
import nbformat
from IPython.core.inputtransformer2 import TransformerManager

BODIES = {
    **dict.fromkeys(("capture", "debug", "pyinstrument", "snakeviz"), None),
    "time": "",
    "timeit": "n:r:tcp:qov:",
    "prun": "D:l:rs:T:q",
    "memit": "r:t:i:co",
}
"""Magics that run Python in the notebook's kernel; the options of those whose line is Python too."""
_STEPS = ("import_module", "__import__")


class Seen(NamedTuple):
    """A module that a cell imports. `line` is `None` where IPython moved the lines.

    `how` is "import", "call" (`importlib.import_module("x")`) or "typing" (for type checkers only).
    """

    module: str
    cell: int
    line: int | None
    how: str


@dataclass
class Verdict:
    """What a notebook imports, and the code cells that are no Python, by number."""

    python: bool = True
    seen: list[Seen] = field(default_factory=list)
    unparsed: dict[int, str] = field(default_factory=dict)

    @property
    def modules(self) -> set[str]:
        """The modules that run: those for type checkers alone are left out."""
        return {one.module for one in self.seen if one.how != "typing"}


def judge(text: str, path: str) -> Verdict:
    """Return what the notebook in `text` imports; raise what nbformat or Jupytext raise."""
    verdict = Verdict()
    notebook = _notebook(text, path)
    metadata = notebook.metadata
    spec = metadata.get("kernelspec", {})
    said = metadata.get("language_info", {}).get("name") or spec.get("language")
    python = str(said).lower().startswith(("python", "ipython"))
    if said is None:
        python = not str(spec.get("name")).lower().startswith(("ir", "julia"))
    if not python:
        return Verdict(python=False)
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            try:
                verdict.seen += (Seen(m, number, line, how) for m, line, how in seen(cell.source))
            except (SyntaxError, ValueError, RecursionError):
                verdict.unparsed[number] = cell.source
    return verdict


def _notebook(text: str, path: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        suffix = PurePosixPath(path).suffix
        if suffix == ".ipynb":
            return nbformat.reads(text, as_version=4)
        # A header may name another ending, and Jupytext then takes no format from it.
        myst = suffix == ".md" and re.search(r"^ +format_name: myst$", text[:4096], re.MULTILINE)
        return jupytext.reads(text, fmt="md:myst" if myst else {"extension": suffix})


def seen(source: str) -> Iterator[tuple[str, int | None, str]]:
    """Return the modules that a cell imports, each with its line and how; raise SyntaxError."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        blank = len(source) - len(source.lstrip())
        skipped = source.count("\n", 0, blank)
        python = TransformerManager().transform_cell(source)
        moved = len(python.rstrip("\n").split("\n")) != len(source.strip().split("\n"))
        tree = ast.parse(python)
    found = list(_walk(tree, skipped, typing=False))
    one_cell = any(_magic(node, "run_cell_magic") for node in ast.walk(tree))
    return ((m, None if moved and not one_cell else line, how) for m, line, how in found)


def _walk(node: ast.AST, skipped: int, *, typing: bool) -> Iterator[tuple[str, int | None, str]]:
    how = "typing" if typing else "import"
    if isinstance(node, ast.Import):
        yield from ((alias.name, node.lineno + skipped, how) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        if node.module and not node.level:
            yield node.module, node.lineno + skipped, how
    elif isinstance(node, ast.Call):
        yield from _called(node, skipped, typing=typing)
    for name, value in ast.iter_fields(node):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if isinstance(child, ast.AST):
                checked = isinstance(node, ast.If) and name == "body" and _for_checkers(node.test)
                yield from _walk(child, skipped, typing=typing or checked)


def _for_checkers(test: ast.expr) -> bool:
    return ast.unparse(test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING", "t.TYPE_CHECKING"}


def _called(node: ast.Call, skipped: int, *, typing: bool) -> Iterator[tuple[str, int | None, str]]:
    """Yield what a call imports: that of a function, or of a magic with Python in it."""
    name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
    texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
    if name in _STEPS and texts and isinstance(texts[0], str):
        if not texts[0].startswith(".") and texts[0]:
            yield texts[0], node.lineno + skipped, "typing" if typing else "call"
    elif magic := _magic(node, "run_line_magic"):
        for module, _, how in _statement(*magic):
            yield module, node.lineno + skipped, how
    elif magic := _magic(node, "run_cell_magic"):
        for module, _, how in _statement(*magic[:2]) if magic[0] != "time" else ():
            yield module, node.lineno + skipped, how
        if magic[0] in BODIES:
            for module, line, how in seen(magic[2]):
                yield module, line and line + node.lineno + skipped, how


def _magic(node: ast.AST, method: str) -> tuple[str, ...]:
    """Return the texts that `get_ipython().<method>` is called with."""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", None) == method:
        return tuple(str(one.value) for one in node.args if isinstance(one, ast.Constant))
    return ()


def _statement(name: str, line: str) -> Iterator[tuple[str, int | None, str]]:
    """Return what the statement in the line of a magic imports."""
    options = BODIES.get(name)
    if options is None:
        return iter(())
    words = line.split(" ")
    try:
        _, rest = getopt(words, options)
    except GetoptError:
        return iter(())
    try:
        return iter(list(seen(" ".join(rest)))) if rest else iter(())
    except SyntaxError:
        return iter(())
