"""The modules that a repository holds itself."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.tree import Tree

_CODE = (".py", ".pyx", ".so", ".pyd")
_FOLDERS = ("", "src")
"""Where modules lie that an installed repository has; beside a notebook they lie for it alone."""


def is_own_module(top: str, tree: Tree, chapter: Chapter | None, *, anywhere: bool) -> bool:
    """Tell whether `top` is a module of the repository that a chapter (or any) can import.

    `anywhere` accepts one in a folder that nothing is known to put on Python's path.
    """
    if chapter is not None and top in _written(chapter):
        return True
    if anywhere or (chapter is not None and "**" in chapter.notebook.search_paths):
        return top in _modules_anywhere(tree.files)
    return any(_is_module(f"{folder}{top}", tree) for folder in _search_path(chapter))


def _is_module(path: str, tree: Tree) -> bool:
    return any(f"{path}{end}" in tree.files for end in (*_CODE, "/__init__.py"))


def _search_path(chapter: Chapter | None) -> Iterator[str]:
    """Yield the folders that Python looks in, each with its slash, relative to the root."""
    yield from ("", "src/")
    if chapter is not None:
        here = posixpath.dirname(chapter.path)
        for folder in ("", *chapter.notebook.search_paths):
            for start in (here, ""):
                found = posixpath.normpath(posixpath.join(start, folder)).removeprefix(".")
                yield f"{found}/" if found else ""


def _written(chapter: Chapter) -> Iterator[str]:
    """Yield the modules that the notebook writes or fetches when it runs."""
    for path in chapter.notebook.writes:
        yield posixpath.basename(path).removesuffix(".py")


@lru_cache(maxsize=8)
def _modules_anywhere(files: frozenset[str]) -> frozenset[str]:
    """Return the names of all modules, and of all folders that hold one."""
    found: set[str] = set()
    for path in files:
        if path.endswith(_CODE):
            *folders, name = path.split("/")
            found.update(folders, (name.partition(".")[0],))
    return frozenset(found)
