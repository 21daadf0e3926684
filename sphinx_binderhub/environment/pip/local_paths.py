"""Paths that pip is given: where in the repository they lead, and whether something is there."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import exists
from sphinx_binderhub.tree import prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

HOME = "/home/jovyan"
"""Where the repository lies in the image."""

INSTALLABLE = ("setup.py", "pyproject.toml")
"""A folder that pip can install holds one of these."""


def local_path(target: str) -> str | None:
    """Return the path that pip is given as `target`, without extras, or `None` for an address."""
    path = re.sub(r"\[[^][]*\]$", "", target.strip())
    path = re.sub(r"^file:(//(localhost(?=/))?)?", "", path, flags=re.IGNORECASE)
    if re.match(r"(?:git|hg|svn|bzr)\+|(?![A-Za-z]:[\\/])[A-Za-z][\w+.-]*:", path):
        return None
    return path


def is_absolute(path: str) -> bool:
    """Tell whether `path` begins at the top of a disk, of Linux or of Windows."""
    return re.match(r"/|[A-Za-z]:[\\/]", path) is not None


def inside(folder: str, path: str) -> str | None:
    """Return where `path`, seen from `folder`, leads in the repository, or `None` for outside.

    The root is `""`.
    """
    if path == HOME or path.startswith(f"{HOME}/"):
        folder, path = "", path.removeprefix(HOME).lstrip("/")
    if is_absolute(path) or "\x00" in path:
        return None
    joined = posixpath.normpath(posixpath.join(folder, path))
    if joined == ".." or joined.startswith("../"):
        return None
    return "" if joined == "." else joined


def followed(tree: Tree, path: str) -> str:
    """Return what `path` is once links are followed, `path` itself where they lead out."""
    found = tree.path_of(tree.root / path)
    return path if found is None else "" if found == "." else found


def is_there(tree: Tree, path: str) -> bool:
    """Tell whether `path` is in the repository, or may be in a submodule or behind a link."""
    return not path or exists(tree, path) or any(one in tree.files for one in prefixes(path))


def is_on_disk(tree: Tree, path: str, *, file: bool = False) -> bool:
    """Tell whether `path` is on this disk, as a `file`, whether or not git has it."""
    target = tree.root / path
    try:
        return target.is_file() if file else target.exists()
    except (OSError, ValueError):  # a name that cannot be
        return False


def is_installable(tree: Tree, folder: str) -> bool:
    """Tell whether pip can install `folder`; it can where that is a submodule or a link."""
    if folder and (folder not in tree.directories):
        return True
    start = f"{folder}/" if folder else ""
    return any(f"{start}{name}" in tree.files for name in INSTALLABLE)
