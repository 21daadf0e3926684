"""What the Python of a cell says: imports, folders of modules, and whatever else it needs."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sphinx_binderhub.notebook.code import addresses, files, surroundings
from sphinx_binderhub.notebook.code.guards import FILES, MODULES
from sphinx_binderhub.notebook.code.imports import (
    IMPORTING,
    PATHS,
    imported,
    search_path_of,
    sets_search_path,
)
from sphinx_binderhub.notebook.code.literals import literal_path, name_of, shown
from sphinx_binderhub.notebook.code.walk import walk
from sphinx_binderhub.notebook.commands.reading import Commands
from sphinx_binderhub.notebook.ipython import python_body, without_ipython
from sphinx_binderhub.notebook.records import Cell, Import, Need
from sphinx_binderhub.notebook.shell import calls

CELL_LIMIT = 1024 * 1024
"""Characters of a cell that is parsed; a larger one was not written by hand."""

_NAMES = (
    files.READERS | files.FOLDERS | files.SHOWN | files.WRITERS | files.HANDED | files.MAKERS
    | surroundings.CALLS | addresses.CLIENTS.keys() | calls.CALLS | IMPORTING
)  # fmt: skip
"""The names of calls that matter."""
_BESIDE = {
    **dict.fromkeys(files.COPIERS, files.COPYING),
    **dict.fromkeys(files.STYLES, frozenset({"style", "matplotlib", "mpl"})),
    **dict.fromkeys(PATHS, frozenset({"path", "chdir", "addsitedir"})),
    **surroundings.BESIDE,
    **calls.BESIDE,
}
"""Calls that matter only beside one of some other names; many others are called the same."""
_ALL_NAMES = _NAMES | _BESIDE.keys()
_BEGINNINGS = (*files.READING, *files.WRITING)
_TEXTS = (
    ("environ", re.compile("environ")),
    ("device", re.compile(r"device\w*\s*(?:=|\\|#)")),
    ("://", addresses.WRITTEN),
)
"""What stands in a line of interest that calls nothing; the part before it is found sooner."""
_ABSOLUTE = re.compile(r"/|~|[A-Za-z]:[\\/]|\\\\")
_WORD = re.compile(r"\w+")
_ASCII_WORDS = "".join(chr(n) if chr(n).isalnum() or n == ord("_") else " " for n in range(128))


@dataclass
class Code:
    """What the Python of a notebook's cells says.

    `variables` are the environment variables that it sets; `*` is one that cannot be told. What it
    has a shell run is left to `commands`. With `imports_only`, nothing but modules and where they
    are looked for is asked for.
    """

    imports_only: bool = False
    commands: Commands = field(default_factory=Commands)
    imports: list[Import] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    variables: set[str] = field(default_factory=set)

    def read(self, cell: Cell) -> None:
        """Take in what `cell` says; one that does not parse says nothing."""
        source = cell.source
        if sets_search_path(source):
            self.folders.add("**")
        lines = _lines_of_imports(source) if self.imports_only else _lines_of_interest(source)
        if not (lines or "import" in source) or len(source) > CELL_LIMIT:
            return
        tree = parsed(source)
        if tree is None:
            return
        found: dict[Import | Need, tuple[int, int]] = {}
        for node, guard in walk(tree, lines):
            for one in self._said(node, guard, cell):
                found.setdefault(one, (node.lineno, node.col_offset))  # type: ignore[attr-defined]
        for one in sorted(found, key=found.__getitem__):
            if isinstance(one, Import):
                self.imports.append(one)
            else:
                self.needs.append(one)

    def _said(self, node: ast.AST, guard: int, cell: Cell) -> Iterator[Import | Need]:
        if isinstance(node, ast.Call):
            yield from self._called(node, guard, cell)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _imports(node, guard, cell)
        elif isinstance(node, ast.Subscript):
            self.variables.update(surroundings.variables_set(node))
            yield from _wanted(node, surroundings.wants_of_subscript(node), guard, cell)
        elif isinstance(node, ast.Constant):
            yield from _wanted(node, surroundings.wants_of_text(node), guard, cell)
        elif isinstance(node, ast.keyword):
            yield from _wanted(node.value, surroundings.wants_of_keyword(node), guard, cell)

    def _called(self, node: ast.Call, guard: int, cell: Cell) -> Iterator[Import | Need]:
        name = name_of(node.func)
        for folder in search_path_of(node, name):
            self.folders.add(folder)
            path = literal_path(node.args[-1])
            if path and _ABSOLUTE.match(path):  # which one machine may have, and another has not
                by, optional = shown(node.func), bool(guard & FILES)
                yield cell.need("read", path, node.lineno, by, optional=optional)
        self.variables.update(surroundings.variables_set(node))
        yield from _imports(node, guard, cell)
        for kind, path in files.files_of(node, name):
            optional = bool(guard & FILES)
            yield cell.need(kind, path, node.lineno, shown(node.func), optional=optional)
        yield from _wanted(node, surroundings.wants_of_call(node, name), guard, cell)
        self.commands.called(node, name, cell, optional=bool(guard & FILES))


def _imports(
    node: ast.Import | ast.ImportFrom | ast.Call, guard: int, cell: Cell
) -> Iterator[Import | Need]:
    line = node.lineno
    file_line = None if cell.file_line is None else cell.file_line + line - 1
    optional = cell.fails or bool(guard & MODULES)
    for module, names in imported(node):
        yield Import(module, cell.number, line, optional, names, file_line)
        if module.partition(".")[0] in surroundings.SCREEN_MODULES:
            by = f"import {module}"
            yield cell.need("display", module, line, by, optional=optional)


def _wanted(
    node: ast.expr, wants: Iterator[surroundings.Want], guard: int, cell: Cell
) -> Iterator[Need]:
    for want in wants:
        optional = want.optional or bool(guard & FILES)
        yield cell.need(want.kind, want.name, node.lineno, want.by, optional=optional)


def parsed(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, `None` where it is not Python or does not parse."""
    body = python_body(source)
    if body is None:
        return None
    # Most cells are plain Python; the slower ways are for those alone that are not.
    plain = without_ipython
    return parsed_text(body) or parsed_text(plain(body)) or _too_new(plain(body))


