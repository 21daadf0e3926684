"""IPython's magics: what a line that begins with `%` needs."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.code.literals import ANYWHERE
from sphinx_binderhub.notebook.commands.magic_names import BUILT_IN, EXTENSIONS, OWN_EXTENSIONS
from sphinx_binderhub.notebook.shell.operands import is_path, operands

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.commands.place import Place
    from sphinx_binderhub.notebook.records import Need

__all__ = ["BUILT_IN", "EXTENSIONS", "magic_needs", "script_of", "statement_of", "words_of"]

_MEASURED = re.compile(r"%(?:mem|time)(?:it)?[ \t]+(?:-\w+[ \t]+(?:\d+[ \t]+)?){0,8}(?=[%!])")
_SCRIPT_VALUED = frozenset({"--err", "--out", "--proc"})
_MODULE = re.compile(r"[^\W\d]\w*(?:\.\w+)*")
_WIDGETS = frozenset({"ipympl", "widget"})
_WINDOWS = re.compile(r"(?:qt\d?|tk|gtk\d?|wx|osx|macosx)(?:agg|cairo)?", re.IGNORECASE)
_VARIABLE = re.compile(r"[A-Za-z_]\w*")
_RUN_VALUED = frozenset({"-N", "-b", "-T", "-s", "-l"})
_SCRIPTS = (".ipy", ".ipynb", ".py")
_LOAD_VALUED = frozenset({"-r", "-s", "-n"})
_FOREIGN = frozenset(
    {"R", "cpp", "fortran", "javascript", "js", "julia", "matlab", "maxima", "octave", "perl", "px"}
    | {"pypy", "python", "python2", "python3", "ruby", "sas", "scala", "script", "spark", "stata"}
)
"""Magics of other languages, which may read and write anything."""


def magic_needs(name: str, arguments: str, place: Place) -> Iterator[Need]:
    """Yield what the line or cell magic `name` needs of modules, files and the screen."""
    if name not in BUILT_IN:
        yield place.need("magic", name)
    elif name in _NEEDS:
        for kind, one in _NEEDS[name](arguments):
            yield place.need(kind, one)
    if name in _FOREIGN - {"javascript", "js"}:
        yield place.need("write", ANYWHERE)


def words_of(arguments: str) -> list[str]:
    """Return the words of a magic's line; quotes that are not closed are part of them."""
    if "'" in arguments or '"' in arguments:
        try:
            return shlex.split(arguments[:1000])
        except ValueError:
            pass
    return arguments.split()


def script_of(arguments: str) -> str:
    """Return the program that `%%script` runs."""
    return next(operands(["", *words_of(arguments)], _SCRIPT_VALUED), "")


def statement_of(text: str) -> str:
    """Return the command that `%time !command` measures, else the command itself."""
    start = 0
    while match := _MEASURED.match(text, start):
        start = match.end()
    return text[start:]


_Facts = Iterator[tuple[str, str]]


def _extension(arguments: str) -> _Facts:
    module = (words_of(arguments) or [""])[0]
    if _MODULE.fullmatch(module) and module not in OWN_EXTENSIONS:
        yield "extension", module


def _uv(_: str) -> _Facts:
    yield "extension", "uv"


def _drawing(magic: str) -> Callable[[str], _Facts]:
    def draws(arguments: str) -> _Facts:
        backend = next(operands(["", *words_of(arguments)]), "").lower()
        if backend in _WIDGETS:
            yield "extension", "ipympl"
        elif _WINDOWS.fullmatch(backend):
            yield "display", f"%{magic} {backend}"

    return draws


def _run(arguments: str) -> _Facts:
    """Yield the script or notebook that is run, and that it may write anything."""
    words = words_of(arguments)
    yield "write", ANYWHERE
    if "-m" in words:
        return
    path = next(operands(["", *words], _RUN_VALUED), "")
    if is_path(path):
        yield "read", path if path.endswith(_SCRIPTS) else f"{path}.py"


def _load(arguments: str) -> _Facts:
    path = next(operands(["", *words_of(arguments)], _LOAD_VALUED), "")
    if is_path(path) and path.endswith(".py"):
        yield "read", path


def _write(arguments: str) -> _Facts:
    path = next(operands(["", *words_of(arguments)]), "")
    yield "write", path if is_path(path) else ANYWHERE


def _change(arguments: str) -> _Facts:
    path = next(operands(["", *words_of(arguments)]), "")
    if is_path(path) and posixpath.normpath(path).strip("./"):
        yield "read", path


def _show(arguments: str) -> _Facts:
    yield from (("read", one) for one in operands(["", *words_of(arguments)]) if is_path(one))


def _variable(arguments: str) -> _Facts:
    """Yield the variable that `%env X` shows, and without which the cell ends."""
    if _VARIABLE.fullmatch(arguments.strip()):
        yield "variable", arguments.strip()


_NEEDS: Mapping[str, Callable[[str], _Facts]] = {
    "cd": _change,
    "env": _variable,
    "file": _write,
    "gui": _drawing("gui"),
    "load": _load,
    "load_ext": _extension,
    "loadpy": _load,
    "matplotlib": _drawing("matplotlib"),
    "pycat": _show,
    "pylab": _drawing("pylab"),
    "reload_ext": _extension,
    "run": _run,
    "save": lambda _: iter([("write", ANYWHERE)]),
    "uv": _uv,
    "writefile": _write,
}
