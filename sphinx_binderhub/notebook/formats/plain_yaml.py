"""YAML of headers and of `_config.yml`: plain values, within bounds.

This module is imported where there is YAML to read, and nowhere else: many books have none, and
PyYAML takes its time to load.
"""

from __future__ import annotations

from typing import Any

import yaml

_ERRORS = (
    yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError, RecursionError, MemoryError,
)  # fmt: skip
"""What PyYAML raises for a hostile text: its constructors raise whatever they run into."""


class _WithoutMerges:
    """YAML without merge keys: a few lines of them can stand for gigabytes."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Leave `<<` where it is; no header has a use for it."""


class _PlainLoader(_WithoutMerges, yaml.SafeLoader):
    """The loader in pure Python, which ends a deep text with an error."""


# libyaml's binding calls itself for every level, and a deep text overflows its stack: it is given
# only what is too short to be deep.
_FAST_LIMIT = 4096
_FastLoader: Any = _PlainLoader
if hasattr(yaml, "CSafeLoader"):
    _FastLoader = type("_FastLoader", (_WithoutMerges, yaml.CSafeLoader), {})


def load_plain(text: str) -> Any:
    """Return what the one document in `text` says; raise `ValueError` where it is no YAML."""
    loader = _FastLoader if len(text) <= _FAST_LIMIT else _PlainLoader
    try:
        return yaml.load(text, loader)  # noqa: S506 - both are SafeLoaders
    except _ERRORS as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error)
        raise ValueError(f"line {mark.line + 1}: {reason}" if mark else reason) from None
