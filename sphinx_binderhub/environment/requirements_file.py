"""`requirements.txt`: the packages it asks for, with those of the files it includes."""

from __future__ import annotations

import codecs
import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.packages import (
    Package,
    join_continued,
    local_path,
    parse_pip,
)
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INCLUDE_LIMIT = 30
"""Requirements files that are read for one environment; a cycle ends by itself."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass
class PipPackages:
    """What pip is asked to install.

    `complete` is false where that may be more than `packages` names; `files` are the files read,
    `constraints` those that narrow versions, `folders` what is installed of the repository itself,
    `""` for its root.
    """

    packages: list[Package] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    constraints: list[str] = field(default_factory=list)
    complete: bool = True
    folders: list[str] = field(default_factory=list)


def read_requirements(tree: Tree, path: str, python: str | None) -> PipPackages:
    """Return what the requirements file `path` installs."""
    found = PipPackages()
    _read_files(tree, [path], python, found)
    return found


def read_pip_list(
    tree: Tree, path: str, lines: Iterable[tuple[int, str]], python: str | None
) -> PipPackages:
    """Return what the `pip:` list in the environment file `path` installs."""
    found = PipPackages()
    _read_files(tree, list(_read_lines(path, lines, python, found, path)), python, found)
    return found


def _read_files(tree: Tree, waiting: list[str], python: str | None, found: PipPackages) -> None:
    while waiting:
        path = waiting.pop(0)
        if path in found.files:
            continue
        if len(found.files) >= INCLUDE_LIMIT:
            found.complete = False
            return
        found.files.append(path)
        try:
            text = _decode(tree.read(path))
        except UnreadableError:
            found.complete = False
            continue
        waiting += _read_lines(path, join_continued(text), python, found)


def _read_lines(
    path: str,
    lines: Iterable[tuple[int, str]],
    python: str | None,
    found: PipPackages,
    base: str = "",
) -> Iterator[str]:
    """Add what `lines` ask for to `found`; yield the paths of the files they include.

    pip runs in the root, or in the folder of `base`.
    """
    for number, line in lines:
        entry = parse_pip(line, python)
        if entry.name:
            found.packages.append(Package(entry.name, entry.specifier, "pip", path, number))
        folder = local_path(entry.target) if entry.target else None
        if folder in {"", ".", ".."}:
            found.folders.append("")
        elif folder and (target := _inside(base, folder)):
            found.folders.append(target)
        if entry.constraints and (target := _inside(path, entry.constraints)):
            found.constraints.append(target)
        if entry.target or not entry.understood:
            found.complete = False
        if entry.include and (target := _inside(path, entry.include)):
            yield target
        elif entry.include:
            found.complete = False


def _inside(path: str, include: str) -> str | None:
    """Return the path in the repository of a file that `path` includes, or `None`."""
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), include.replace("\\", "/")))
    if "://" in include or joined.startswith(("/", "..", "~")) or "\x00" in joined:
        return None
    return joined


def _decode(content: bytes) -> str:
    """Return the text as pip does: by byte-order mark, coding comment, UTF-8, and then anything."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    comment = re.match(rb"(?:[^\n]*\n)?#[^\n]*?coding[:=]\s*([-\w.]+)", content[:400])
    try:
        return content.decode(comment[1].decode() if comment else "utf-8")
    except (LookupError, ValueError):
        return content.decode("latin-1")
