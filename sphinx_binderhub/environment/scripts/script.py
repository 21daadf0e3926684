"""`postBuild` and `start` as Linux runs them: the `#!` line, the ends of lines, the commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.shell import read_commands
from sphinx_binderhub.environment.scripts.shell_command import Command, Commands
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

SHELLS = frozenset({"sh", "bash", "dash", "ash", "ksh", "zsh"})

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MARK = b"\xef\xbb\xbf"
_PROGRAM = b"\x7fELF"
_BASH_ONLY = frozenset({"source", "[[", "shopt", "pushd", "popd", "declare", "mapfile", "let"})


@dataclass(frozen=True)
class Shebang:
    """The `#!` line: the program that runs the script, by its path, and what it is given.

    `name` is the program that is meant, which `env` looks for.
    """

    program: str
    name: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """One script.

    `shebang` is `None` where Linux sees none; `obstacle` then says what stands before it, if that
    is so. `wide` is whether the file is UTF-16, which no shell reads; `carriage` are the lines that
    end as on Windows.
    """

    path: str
    text: str = field(repr=False)
    shebang: Shebang | None = None
    obstacle: str = ""
    wide: bool = False
    carriage: frozenset[int] = field(default_factory=frozenset, repr=False)
    commands: Commands = field(default=Commands(()), repr=False)

    @property
    def is_shell(self) -> bool:
        """Whether a shell runs it; one without a `#!` line is left to `sh`."""
        return not self.wide and (self.shebang is None or self.shebang.name in SHELLS)

    @property
    def needs_bash(self) -> Command | None:
        """The first command that `sh` does not have."""
        return next((one for one in self.commands.found if one.raw[0] in _BASH_ONLY), None)


def read_script(tree: Tree, path: str) -> Script | None:
    """Return the script at `path`, or `None` for one that cannot be read, or is a program."""
    try:
        content = tree.read(path)
    except UnreadableError:
        return None
    return None if content.startswith(_PROGRAM) else _parse(path, content)


def scripts_of(tree: Tree, environment: Environment) -> Iterator[Script]:
    """Yield `postBuild` and `start`, as far as repo2docker uses them."""
    for name in ("postBuild", "start"):
        path = environment.file(name)
        script = read_script(tree, path) if path else None
        if script is not None:
            yield script


@lru_cache(maxsize=4)
def _parse(path: str, content: bytes) -> Script:
    if content.startswith(_WIDE):
        text = content.decode("utf-16", "replace")
        return Script(path, text, wide=True, obstacle="the file is UTF-16 text")
    text = content.decode("utf-8", "replace")
    lines = text.split("\n")
    shebang = None if content.startswith(_MARK) else _shebang(lines[0])
    script = Script(
        path,
        text,
        shebang,
        _obstacle(content, lines) if shebang is None else "",
        carriage=frozenset(number for number, line in enumerate(lines, 1) if "\r" in line),
    )
    if not script.is_shell:
        return script
    options = shebang.options if shebang else ()
    errexit = any(re.match(r"-[a-z]{0,9}e", option) for option in options)
    return replace(script, commands=read_commands(text.removeprefix("\ufeff"), errexit))


def _shebang(line: str) -> Shebang | None:
    if not line.startswith("#!"):
        return None
    program, *options = line[2:].split() or [""]
    words = [program, *options]
    if program.rpartition("/")[2] == "env":
        words = [word for word in options if not word.startswith("-") and "=" not in word]
    name = words[0].rpartition("/")[2] if words else ""
    return Shebang(program, name, tuple(options))


def _obstacle(content: bytes, lines: list[str]) -> str:
    """Return what keeps Linux from seeing a `#!` line that is there."""
    if content.startswith(_MARK):
        return "a byte-order mark stands before it" if lines[0][1:].startswith("#!") else ""
    for number, line in enumerate(lines[:20], 1):
        if line.lstrip().startswith("#!"):
            return "a space stands before it" if number == 1 else f"it is on line {number}"
        if re.match(r"#\s+!\s*/", line):
            return "there is a space in its `#!`"
        if line.strip() and not line.startswith("#"):
            return ""
    return ""
