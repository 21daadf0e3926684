"""From the path in a chapter to the place on Binder that it means."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.data.machines import machine_of

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.tree import Tree

HOME = "/home/jovyan"
"""The home on Binder, into which the repository is cloned."""

LONGEST = 260
"""Characters of a path."""
NO_PATH = re.compile(r"[\n\r\t\0<>|\"{}$]|%[sd(]|^[A-Za-z][\w+.-]+:|^/vsi|^\s*$")
"""What is filled in at run time, or is an address; a single letter is a drive of Windows."""
_GLOB = re.compile(r"[*?\[]")


def places(name: str, chapter: Chapter, tree: Tree) -> tuple[str, ...]:
    """Return the absolute paths on Binder that `name` may mean, the likeliest first.

    There is none where it is no path, or where the chapter changes to a folder that is not known.
    The kernel starts in the folder of its notebook. What stands for several files is the folder in
    which they are looked for.
    """
    if len(name) > LONGEST or NO_PATH.search(name) or machine_of(name):
        return ()
    name = re.sub(r"^~(?=/|$)", HOME, name).partition("!")[0]
    wild = _GLOB.search(name)
    if wild:
        name = posixpath.dirname(name[: wild.start()]) or "."
    folders = ("",) if name.startswith("/") else tuple(_folders(chapter, tree))
    found = (posixpath.normpath(posixpath.join(HOME, folder, name)) for folder in folders)
    return tuple(dict.fromkeys(found))


def in_repository(place: str) -> str | None:
    """Return a path on Binder as one of the repository, `None` for one that is elsewhere."""
    if place == HOME:
        return "."
    return place.removeprefix(f"{HOME}/") if place.startswith(f"{HOME}/") else None


def relative(path: str, chapter: Chapter) -> str:
    """Return how a chapter has to write the path of a file of the repository."""
    return posixpath.relpath(path, posixpath.dirname(chapter.path) or ".")


def _folders(chapter: Chapter, tree: Tree) -> Iterator[str]:
    """Yield the folders of the repository in which the chapter may work, if all are known."""
    here = posixpath.dirname(chapter.path)
    moves = chapter.notebook.search_paths
    known = {posixpath.normpath(posixpath.join(here, move)): move for move in moves}
    if any(not _is_folder(folder, tree) for folder in known):
        return
    yield here
    yield from sorted(known)
    if any(set(move) <= set("./") for move in moves):  # it may go up again and again
        while here:
            here = posixpath.dirname(here)
            yield here


def _is_folder(folder: str, tree: Tree) -> bool:
    return folder == "." or folder in tree.directories
