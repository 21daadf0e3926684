"""The repository's files as Binder will see them, read with bounds."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

CONFIGURATION_LIMIT = 256 * 1024
"""Bytes of a configuration file that are read; a larger one is a finding and is not parsed."""
NOTEBOOK_LIMIT = 200 * 1024 * 1024
"""Bytes of a notebook that are read; GitHub refuses files over 100 MB."""


LOCK_LIMIT = 8 * 1024 * 1024
"""Bytes of a lock file that are read: a program wrote it, with every hash."""


class UnreadableError(Exception):
    """A file cannot be used; the text says why, as the end of a sentence ("it is 50 MB large").

    `too_large` where others may well read it.
    """

    def __init__(self, reason: str, too_large: bool = False) -> None:
        super().__init__(reason)
        self.too_large = too_large


@dataclass(frozen=True)
class Tree:
    """The files of one repository.

    `root` is the repository's top folder; `files` the paths git tracks (relative, POSIX, exact
    letter case), or, where git cannot say, the files on disk.
    """

    root: Path
    files: frozenset[str] = field(default_factory=frozenset, repr=False)

    @cached_property
    def directories(self) -> frozenset[str]:
        """Every directory that holds a file, relative and POSIX, without the root."""
        found: set[str] = set()
        for name in self.files:
            parent = name.rpartition("/")[0]
            while parent and parent not in found:
                found.add(parent)
                parent = parent.rpartition("/")[0]
        return frozenset(found)

    @cached_property
    def _inside(self) -> str:
        """What the real path of every file of the repository begins with."""
        return os.path.realpath(self.root).rstrip(os.sep) + os.sep

    @cached_property
    def _folders(self) -> dict[str, str]:
        return {}

    def _real(self, file: str) -> str:
        """Return the real path of `file`; that of each folder is asked for once."""
        folder, name = os.path.split(file)
        if name in {"", os.curdir, os.pardir} or os.path.islink(file):
            return os.path.realpath(file)
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], name)

    def path_of(self, file: Path) -> str | None:
        """Return the path of `file` in the repository, POSIX, or `None` where it is outside."""
        try:
            real = self._real(os.path.abspath(file))
        except (OSError, ValueError):
            return None
        if real + os.sep == self._inside:
            return "."
        inside = real.startswith(self._inside)
        return Path(real[len(self._inside) :]).as_posix() if inside else None

    def place(self, path: str) -> str:
        """Return where `path` is on disk; a text, for every page asks."""
        return os.path.join(self._inside, path)

    def resolved(self, path: str) -> str | None:
        """Return what `path` is once links are followed; `None` where they lead out."""
        try:
            real = self._real(os.path.join(self._inside, path.rstrip("/")))
        except (OSError, ValueError):
            return None
        if not real.startswith(self._inside):
            return None
        return real[len(self._inside) :].replace(os.sep, "/")

    def way(self, path: str) -> Iterator[str]:
        """Yield `path` and what it is once links are followed, each with the folders above it."""
        for one in filter(None, {path, self.resolved(path)}):
            yield from prefixes(one)

    def read(self, path: str, limit: int = CONFIGURATION_LIMIT) -> bytes:
        """Return the bytes of `path`; raise `UnreadableError` where that cannot be done safely.

        Only a regular file inside the repository is opened: a link that leads outside, a device or
        a pipe is refused, and no more than `limit` bytes are read.
        """
        try:
            real = self._real(os.path.join(self._inside, path))
            if not real.startswith(self._inside):
                raise UnreadableError("it is a link that leads out of the repository")
            return _read_regular(real, limit)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "its name or its links are broken"
            raise UnreadableError(f"it cannot be read ({reason})") from None

    def read_text(self, path: str, limit: int = CONFIGURATION_LIMIT) -> str:
        """Return `path` as text (UTF-8, a byte-order mark dropped); raise `UnreadableError`."""
        try:
            return self.read(path, limit).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise UnreadableError(f"line {line} is not UTF-8 text") from None


def prefixes(path: str) -> Iterator[str]:
    """Yield every folder above `path`, the top one first, and `path` itself."""
    end = path.find("/")
    while end >= 0:
        yield path[:end]
        end = path.find("/", end + 1)
    yield path


def _read_regular(path: str, limit: int) -> bytes:
    # O_NONBLOCK: a pipe that nobody writes to would block for ever on open.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is not a regular file")
        if status.st_size > limit:
            raise UnreadableError(
                f"it is {_size(status.st_size)} large, more than the {_size(limit)} that are read",
                too_large=True,
            )
        # The size may be a lie (in /proc) or grow meanwhile: read to the end, but not for ever.
        parts, left = [], limit
        while left and (part := os.read(descriptor, min(left, status.st_size + 4096))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)


def _size(count: int) -> str:
    return f"{count / 1024**2:.0f} MB" if count >= 1024**2 else f"{count / 1024:.0f} kB"


_NOT_SOURCES = frozenset({"node_modules", "__pycache__", "_build", "venv", "env", "site-packages"})


def files_on_disk(root: Path, most: int = 50_000) -> frozenset[str]:
    """Return the files below `root`, relative and POSIX: what stands in for git where it is silent.

    Hidden folders are left out but for those that Binder or a forge reads, and so are folders that
    hold no sources; no more than `most` files are listed.
    """
    found: set[str] = set()
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if _may_hold_sources(name)]
        relative = Path(folder).relative_to(root).as_posix()
        prefix = "" if relative == "." else f"{relative}/"
        found.update(prefix + name for name in names)
        if len(found) > most:
            break
    return frozenset(found)


def _may_hold_sources(name: str) -> bool:
    return name not in _NOT_SOURCES and (not name.startswith(".") or name == ".binder")
