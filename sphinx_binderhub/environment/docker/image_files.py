"""Which files of the repository a Dockerfile puts into the image, and where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.build_stages import (
    Stage,
    Values,
    declare,
    substitute,
    unquoted,
)
from sphinx_binderhub.environment.docker.known_images import home_of, parse_image, workdir_of
from sphinx_binderhub.environment.scripts.shell import read_commands
from sphinx_binderhub.environment.scripts.shell_command import Command
from sphinx_binderhub.tree import prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.environment.docker.dockerfile import Instruction

SOMEWHERE = "?"
"""The folder in which an image begins, where that is not known."""

_ARCHIVE = re.compile(r"\.(tar|tgz|tbz2?|txz|tar\.\w+)$")
_FETCHING = frozenset(
    {"git", "gitpuller", "svn", "hg", "gdown", "rsync", "scp", "unzip", "tar", "sh", "bash"}
)
_DOWNLOADING = frozenset({"curl", "wget", "aria2c", "python", "python3"})
_MOVING = frozenset({"mv", "cp", "ln", "rsync", "install", "tar", "unzip", "git", "jupytext"})
_ELSEWHERE = re.compile(r"root_dir|notebook_dir|root-dir|notebook-dir|preferred.dir")
"""Settings of the server that make it begin in another folder."""


@dataclass(frozen=True)
class Copy:
    """One `COPY` or `ADD` from the repository; a source or the target is `None` if not known.

    `owned` is whether it says who owns the files, which else is root.
    """

    sources: tuple[str | None, ...]
    target: str | None
    into_folder: bool
    line: int
    owned: bool = False

    def places(self, path: str) -> Iterator[str | None]:
        """Yield where the file `path` is put, nothing where it is not taken."""
        for source in self.sources:
            if source is None:
                yield None
            elif source == "":
                yield _joined(self.target, path)
            elif _matches(source, path):
                yield self._place_of_file(path.rpartition("/")[2])
            else:
                for folder in list(prefixes(path))[:-1]:
                    if _matches(source, folder):
                        yield _joined(self.target, path[len(folder) + 1 :])

    def _place_of_file(self, name: str) -> str | None:
        if self.into_folder:
            return _joined(self.target, name)
        # A target without a slash is the file, or else a folder that is there already.
        named = self.target is not None and self.target.rpartition("/")[2] == name
        return self.target if named else None


@dataclass(frozen=True)
class ImageFiles:
    """What the image has of the repository.

    `workdir` is where its server begins. It is not `complete` where something else may bring files
    of the repository, and not `settled` where some may be moved, or the server begin elsewhere.
    """

    copies: tuple[Copy, ...]
    workdir: str | None
    complete: bool
    settled: bool

    def places(self, path: str) -> set[str | None]:
        """Return where the file `path` of the repository is put; `None` for an unknown place."""
        return {place for copy in self.copies for place in copy.places(path)}

    def misplaces(self, path: str) -> bool:
        """Tell whether the file `path` surely is where the server does not look for it."""
        begin = self.workdir
        for place in self.places(path):
            if place is None or begin is None or place[:1] != begin[:1]:
                return False  # a folder that is not known may be any other
            if place == f"{begin.rstrip('/')}/{path}":
                return False
        return self.settled


def read_image_files(stage: Stage) -> ImageFiles:
    """Return what the instructions of `stage`, and of those it builds on, copy."""
    image = parse_image(stage.root_image) if stage.root_image else None
    values: Values = {"HOME": home_of(image) if image else None}
    workdir: str | None = (workdir_of(image) if image else None) or SOMEWHERE
    copies: list[Copy] = []
    complete = settled = image is not None
    for one in stage.chain:
        if one.name in {"ARG", "ENV"}:
            declare(one, values, stage.arguments)
        elif one.name == "WORKDIR":
            workdir = _absolute(substitute(unquoted(one.arguments.strip()), values), workdir)
        elif one.name in {"COPY", "ADD"} and one.flag("from") is None:
            copies.append(_copy(one, values, workdir))
        complete = complete and not _may_fetch(one)
        settled = settled and not _may_move(one)
    return ImageFiles(tuple(copies), workdir, complete, settled)


@lru_cache(maxsize=128)
def commands_of(instruction: Instruction) -> tuple[Command, ...]:
    """Return the commands of a `RUN`, none for another instruction."""
    if instruction.name != "RUN":
        return ()
    if instruction.words is not None:
        return (Command(instruction.words, instruction.line, 1),) if instruction.words else ()
    return read_commands(f"{instruction.arguments}\n{instruction.heredoc}").found


def _may_fetch(instruction: Instruction) -> bool:
    """Tell whether the instruction may bring files of the repository otherwise than by copying."""
    if instruction.name == "ADD":
        words = instruction.words or instruction.arguments.split()
        return any("://" in word or _ARCHIVE.search(word) for word in words)
    if instruction.flag("mount") is not None or instruction.flag("from") is not None:
        return True
    for command in commands_of(instruction):
        if command.name in _FETCHING or "/" in command.raw[0]:
            return True
        text = " ".join(command.words)
        if command.name in _DOWNLOADING and re.search(r"github|gitlab|\.zip|\.tar|\.ipynb", text):
            return True
    return False


def _may_move(instruction: Instruction) -> bool:
    text = f"{instruction.arguments}{instruction.heredoc}"
    return (
        bool(_ELSEWHERE.search(text))
        or (instruction.name == "COPY" and "jupyter" in text and "config" in text)
        or any(command.name in _MOVING for command in commands_of(instruction))
    )


def _copy(instruction: Instruction, values: Values, workdir: str | None) -> Copy:
    words = list(instruction.words or instruction.arguments.split())
    *sources, target = words or [""]
    aim = substitute(unquoted(target), values)
    place = _absolute(aim, workdir)
    special = any(instruction.flag(name) is not None for name in ("parents", "exclude"))
    into_folder = len(sources) > 1 or bool(aim and re.search(r"(^|/)\.{0,2}$", aim))
    return Copy(
        tuple(_cleaned(substitute(unquoted(source), values)) for source in sources),
        None if special or instruction.heredoc else place,
        into_folder or place in {workdir, values.get("HOME")},
        instruction.line,
        any(instruction.flag(name) is not None for name in ("chown", "chmod")),
    )


def _cleaned(source: str | None) -> str | None:
    """Return a source as a path from the top of the repository, `""` for the whole of it."""
    if source is None or "://" in source:
        return source
    return posixpath.normpath(f"/{source}").lstrip("/")


def _absolute(path: str | None, workdir: str | None) -> str | None:
    if not path or (workdir is None and not path.startswith("/")):
        return None
    place = posixpath.normpath(posixpath.join(workdir or "/", path))
    return f"/{place.lstrip('/')}" if place.startswith("/") else place


def _joined(target: str | None, path: str) -> str | None:
    return None if target is None else f"{target.rstrip('/')}/{path}"


def _matches(source: str, path: str) -> bool:
    """Tell whether a source names `path`; a star stands for no slash."""
    if not re.search(r"[*?\[\\]", source):
        return source == path
    parts, names = source.split("/"), path.split("/")
    return len(parts) == len(names) and all(map(_part_matches, parts, names))


def _part_matches(part: str, name: str) -> bool:
    if "[" in part or "\\" in part or part.count("*") > 2:
        return True  # not worth the trouble: it may
    return bool(re.fullmatch(re.escape(part).replace(r"\*", ".*").replace(r"\?", "."), name))
