"""Shell text of a notebook: the programs that it runs, and what else its commands need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sphinx_binderhub.environment.scripts.shell import read_commands
from sphinx_binderhub.environment.scripts.shell_command import ASSIGNMENT, Command
from sphinx_binderhub.notebook.commands.installs import read_install
from sphinx_binderhub.notebook.commands.place import Place, shown_command
from sphinx_binderhub.notebook.records import Cell, Need
from sphinx_binderhub.notebook.shell.files import ANYWHERE, files_of, in_folder, is_path
from sphinx_binderhub.notebook.shell.redirections import redirected

TEXT_LIMIT = 20_000
"""Characters of shell text that are read; what is longer may do anything."""

BUILT_IN = frozenset(
    {".", ":", "[", "[[", "alias", "bg", "bind", "break", "builtin", "caller", "cd", "command"}
    | {"compgen", "complete", "compopt", "continue", "coproc", "declare", "dirs", "disown", "echo"}
    | {"enable", "eval", "exec", "exit", "export", "false", "fc", "fg", "getopts", "hash", "help"}
    | {"history", "jobs", "kill", "let", "local", "logout", "mapfile", "popd", "printf", "pushd"}
    | {"pwd", "read", "readarray", "readonly", "return", "set", "shift", "shopt", "source"}
    | {"suspend", "test", "time", "times", "trap", "true", "type", "typeset", "ulimit", "umask"}
    | {"unalias", "unset", "wait"}
)
"""What the shell does itself; its keywords are no commands at all."""

SHELLS = frozenset({"bash", "sh", "dash", "zsh", "ksh"})
"""Programs that run shell text."""
_ASKING = frozenset({"[", "[[", "command", "hash", "test", "type", "which"})
"""What is done only if one of these succeeds may be left out."""
_PREFIXES = {
    "builtin": "",
    "command": "",
    "env": "-u -C -S --unset --chdir",
    "exec": "-a",
    "ionice": "-c -n -p",
    "nice": "-n --adjustment",
    "nohup": "",
    "setsid": "",
    "stdbuf": "-i -o -e",
    "sudo": "-u -g -h -p -C -U",
    "time": "-f -o",
    "timeout": "-k -s --signal --kill-after",
    "xargs": "-n -I -P -L -d -s -a -E",
}
"""Commands that run the one that follows, and their options that take a value."""
_NESTED = 3
"""Shells within shells that are followed: `bash -c "…"`."""
_PLAIN = re.compile(r"[ \t]*(?:[\w./:=@%+,~-]+(?:[ \t]+|\Z))+", re.ASCII)
_KEYWORDS = frozenset(
    {"case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "select", "then"}
    | {"time", "until", "while"}
)
_SYSTEM = ("/bin/", "/usr/bin/", "/usr/local/bin/")
_PROGRAM = re.compile(r"(?=[\d.+_-]*[^\W\d_])[\w.+-]+")
_FILLED_IN = re.compile(r"\{[^{}\n]*\}")
_FUNCTION = re.compile(r"(?<![\w.-])([\w.-]+)[ \t]*\(\)|\bfunction[ \t]+([\w.-]+)")


class Run(NamedTuple):
    """One command: its words without quotes from the program on, and the programs before it.

    `line` counts from 1, and `text` is the command as it is written. `folder` is where it runs,
    `None` where that is not known.
    """

    words: tuple[str, ...]
    line: int
    text: str
    optional: bool = False
    folder: str | None = ""
    before: tuple[str, ...] = ()


def programs_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name of each program that a shell runs for `text`, and its line from 1."""
    for run in runs_in(text):
        yield from ((name, run.line) for name in _programs(run))


def shell_needs(
    text: str, cell: Cell, first_line: int, by: str = "", *, optional: bool = False
) -> Iterator[Need]:
    """Yield what a shell needs that runs `text`, which begins in line `first_line` of `cell`.

    `by` is what runs it, as it is shown; without it, each command is shown itself.
    """
    for run in runs_in(text):
        place = Place(cell, first_line, by or shown_command(run.text), optional)
        yield from run_needs(run, place)
    yield from redirection_needs(text, Place(cell, first_line, by, optional))