def _too_new(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell in a newer Python than the one that runs."""
    from sphinx_binderhub.notebook.syntax import PYTHON_2, in_older_words, may_be_new

    older = in_older_words(source) if may_be_new(source) else None
    if older is None or PYTHON_2 in {version for version, *_ in older.features}:
        return None
    return older.parse()


def parsed_text(source: str) -> ast.Module | None:
    """Return the syntax tree of plain Python, `None` where it is none."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _lines_of_imports(source: str) -> Sequence[int]:
    """Return the lines on which functions are called that import, or change where to look.

    A module that the notebook writes or installs itself is one that it can import.
    """
    if ".py" in source or "install" in source:
        return _lines_of_interest(source)
    if not source.isascii():
        source = unicodedata.normalize("NFKC", source)
    changes = "path" in source or "chdir" in source or "addsitedir" in source
    names = IMPORTING | PATHS if changes else IMPORTING
    return _lines_of([name for name in names if name in source], source)


def _lines_of_interest(source: str) -> Sequence[int]:
    """Return the lines on which something may stand that matters, sorted.

    Nothing is lost: a call holds the name that is called, and a bracket after it.
    """
    if source.isascii():
        words = source.translate(_ASCII_WORDS).split()  # several times as fast as the other way
    else:
        source = unicodedata.normalize("NFKC", source)  # as Python reads names
        words = _WORD.findall(source)
    texts = [pattern for text, pattern in _TEXTS if text in source]
    begins = False
    for text in _BEGINNINGS:  # a loop is twice as fast as `any`
        if text in source:
            begins = True
            break
    if not (texts or begins) and _ALL_NAMES.isdisjoint(words):
        return ()
    found = set(words)
    wanted = found & _NAMES
    wanted |= {one for one in found & _BESIDE.keys() if not found.isdisjoint(_BESIDE[one])}
    if begins:
        wanted |= {name for name in found if name.startswith(_BEGINNINGS)} - files.NO_READERS
    return _lines_of(wanted, source, texts)


def _lines_of(
    names: Iterable[str], source: str, texts: Iterable[re.Pattern[str]] = ()
) -> Sequence[int]:
    """Return the lines on which one of `names` may be called or one of `texts` stands, sorted."""
    hits = {match.start() for name in names for match in _call_of(name).finditer(source)}
    for text in texts:
        hits.update(match.end() for match in text.finditer(source))
    return _lines_at(sorted(hits), source) if hits else ()


@lru_cache(maxsize=1024)
def _call_of(name: str) -> re.Pattern[str]:
    """Return what finds `name` where it may be called.

    But for blanks, a bracket, a comment or the line's end follows it.
    """
    return re.compile(rf"{re.escape(name)}(?!\w)(?<!\w{re.escape(name)})[ \t\f]*(?:[()\\#\n]|\Z)")


def _lines_at(positions: list[int], source: str) -> list[int]:
    lines: list[int] = []
    line, before = 1, 0
    for position in positions:
        line += source.count("\n", before, position)
        before = position
        if not lines or lines[-1] != line:
            lines.append(line)
    return lines
