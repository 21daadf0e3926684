"""Which file of the repository a launch opens, and whether it is there."""

from __future__ import annotations

import os
import posixpath
import shlex
from collections.abc import Callable
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx_binderhub.providers import UnlaunchableError

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree


def find_target(
    path: str, tree: Tree | None, is_text_notebook: Callable[[str], bool]
) -> str | None:
    """Return the file that opens for `path`, relative to the repository's root; `None` is the root.

    `tree` holds the files of the repository that is launched, `None` where they are not known. A
    text notebook opens as its `.ipynb` sibling. Raises `UnlaunchableError`.
    """
    clean = posixpath.normpath(path)
    if clean.startswith(("/", "../")) or clean == "..":
        raise UnlaunchableError(
            f"`{path}` is not in the repository", "give the path from the repository's root"
        )
    if clean == ".":
        return None
    if is_text_notebook(clean):
        return _sibling(clean, tree)
    if tree is not None and clean not in tree.files and clean not in tree.directories:
        raise _not_there(clean, tree)
    return clean


def _sibling(path: str, tree: Tree | None) -> str:
    """Return the notebook beside a text notebook."""
    sibling = posixpath.splitext(path)[0] + ".ipynb"
    if tree is not None and sibling in tree.files:
        return sibling
    raise UnlaunchableError(
        f"`{path}` is a text notebook, which a hub opens as plain text",
        f"pair it with a notebook by `jupytext --set-formats ipynb,{_format(path)} "
        f"{shlex.quote(path)}`, commit both, and let Sphinx read one of them only: "
        f'`exclude_patterns = ["**{posixpath.basename(sibling)}"]`',
        "text-notebook",
    )


def _format(path: str) -> str:
    """Return jupytext's name for the format of a text notebook."""
    return {".md": "md:myst", ".py": "py:percent"}.get(posixpath.splitext(path)[1], "auto")


def _not_there(path: str, tree: Tree) -> UnlaunchableError:
    if os.path.lexists(tree.root / path):
        return UnlaunchableError(
            f"`{path}` is not committed, so Binder would not have it",
            f"run `git add {shlex.quote(path)}`, commit and push",
            "not-committed",
        )
    near = get_close_matches(path, tree.files, n=1)
    hint = f"did you mean `{near[0]}`?" if near else "give the path from the repository's root"
    return UnlaunchableError(f"`{path}` is not in the repository", hint)
