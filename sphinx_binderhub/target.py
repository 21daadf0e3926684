"""Which file of the repository a launch opens, how, and whether it is there."""

from __future__ import annotations

import os
import posixpath
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment

_POINTER = b"version https://git-lfs.github.com/spec/"
_MOST_NAMES = 500
"""Names that a missing one is compared with."""


@dataclass(frozen=True)
class Target:
    """What opens: a file or folder, `None` for the root; `factory` is the viewer it needs."""

    path: str | None = None
    factory: str | None = None


@dataclass(frozen=True)
class Files:
    """The files of the ref that is launched.

    `ref` is its name, `tag` whether it is one; `here` whether they are those of this working tree,
    whose links and contents can be looked at; `pulled` whether nbgitpuller clones them, which knows
    neither submodules nor large file storage. They are `certain` where git has that ref.
    `submodules` are the folders that
    are cloned with them, and `stored` says whether the content of a file is in that storage.
    """

    tree: Tree
    ref: str
    tag: bool = False
    here: bool = True
    pulled: bool = False
    certain: bool = True
    submodules: frozenset[str] = frozenset()
    stored: Callable[[str], bool] = field(default=lambda _path: False, repr=False)

    def has(self, path: str) -> bool:
        """Whether `path` is a file or folder of that ref."""
        tree = self.tree
        return path in tree.files or path in tree.directories or self._cloned_along(path)

    def _cloned_along(self, path: str) -> bool:
        return not self.pulled and self.in_submodule(path)

    def in_submodule(self, path: str) -> bool:
        """Whether `path` lies in a repository of its own."""
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.submodules)

    @cached_property
    def folded(self) -> dict[str, str]:
        """The files by their names in lower case."""
        return {name.lower(): name for name in self.tree.files}


def clean_path(path: str) -> str | None:
    """Return `path` relative to the repository's root, `None` for the root itself."""
    clean = posixpath.normpath(path)
    if clean.startswith(("/", "../")) or clean == "..":
        raise UnlaunchableError(
            f"`{path}` is not in the repository", "give the path from the repository's root"
        )
    return None if clean == "." else clean


def check_there(path: str, files: Files, index: Tree) -> None:
    """Raise `UnlaunchableError` unless `path` opens; `index` are the files that git tracks."""
    real = files.tree.resolved(path) if files.here else path
    if real != path or (files.here and _is_loose_link(files.tree.place(path))):
        _check_link(path, real, files)
    elif not files.has(path):
        raise _not_there(path, files, index)
    if not files.here:
        return
    if files.pulled and files.stored(path):
        raise UnlaunchableError(
            f"`{path}` is in Git LFS, and nbgitpuller would pull its pointer",
            "take it out of Git LFS, or leave `binderhub_build` and `binderhub_environment` out",
        )
    if _is_pointer(path, files.tree) and not files.stored(path):
        raise UnlaunchableError(
            f"`{path}` is a pointer of Git LFS, but no `.gitattributes` says so, and Binder would "
            "open the pointer",
            f"run `git lfs track {shlex.quote(path)}` and commit `.gitattributes`",
        )


def _check_link(path: str, real: str | None, files: Files) -> None:
    """Raise `UnlaunchableError` unless what a link leads to is in the repository."""
    if real is None or real == path:
        raise UnlaunchableError(
            f"`{path}` is a link to {'nothing' if real else 'something outside the repository'}",
            "replace the link by the file",
        )
    if not files.has(real):
        raise UnlaunchableError(
            f"`{path}` is a link to `{real}`, which is not in the repository",
            f"run `git add {shlex.quote(real)}`, or replace the link by the file",
        )


def _is_loose_link(file: str) -> bool:
    return os.path.islink(file) and not os.access(file, os.F_OK)


def _is_pointer(path: str, tree: Tree) -> bool:
    """Whether the file holds the name of a large file instead of its content."""
    try:
        small = os.stat(tree.place(path)).st_size < len(_POINTER) + 400  # noqa: PTH116  faster
        return small and tree.read(path).startswith(_POINTER)
    except (OSError, ValueError, UnreadableError):
        return False


