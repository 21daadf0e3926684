"""Where the modules of a repository lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CODE = (".py", ".pyx", ".so", ".pyd")
"""How the names of files end that are modules."""


@dataclass(frozen=True)
class ModuleIndex:
    """Where modules lie: each name with the folders that hold it, `""` for the root.

    `modules` are files and packages, `spaces` folders without `__init__.py` that hold code,
    `notebooks` those that some notebooks import.
    """

    modules: Mapping[str, frozenset[str]]
    spaces: Mapping[str, frozenset[str]]
    notebooks: Mapping[str, frozenset[str]]


def index_of(files: frozenset[str]) -> ModuleIndex:
    """Return where the modules among `files` lie."""
    modules: dict[str, set[str]] = {}
    spaces: dict[str, set[str]] = {}
    notebooks: dict[str, set[str]] = {}
    folders: set[str] = set()
    for path in files:
        folder, _, name = path.rpartition("/")
        stem, dot, _ = name.partition(".")
        if name.endswith(CODE):
            folders.add(folder)
            if stem == "__init__":
                folder, _, stem = folder.rpartition("/")
            modules.setdefault(stem, set()).add(folder)
        elif name.endswith(".ipynb"):
            notebooks.setdefault(stem, set()).add(folder)
        elif not dot and stem.isidentifier():
            # A link or a submodule, which git lists as a file: there may be a package behind it.
            modules.setdefault(stem, set()).add(folder)
    for folder in _with_parents(folders):
        above, _, name = folder.rpartition("/")
        spaces.setdefault(name, set()).add(above)
    return ModuleIndex(_frozen(modules), _frozen(spaces), _frozen(notebooks))


def _with_parents(folders: set[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _frozen(found: dict[str, set[str]]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(folders) for name, folders in found.items()}