def run_needs(run: Run, place: Place) -> Iterator[Need]:
    """Yield what one command needs; `place` is where its shell text begins."""
    place = place.later(run.line - 1, optional=run.optional)
    for program in _programs(run):
        yield place.need("program", program)
    install = read_install(run.words)
    if install:
        for name in install.packages:
            yield place.need("install", name)
    for kind, name in files_of(run.words, install):
        known = in_folder(run.folder, name)
        if known or kind == "write":
            yield place.need(kind, known or ANYWHERE)


def redirection_needs(text: str, place: Place) -> Iterator[Need]:
    """Yield the files that `<` reads and `>` writes; without `by`, each line is shown itself."""
    if len(text) > TEXT_LIMIT:
        yield replace(place, by=place.by or "a text too long to be read").need("write", ANYWHERE)
    elif "<" in text or ">" in text:
        lines = text.split("\n")
        moves = re.search(r"\b(?:cd|pushd)\b", text)
        for kind, name, line in redirected(text):
            known = not moves and is_path(name)
            if known or kind == "write":
                here = replace(place, by=place.by or shown_command(lines[line - 1]))
                yield here.later(line - 1).need(kind, name if known else ANYWHERE)


def with_gaps(text: str) -> str:
    """Return a line of IPython's less the Python that it fills in: `{}` stands for `{python}`."""
    return _FILLED_IN.sub("{}", text) if "{" in text else text


def runs_in(text: str, depth: int = _NESTED) -> Iterator[Run]:
    """Yield the commands that a shell runs for `text`."""
    if len(text) > TEXT_LIMIT:
        return
    own = {name or other for name, other in _FUNCTION.findall(text)}
    folder: str | None = ""
    asked = joined = False
    for command in _commands(text):
        before, words = _unprefixed(command.words)
        if not words:
            continue
        sure = command.certain or (joined and not asked)
        optional = not sure or command.after == "||"
        if words[0] not in own:
            yield Run(words, command.line, " ".join(command.raw), optional, folder, before)
            yield from _inner(words, command.line, optional, depth)
        folder = _folder_after(words, folder, sure and not command.apart)
        asked = command.raw[0] in _ASKING
        joined = command.after == "&&" and sure


def _commands(text: str) -> Sequence[Command]:
    """Return the commands of `text`; one of plain words is told without much ado."""
    if _PLAIN.fullmatch(text):
        words = tuple(text.split())
        if words[0] not in _KEYWORDS and not ASSIGNMENT.match(words[0]):
            return (Command(words, 1, 1),)
    return read_commands(text).found


def _inner(words: tuple[str, ...], line: int, optional: bool, depth: int) -> Iterator[Run]:
    """Yield the commands of `bash -c "…"`."""
    if words[0] in SHELLS and "-c" in words[1:-1] and depth:
        for run in runs_in(words[words.index("-c") + 1], depth - 1):
            yield run._replace(line=line, optional=optional or run.optional, folder=None)


def _folder_after(words: Sequence[str], folder: str | None, sure: bool) -> str | None:
    """Return the folder once a command is run, which is sure to run, or not."""
    if words[0] not in {"cd", "popd", "pushd"}:
        return folder
    if words[0] != "cd" or not sure:
        return None
    target = next((word for word in words[1:] if not word.startswith("-")), None)
    return in_folder(folder, target) if target and is_path(target) else None


def _unprefixed(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the programs that only run the command, and the words of the command itself."""
    before: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if ASSIGNMENT.match(word):
            at += 1
        elif word not in _PREFIXES or words[at + 1 : at + 2] in (("-v",), ("-V",)):
            break  # `command -v dot` only looks for it
        else:
            before.append(word)
            at = _after_options(words, at)
    return tuple(before), tuple(words[at:])


def _after_options(words: Sequence[str], at: int) -> int:
    """Return where the command begins that the one at `at` runs."""
    valued = _PREFIXES[words[at]].split()
    limit = words[at] == "timeout"  # its first operand is no command
    at += 1
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in valued else 1
    return at + limit


def _programs(run: Run) -> Iterator[str]:
    """Yield the programs that a command runs; a path is that of a file, but for the system's."""
    for word in (*run.before, *run.words[:1]):
        folder = next((folder for folder in _SYSTEM if word.startswith(folder)), "")
        name = word.removeprefix(folder)
        if name not in BUILT_IN and _PROGRAM.fullmatch(name):
            yield name