def sibling(path: str, formats: Iterator[str] | None, files: Files) -> str | None:
    """Return the `.ipynb` that a text notebook is paired with, if the ref has it.

    `formats` are where jupytext keeps the pair; without them it is the file beside it.
    """
    beside = posixpath.splitext(path)[0] + ".ipynb"
    return next((name for name in (*(formats or ()), beside) if name in files.tree.files), None)


def open_text(
    path: str, environment: Environment | None, mend: Callable[[str], str] | None = None
) -> Target:
    """Return how the environment opens a text notebook as a notebook.

    `mend` says how to bring a package into it. Raises `UnlaunchableError` where nothing is known to
    open it: a hub then shows its source.
    """
    if environment is not None and environment.declares("jupytext"):
        if not path.endswith(".qmd") or environment.declares("quarto"):
            return Target(path, "Notebook")
        raise UnlaunchableError(
            f"`{path}` is a Quarto notebook, which Jupytext opens with Quarto only",
            mend("quarto") if mend else "add `quarto` to the environment",
            "text-notebook",
        )
    first = f"{mend('jupytext')}; or " if mend else ""
    raise UnlaunchableError(
        f"`{path}` is a text notebook, which a hub opens as plain text",
        f"{first}pair it with a notebook by `jupytext --set-formats ipynb,{_format(path)} "
        f"{shlex.quote(path)}`, commit both, and name the notebook in `exclude_patterns`, so that "
        "Sphinx reads one of them only",
        "text-notebook",
    )


def _format(path: str) -> str:
    """Return jupytext's name for the format of a text notebook."""
    return {".md": "md:myst", ".py": "py:percent"}.get(posixpath.splitext(path)[1], "auto")


def _not_there(path: str, files: Files, index: Tree) -> UnlaunchableError:
    if files.in_submodule(path):
        return UnlaunchableError(
            f"`{path}` is in a submodule, which nbgitpuller does not clone",
            "leave `binderhub_build` and `binderhub_environment` out for this page",
        )
    if path in index.files and files.tag:
        return UnlaunchableError(
            f"`{path}` is not in the tag `{files.ref}`", "launch a branch, or a newer tag"
        )
    if path in index.files and not files.here:
        return UnlaunchableError(
            f"`{path}` is not in `{files.ref}` yet, as far as this clone knows",
            "run `git push`, or `git fetch` where it was pushed from elsewhere",
            "not-pushed",
        )
    same = files.folded.get(path.lower())
    if same:
        return UnlaunchableError(
            f"`{path}` is called `{same}` in the repository, and letter case counts on Binder",
            f"write `{same}`",
        )
    if files.here and os.path.lexists(files.tree.root / path):
        return UnlaunchableError(
            f"`{path}` is not committed, so Binder would not have it",
            f"run `git add {shlex.quote(path)}`, commit and push",
            "not-committed",
        )
    near = _nearest(path, files.tree)
    hint = f"did you mean `{near}`?" if near else "give the path from the repository's root"
    where = "the repository" if files.here else f"`{files.ref}`"
    return UnlaunchableError(f"`{path}` is not in {where}", hint)


def _nearest(path: str, tree: Tree) -> str | None:
    """Return the file that was probably meant: of the same name elsewhere, or nearly that name."""
    folder, name = posixpath.split(path)
    moved = sorted(one for one in tree.files if posixpath.basename(one) == name)
    beside = sorted(one for one in tree.files if posixpath.dirname(one) == folder)[:_MOST_NAMES]
    found = moved or get_close_matches(path, beside, n=1)
    if not found:
        ending = posixpath.splitext(path)[1]
        alike = sorted(one for one in tree.files if one.endswith(ending))[:_MOST_NAMES]
        found = get_close_matches(path, alike, n=1)
    return found[0] if found else None
