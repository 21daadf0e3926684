"""The records of a notebook: plain, frozen, picklable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Import(NamedTuple):
    """One imported module, `a.b` as it is written, and the place of the statement.

    `cell` counts all cells from 1, `line` the lines of the cell as its author sees it, and
    `file_line` those of the file (known for text notebooks). `names` are those of a `from a import
    b, c`. `optional` where the notebook goes on without the module.
    """

    module: str
    cell: int
    line: int
    optional: bool = False
    names: tuple[str, ...] = ()
    file_line: int | None = None

    @property
    def top(self) -> str:
        """The module's first part."""
        return self.module.partition(".")[0]


class Need(NamedTuple):
    """Something that a cell needs beside modules, or does, and its place as that of an `Import`.

    `kind` says what `name` is:

    - `address`: a URL or host with its port, without what may be secret
    - `display`: what opens a window (`turtle`, `%matplotlib qt`)
    - `extension`: a module that a magic loads (`%load_ext x`, `%matplotlib widget`)
    - `gpu`: what asks for a graphics card (`.cuda()`)
    - `input`: what waits for the reader (`input`, `getpass`)
    - `install`: a package that is installed when the cell runs, in its normalised name
    - `magic`: the name of a magic
    - `mention`: the path of a `read`, which the code names in another place too
    - `program`: a program that a shell runs
    - `read`, `write`: the path of a file or folder, as it is written, relative to the notebook
    - `syntax`: the Python that first has what the cell is written in (`3.10`)
    - `variable`: an environment variable without which the cell ends

    `by` is the call, line or statement that asks for it, short enough to be shown. `optional` where
    the cell can do without.
    """

    kind: str
    name: str
    cell: int
    line: int
    optional: bool = False
    file_line: int | None = None
    by: str = ""


@dataclass(frozen=True)
class Notebook:
    """What one notebook needs.

    `language` and `kernel` are `None` where its metadata does not say. `text` is a text notebook,
    and `formats` are those that Jupytext pairs it with.
    `problem` is why it cannot be read, as the end of a sentence, in line `problem_line`.

    At run time it installs the packages `installs` (normalised names) and what the files of
    `install_files` list, writes the files `writes`, and looks for modules in `search_paths` too.
    """

    language: str | None = None
    kernel: str | None = None
    imports: tuple[Import, ...] = ()
    text: bool = False
    installs: frozenset[str] = frozenset()
    problem: str | None = None
    problem_line: int | None = None
    install_files: frozenset[str] = frozenset()
    writes: frozenset[str] = frozenset()
    search_paths: frozenset[str] = frozenset()
    formats: str | None = None
    needs: tuple[Need, ...] = ()

    def needs_of(self, *kinds: str) -> Iterator[Need]:
        """Yield what it needs of these kinds, in the order of its cells."""
        return (need for need in self.needs if need.kind in kinds)

    @property
    def is_python(self) -> bool:
        """Whether it is Python, which is also what Jupyter opens where nothing is said."""
        return self.problem is None and self.language in {None, "python"}


EXCUSED = ("raises-exception", "skip-execution")
"""The tags of a cell that is meant to fail, or not to run."""


class Cell(NamedTuple):
    """One code cell; `file_line` is that of its first line, `fails` says that it may well fail."""

    number: int
    source: str
    file_line: int | None = None
    fails: bool = False

    def need(self, kind: str, name: str, line: int, by: str, *, optional: bool = False) -> Need:
        """Return what line `line` of the cell needs; it is optional in a cell meant to fail."""
        file_line = None if self.file_line is None else self.file_line + line - 1
        return Need(kind, name, self.number, line, optional or self.fails, file_line, by)


@dataclass(frozen=True)
class Script:
    """A notebook as it is written: its metadata, its code cells, and prose with pictures."""

    language: str | None
    kernel: str | None
    cells: tuple[Cell, ...]
    text: bool = False
    formats: str | None = None
    prose: tuple[Cell, ...] = ()


def language_of(language: object, kernel: object) -> str | None:
    """Return the language in lower case; where it is not said, the one the kernel's name tells."""
    if isinstance(language, str) and language.strip():
        name = language.strip().lower()
        return "python" if name.startswith(("python", "ipython")) else name
    if isinstance(kernel, str):
        name = kernel.lower()
        known = {"python": "python", "conda": "python", "ir": "r", "julia": "julia"}
        return next((known[start] for start in known if name.startswith(start)), None)
    return None
