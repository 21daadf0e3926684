"""A command of a shell script, and what is known of how it runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile

from sphinx_binderhub.environment.scripts.shell_tokens import unquoted

ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^]]*\])?\+?=")
"""The beginning of a word that sets a variable."""

SHOWN = 60
"""Characters of a command that a message shows."""
_PREFIXES = frozenset({"exec", "nohup", "env", "builtin", "nice"})


@dataclass(frozen=True)
class Command:
    """One simple command.

    `raw` are its words as they are written, without assignments and redirections; `line` and
    `column` count from 1. It is `certain` to run unless an earlier command ends the script;
    `errexit` is whether `set -e` counts. Its failure `ends` the script with an error, by that or
    because it is the last. What it changes stays its own where it runs `apart`, in a shell below.
    """

    raw: tuple[str, ...]
    line: int
    column: int
    certain: bool = True
    errexit: bool = False
    after: str = ""
    apart: bool = False
    ends: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words without their quotes."""
        return tuple(map(unquoted, self.raw))

    @cached_property
    def program(self) -> tuple[str, ...]:
        """The words from the program on: what only says how to run it is left out."""
        return tuple(dropwhile(_says_how, self.words))

    @property
    def shown(self) -> str:
        """The command, short, for a sentence."""
        text = " ".join(self.raw)
        return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"

    @property
    def name(self) -> str:
        """The program, without its folder."""
        return self.program[0].rpartition("/")[2] if self.program else ""


@dataclass(frozen=True)
class Commands:
    """What a script does.

    `arguments` are the lines on which it uses the arguments that it is given. It is not
    `understood` where a quote or a bracket is left open, and much is then not found.
    """

    found: tuple[Command, ...]
    arguments: tuple[int, ...] = ()
    understood: bool = True


def _says_how(word: str) -> bool:
    return word in _PREFIXES or bool(ASSIGNMENT.match(word))
