"""Notebooks decoded by msgspec, where that is installed: outputs are passed over, not built.

It is an optional dependency. What it refuses, the standard library decodes, or says what is wrong.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypedDict

LARGE = 32 * 1024
"""Bytes from which it pays."""


class _Cell(TypedDict, total=False):
    cell_type: Any
    source: Any
    input: Any
    metadata: Any


class _Notebook(TypedDict, total=False):
    """What is read of a notebook; nbformat 3 keeps its cells in `worksheets`."""

    cells: list[_Cell]
    worksheets: Any
    metadata: Any


def decoded(source: bytes) -> Any | None:
    """Return what is read of a large notebook, or `None` where that is for the standard library."""
    if len(source) < LARGE:
        return None
    decode = _decoder()
    if decode is None:
        return None
    try:
        if not source.isascii():
            source.decode()  # msgspec does not look at what it passes over
        return decode(source)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        return None


@cache
def _decoder() -> Callable[[bytes], Any] | None:
    try:
        json = importlib.import_module("msgspec.json")
    except ImportError:
        return None
    decode: Callable[[bytes], Any] = json.Decoder(_Notebook).decode
    return decode
