"""Chapters: the notebooks of a repository, each read once."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sphinx_binderhub.halves import shared
from sphinx_binderhub.notebook import Notebook, read_notebook
from sphinx_binderhub.tree import NOTEBOOK_LIMIT, Tree, UnreadableError

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_MUCH = 32 * 1024 * 1024
"""Bytes of notebooks that pay for a second process."""
_NO_CHAPTERS = (".", "_build", "_sources", "jupyter_execute")
"""Folders with copies of chapters, which editors and Sphinx make."""
TEXT_NOTEBOOK_SUFFIXES = (".md", ".py", ".Rmd", ".qmd")


@dataclass(frozen=True)
class Chapter:
    """A page of the book that can be launched: its source, and what it needs."""

    path: str
    notebook: Notebook
    docname: str | None = None


def find_chapters(tree: Tree, *, imports_only: bool = False) -> tuple[Chapter, ...]:
    """Return every notebook of `tree` as a chapter, without Sphinx."""

    def read(paths: Iterable[str]) -> list[Chapter]:
        found = ((path, notebook_at(tree, path, imports_only)) for path in paths)
        return [Chapter(path, notebook) for path, notebook in found if notebook is not None]

    paths = list(_candidates(tree))
    sizes = [_size(tree, path) for path in paths]
    much = sum(sizes) >= _MUCH
    return tuple(shared(read, paths, sizes) if much else read(paths))


def _size(tree: Tree, path: str) -> int:
    try:
        return os.lstat(tree.place(path)).st_size
    except OSError:
        return 0


def _candidates(tree: Tree) -> Iterable[str]:
    suffixes = (".ipynb", *TEXT_NOTEBOOK_SUFFIXES)
    for path in sorted(path for path in tree.files if path.endswith(suffixes)):
        if not any(part.startswith(_NO_CHAPTERS) for part in path.split("/")):
            yield path


def notebook_at(tree: Tree, path: str, imports_only: bool = False) -> Notebook | None:
    """Return the notebook that is the file `path`, or `None` for any other file.

    A file that git has and this disk has not (a sparse checkout) is none that could be read.
    """
    if not os.path.lexists(tree.root / path):
        return None
    try:
        source = tree.read(path, NOTEBOOK_LIMIT)
        return read_notebook(source, path, imports_only=imports_only)
    except UnreadableError as error:
        if not path.endswith(".ipynb"):
            return None
        return replace(_UNREADABLE, problem=str(error))


_UNREADABLE = Notebook(None, None, (), text=False, installs=frozenset(), problem=None)


def metadata_of(tree: Tree, path: str) -> Mapping[str, Any]:
    """Return what the notebook or Markdown page `path` says of its launch, without Sphinx.

    That is the metadata of an `.ipynb`, or the front matter of a text.
    """
    try:
        text = tree.read_text(path, NOTEBOOK_LIMIT)
        if path.endswith(".ipynb"):
            found = json.loads(text)["metadata"]
        else:
            match = _FRONT_MATTER.match(text[:65536])
            from sphinx_binderhub.notebook.formats.plain_yaml import (
                load_plain,  # which loads PyYAML
            )

            found = load_plain(match[1]) if match else {}
        return {key: found[key] for key in ("binder", "binderhub") if key in found}
    except (UnreadableError, LookupError, TypeError, ValueError, RecursionError):
        return {}
