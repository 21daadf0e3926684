"""Whether the repository's own modules, which chapters import, may write or fetch files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.packages.import_names import packages_for
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

_WRITES = re.compile(
    r"\b(?:chdir|curl|download\w*|dump\w*|exec|extractall|fetch\w*|ftplib|gdown|get_file|httpx"
    r"|imsave|imwrite|kaggle|makedirs|mkdir|Popen|pooch|requests|retrieve|save\w*|shutil|subprocess"
    r"|os\.(?:rename|replace|system)|tofile|touch|unzip|url\w+|wget|write\w*"
    r"|to_(?:csv|excel|feather|file|hdf|html|json|netcdf|parquet|pickle|zarr))\b"
    r"|\bopen\([^()\n]*,"
)
"""Words of a source that may write, or change the folder that a path is relative to."""
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import\b|import[ \t]+([^\s].*))", re.MULTILINE
)
_MOST = 50
"""Modules that are read for one chapter; with more, they may write."""


def own_modules_write(tops: Iterable[str], tree: Tree) -> bool:
    """Whether a module of the repository among `tops`, or one that it imports, may write files."""
    index = _index(tree.files)
    wanted, seen = list(tops), set()
    files: set[str] = set()
    while wanted:
        top = wanted.pop()
        if top in seen or top not in index or _is_package(top):
            continue
        seen.add(top)
        new = index[top] - files
        files |= new
        if len(files) > _MOST:
            return True
        for path in new:
            imported = _imported_unless_written(path, tree)
            if imported is None:
                return True
            wanted += imported
    return False


def _is_package(top: str) -> bool:
    """Tell whether a name is surely that of a package: courses call their folders after them."""
    return top in sys.stdlib_module_names or packages_for(top, {}).certain


def _imported_unless_written(path: str, tree: Tree) -> frozenset[str] | None:
    """Return what the module at `path` imports, or `None` where it may write files."""
    if not path.endswith(".py"):
        return None
    try:
        return _imports(tree.read_text(path))
    except UnreadableError:
        return None


@lru_cache(maxsize=256)
def _imports(text: str) -> frozenset[str] | None:
    if _WRITES.search(text):
        return None
    found: set[str] = set()
    for source, names in _IMPORT.findall(text):
        for name in (source or names).split(","):
            found.update(name.strip().partition(" ")[0].split("."))
    return frozenset(found)


@lru_cache(maxsize=4)
def _index(files: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """Return the files of each module: those of its name, and all in folders of its name."""
    found: dict[str, set[str]] = {}
    for path in files:
        if path.endswith((".py", ".so", ".pyx")):
            *folders, name = path.split("/")
            for top in (*folders, name.partition(".")[0]):
                found.setdefault(top, set()).add(path)
    return {top: frozenset(paths) for top, paths in found.items()}
