"""What the command lines of a cell do: programs, packages, modules and files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sphinx_binderhub.notebook.code.literals import ANYWHERE
from sphinx_binderhub.notebook.commands.installs import read_install
from sphinx_binderhub.notebook.commands.magics import magic_needs, script_of, statement_of, words_of
from sphinx_binderhub.notebook.commands.place import Place, shown_command
from sphinx_binderhub.notebook.ipython import CellMagic, Escape, split_cell, unwrapped
from sphinx_binderhub.notebook.records import Cell, Need
from sphinx_binderhub.notebook.shell.calls import command_called
from sphinx_binderhub.notebook.shell.lines import (
    SHELLS,
    redirection_needs,
    run_needs,
    runs_in,
    with_gaps,
)
from sphinx_binderhub.notebook.shell.operands import is_path, operands

CELL_LIMIT = 1024 * 1024
"""Characters of a cell in which commands are looked for; a larger one was not written by hand."""
BUDGET = 60_000
"""Characters of commands of one notebook that are read; what is longer may do anything."""
COST = 40
"""Characters that a command costs beside its own."""
_LONGEST = 40_000
"""Characters of a command that are read; a shell does not take more."""

_COMMAND = re.compile(r"^[^\S\n]*[%!]|=[^\S\n]*[%!]", re.MULTILINE)
_AUTOMAGIC = re.compile(
    r"(?:pip|conda|mamba|micromamba|uv|cd|load_ext|reload_ext|matplotlib|run)[ \t]+[\w./~-]"
)
"""A cell of one line that is a magic without its `%`."""
_BEGINNING = re.compile(rf"\s*{_AUTOMAGIC.pattern}")
_MAGIC_NAME = re.compile(r"[^\W\d][\w.]*|!")
_SETTING = re.compile(r"(\w+)[\s=]")
_SHELL_MAGICS = frozenset({"!", "bash", "sh", "sx", "system"})
_SCRIPT_MAGICS = frozenset({"perl", "pypy", "python", "python2", "python3", "ruby"})
"""Magics that run the program of their name."""
_SHELL_LIKE = frozenset({"cat", "conda", "cp", "less", "mamba", "micromamba", "mkdir", "more"}) | {
    *("mv", "pip", "uv")
}
"""Magics that are called as the program of their name, and need none."""
_CONTINUED = re.compile(r"\\\r?\n")


@dataclass
class Commands:
    """What the command lines of a notebook do.

    `variables` are the environment variables that they set.
    """

    installs: set[str] = field(default_factory=set)
    install_files: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    needs: list[Need] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)
    left: int = BUDGET

    def read(self, cell: Cell) -> None:
        """Take in the command lines of `cell`."""
        if len(cell.source) > CELL_LIMIT:
            self.needs.append(cell.need("write", ANYWHERE, 1, "a cell too long to be read"))
        elif may_command(cell.source):
            self._read_lines(cell)

    def called(self, call: ast.Call, name: str, cell: Cell, *, optional: bool = False) -> None:
        """Take in a call of `name`, which may run a command; `calls.CALLS` lists those."""
        if found := command_called(call, name):
            self._escape(Escape(found[0], call.lineno, optional), cell, found[1])

    def _read_lines(self, cell: Cell) -> None:
        magics, body = unwrapped(cell.source)
        for magic in magics:
            place = Place(cell, magic.line, shown_command(f"%%{magic.name} {magic.arguments}"))
            self._add(magic_needs(magic.name, magic.arguments, place))
        if magics and not magics[-1].has_python:
            self._body(magics[-1], body, cell)
            return
        for escape in split_cell(body).escapes:
            self._escape(escape, cell)
        text = body.strip()
        if "\n" not in text and _AUTOMAGIC.match(text):
            line = body[: body.index(text)].count("\n") + 1
            self._escape(Escape(f"%{text}", line, guarded=False), cell, shown_command(text))

    def _body(self, magic: CellMagic, body: str, cell: Cell) -> None:
        """Take in the body of a cell that is not Python of the notebook's own."""
        program = magic.name
        if program == "script":
            program = script_of(magic.arguments)
        if program in _SCRIPT_MAGICS or magic.name == "script":
            place = Place(cell, magic.line, shown_command(f"%%{magic.name} {magic.arguments}"))
            self._shell(program, cell, place)
        if program in _SHELL_MAGICS | SHELLS:
            self._shell(body, cell)

    def _escape(self, escape: Escape, cell: Cell, by: str = "") -> None:
        """Take in one command."""
        if self._spends(len(escape.text), cell, escape.line):
            place = Place(cell, escape.line, by or shown_command(escape.text), escape.guarded)
            text = statement_of(escape.text[:_LONGEST])
            if text.startswith("!"):
                self._shell(text.removeprefix("!").removeprefix("!"), cell, place)
            else:
                self._magic(_CONTINUED.sub(" ", text), place)

    def _magic(self, text: str, place: Place) -> None:
        name, _, arguments = text.removeprefix("%").partition(" ")
        name, arguments = name.rstrip(), arguments.strip()
        if name in {"sx", "system"}:
            self._shell(arguments, place.cell, place)
        elif name in _SHELL_LIKE:
            self._shell(f"{name} {arguments}", place.cell, place, programs=False)
        if name in {"cd", "pushd"}:
            self._change(arguments)
        elif name in {"env", "set_env"} and (variable := _SETTING.match(arguments)):
            self.variables.add(variable[1])
        if _MAGIC_NAME.fullmatch(name):
            self._add(magic_needs(name, arguments, place))

    def _change(self, arguments: str) -> None:
        """Note the folder that is changed to; `**` is one that cannot be told."""
        target = next(operands(["", *words_of(arguments)]), "")
        if target:
            self.folders.add(target if is_path(target) else "**")

    def _shell(
        self, text: str, cell: Cell, place: Place | None = None, *, programs: bool = True
    ) -> None:
        """Take in what a shell runs; without `place` it is the body of the cell."""
        if place is None:
            if not self._spends(len(text), cell, 1):
                return
        else:
            text = with_gaps(text)
        runs = list(runs_in(text))
        for run in runs:
            here = place or Place(cell, 1, shown_command(run.text))
            if place and len(runs) > 1 and place.by.startswith("!"):
                here = replace(place, by=shown_command(f"!{run.text}"))
            found = run_needs(run, here)
            if not programs:
                found = (one for one in found if one.kind != "program")
            self._add(found, made=run.words[0] == "mkdir")
            install = read_install(run.words)
            if install and not install.system:
                self.installs.update(install.packages)
                self.install_files.update(install.files)
        self._add(redirection_needs(text, place or Place(cell, 1, "")))

    def _add(self, needs: Iterator[Need], *, made: bool = False) -> None:
        """Take in needs; a folder that is `made` is empty, and so no module."""
        for need in dict.fromkeys(needs):
            self.needs.append(need)
            if need.kind == "write" and need.name != ANYWHERE and not made:
                self.writes.add(need.name)

    def _spends(self, length: int, cell: Cell, line: int) -> bool:
        """Tell whether so much may still be read; else the notebook may write anything."""
        enough = self.left > 0
        self.left -= length + COST
        if enough and self.left <= 0:
            self.needs.append(cell.need("write", ANYWHERE, line, "too many commands to be read"))
        return enough


def may_command(source: str) -> bool:
    """Tell whether a cell may hold a command line; a line without one is never taken for it."""
    if ("%" in source or "!" in source) and (
        _COMMAND.search(source) or ">>>" in source or "In [" in source
    ):
        return True
    return _BEGINNING.match(source) is not None
