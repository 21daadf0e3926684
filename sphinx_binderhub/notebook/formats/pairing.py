"""Where Jupytext keeps the notebook that a text notebook is paired with."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class _Format:
    """One format: `folder` and `prefix` stand before the name, `suffix` and `ending` after it."""

    folder: str
    prefix: str
    suffix: str
    ending: str

    @classmethod
    def read(cls, entry: str) -> _Format:
        """Take an entry such as `text//nb_/.pct.py:percent` apart."""
        before, _, kind = entry.strip().partition(":")[0].rpartition("/")
        if before.endswith("/"):
            folder, prefix = before, ""
        else:
            folder, _, prefix = before.rpartition("//")
        suffix, _, ending = kind.rpartition(".")
        return cls(folder.strip("/"), prefix.strip("/"), suffix, ending)


def paired_notebooks(path: str, formats: str | None) -> Iterator[str]:
    """Yield the `.ipynb` files that the formats in the header of `path` name.

    `ipynb,md:myst` is a pair side by side; `notebooks//ipynb,text//md` one in two folders beside
    each other, `notebooks///ipynb,text///md` one in two trees of folders; `ipynb,nb_/.pct.py` one
    of `a.ipynb` and `nb_a.pct.py`. See https://jupytext.readthedocs.io/en/latest/config.html
    """
    entries = (formats or "").split(",")
    read = [_Format.read(entry) for entry in entries]
    folder, name = posixpath.split(path)
    own = next((one for one in read if name.endswith(f"{one.suffix}.{one.ending}")), None)
    if own is None or not name.startswith(own.prefix):
        return
    base = name.removesuffix(f"{own.suffix}.{own.ending}").removeprefix(own.prefix)
    for entry, other in zip(entries, read, strict=True):
        if other.ending == "ipynb":
            tree = "///" in f"{entries[read.index(own)]}{entry}"
            there = _folder(folder, own.folder, other.folder, tree=tree)
            if there is not None:
                paired = f"{other.prefix}{base}{other.suffix}.ipynb"
                yield posixpath.normpath(posixpath.join(there, paired))


def configured_formats(table: Mapping[str, Any]) -> str | None:
    """Return the formats in the tables of a `jupytext.toml`, written as in a header.

    They are a text, or a table of folders: `{"notebooks/" = "ipynb", "docs/" = "md:myst"}`.
    """
    formats = table.get("formats")
    if isinstance(formats, Mapping):
        pairs = ((str(folder).strip("/"), kind) for folder, kind in formats.items())
        return ",".join(f"{folder}///{kind}" for folder, kind in pairs)
    return formats if isinstance(formats, str) else None


def _folder(folder: str, own: str, other: str, *, tree: bool) -> str | None:
    """Return the folder of the pair, or `None` where the file is not in the folder `own`."""
    if not own:
        return posixpath.join(folder, other)
    if tree:
        before, found, after = f"/{folder}/".rpartition(f"/{own}/")
        return posixpath.join(before.strip("/"), other, after.strip("/")) if found else None
    if folder != own and not folder.endswith(f"/{own}"):
        return None
    return posixpath.join(folder.removesuffix(own), other)
