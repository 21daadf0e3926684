"""Notebooks decoded by msgspec, where that is installed: outputs are passed over, not built.

It is an optional dependency. What it refuses, the standard library decodes, or says what is wrong.
"""

from __future__ import annotations

import codecs
import importlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypedDict

_PART = 128 * 1024
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
        _check(source)
        return decode(source)
    except (ValueError, RecursionError):  # msgspec's own errors are ValueErrors
        return None


def _check(source: bytes) -> None:
    """Raise `ValueError` where `source` is not UTF-8: msgspec passes over much of it."""
    if source.isascii():
        return
    # In parts: the text of the whole would be made for nothing, and would be large.
    decode = codecs.getincrementaldecoder("utf-8")().decode
    for start in range(0, len(source), _PART):
        decode(source[start : start + _PART])
    decode(b"", final=True)


@cache
def _decoder() -> Callable[[bytes], Any] | None:
    try:
        json = importlib.import_module("msgspec.json")
    except ImportError:
        return None
    decode: Callable[[bytes], Any] = json.Decoder(_Notebook).decode
    return decode
