"""Where Jupytext keeps the notebook that a text notebook is paired with."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any


def paired_notebooks(path: str, formats: str | None) -> Iterator[str]:
    """Yield the `.ipynb` files that the formats in the header of `path` name.

    `ipynb,md:myst` is a pair side by side; `notebooks//ipynb,text//md` one in two folders beside
    each other, `notebooks///ipynb,text///md` one in two trees of folders. See
    https://jupytext.readthedocs.io/en/latest/config.html
    """
    entries = [entry.strip() for entry in (formats or "").split(",")]
    folder, name = posixpath.split(posixpath.splitext(path)[0])
    ending = posixpath.splitext(path)[1].lstrip(".")
    own = next((entry for entry in entries if _kind(entry) == ending), "")
    for entry in entries:
        if _kind(entry) == "ipynb":
            there = _folder(folder, _prefix(own), _prefix(entry), tree="///" in f"{own}{entry}")
            if there is not None:
                yield posixpath.normpath(posixpath.join(there, f"{name}.ipynb"))


def configured_formats(table: Mapping[str, Any]) -> str | None:
    """Return the formats in the tables of a `jupytext.toml`, written as in a header.

    They are a text, or a table of folders: `{"notebooks/" = "ipynb", "docs/" = "md:myst"}`.
    """
    formats = table.get("formats")
    if isinstance(formats, Mapping):
        pairs = ((str(folder).strip("/"), kind) for folder, kind in formats.items())
        return ",".join(f"{folder}///{kind}" for folder, kind in pairs)
    return formats if isinstance(formats, str) else None


def _kind(entry: str) -> str:
    """Return the ending that an entry such as `text//md:myst` stands for."""
    return entry.rpartition("/")[2].partition(":")[0]


def _prefix(entry: str) -> str:
    return entry.rpartition("//")[0].strip("/")


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
