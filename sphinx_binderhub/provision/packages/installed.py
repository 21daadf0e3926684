"""Which installed package holds a module, by the file lists of the Python that runs the check.

That tells a package's name and nothing else: what is installed here is not what Binder has. It is
asked only where the table knows nothing. Files are listed and read, nothing is imported.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from sphinx_binderhub.provision.packages.import_names import ImportName

_PACKAGES = 2000
"""Packages of one folder whose lists are looked into."""
_LIST_LIMIT = 4 * 1024 * 1024
"""Bytes of a list that are read."""
_NAME = re.compile(rb"^Name:[ \t]*([\w.-]+)", re.MULTILINE)


def with_holder(name: ImportName) -> ImportName:
    """Return a guessed `name` with the package that holds it here, if one does.

    It stays a guess: another package may hold a module of the same name.
    """
    found = holder(name.module)
    if found is None:
        return name
    pypi, conda = found
    packages = {str(canonicalize_name(one)) for one in found}
    return replace(name, packages=name.packages | packages, pypi=pypi, conda=conda, found=True)


@lru_cache(maxsize=512)
def holder(module: str) -> tuple[str, str] | None:
    """Return the installed package that holds `module`: its names on PyPI and on conda-forge."""
    path = module.replace(".", "/")
    for folder in map(Path, sys.path):
        if folder.name in {"site-packages", "dist-packages"} and _is_in(folder, path):
            found = _packed(folder, path)
            if found is not None:
                return found, _in_conda(path) or found
    return None


def _is_in(folder: Path, path: str) -> bool:
    """Tell whether a module or package lies there; that is quick, and seldom so."""
    place = folder / path
    try:
        return place.is_dir() or any(place.parent.glob(f"{place.name}.*"))
    except (OSError, ValueError):  # a name that is too long for a file
        return False


def _packed(folder: Path, path: str) -> str | None:
    """Return the name on PyPI of the package whose list names `path`."""
    wanted = re.compile(rf"^{re.escape(path)}(?:/|\.[\w.-]+,)".encode(), re.MULTILINE)
    for place in _likeliest_first(folder, "*.dist-info", path):
        if wanted.search(_read(place / "RECORD")):
            # One that was installed from a folder may be the repository that is checked.
            local = b'"file:' in _read(place / "direct_url.json")
            name = _NAME.search(_read(place / "METADATA"))
            return None if local or name is None else str(canonicalize_name(name[1].decode()))
    return None


def _in_conda(path: str) -> str | None:
    """Return the conda package that holds `path`, where the Python that runs is conda's."""
    wanted = re.compile(rf"site-packages/{re.escape(path)}[/.]".encode())
    for entry in _likeliest_first(Path(sys.prefix, "conda-meta"), "*.json", path):
        if wanted.search(_read(entry)):
            return entry.stem.rsplit("-", 2)[0]  # name, version, build
    return None


def _likeliest_first(folder: Path, pattern: str, path: str) -> Iterator[Path]:
    """Yield the entries of `folder`, those first that are called like the module."""
    word = _letters(path)
    found = list(islice(folder.glob(pattern), _PACKAGES))
    yield from sorted(found, key=lambda one: (word not in _letters(one.name), one.name))


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LIST_LIMIT)
    except OSError:
        return b""
