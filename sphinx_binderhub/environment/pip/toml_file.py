"""TOML files: `pyproject.toml` and `Pipfile`, as far as repo2docker reads them."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Mapping
from typing import Any

from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.pip.toml_words import explain
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree, UnreadableError

RULE = "toml-invalid"
"""The rule that speaks of a file that is no TOML."""


def read_toml(lookup: Lookup, path: str) -> Mapping[str, Any]:
    """Return the tables of `path`; raise `StopError` where repo2docker cannot read it."""
    text = lookup.read(path, RULE)
    try:
        return parse_toml(text)
    except ValueError as error:
        problem = explain(str(error), text)
        place = Location(path, problem.line, problem.column)
        message = f"`{path}` is not valid TOML. {problem.message}"
        raise StopError(message, place, RULE, problem.fix) from None
    except RecursionError:
        message = f"`{path}` is nested too deeply to be read."
        raise StopError(message, Location(path), RULE) from None


def load_toml(tree: Tree, path: str) -> Mapping[str, Any] | None:
    """Return the tables of `path`, `None` where it cannot be read."""
    try:
        return parse_toml(tree.read_text(path))
    except (UnreadableError, ValueError, RecursionError):
        return None


def table(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the table `name`, empty where there is none."""
    found = document.get(name)
    return found if isinstance(found, Mapping) else {}


def place_of(text: str, key: str) -> tuple[int, int] | None:
    """Return line and column at which `key` is set, the first where there are several."""
    match = re.search(rf"^[ \t]*([\"']?){re.escape(key)}\1[ \t]*=", text, re.MULTILINE)
    if match is None:
        return None
    indent = len(match[0]) - len(match[0].lstrip())
    return text.count("\n", 0, match.start()) + 1, indent + 1


def line_of(text: str, key: str) -> int | None:
    """Return the line on which `key` is set, the first where there are several."""
    place = place_of(text, key)
    return place and place[0]


def headings(text: str) -> dict[str, Any]:
    """Return the tables and their plain strings, for a Python that has no TOML parser.

    Nothing else is understood, so nothing is found wrong either.
    """
    document: dict[str, Any] = {}
    current: dict[str, Any] = document
    for line in text.splitlines():
        if match := re.match(r"\s*\[([\w.\-\"' ]+)\]\s*(?:#|$)", line):
            name, dot, _ = match[1].partition(".")
            found = document.setdefault(name.strip(" \"'"), {})
            current = found if isinstance(found, dict) and not dot else {}
        elif match := re.match(r"\s*([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", line):
            current[match[1]] = match[2] if match[2] is not None else match[3]
    return document


MOST_PARTS = 200
"""Dots in one key; with many thousands the parsers take minutes."""


def check_keys(text: str) -> None:
    """Raise `ValueError` for a key that is too long to be meant."""
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > MOST_PARTS and line.partition("=")[0].count(".") > MOST_PARTS:
            raise ValueError(f"A key is too long (at line {number}, column 1)")


if sys.version_info >= (3, 11):

    def parse_toml(text: str) -> dict[str, Any]:
        """Return the tables of a TOML text; raise `ValueError` where it is none."""
        import tomllib  # which takes its time to load

        check_keys(text)
        return tomllib.loads(text)

else:

    def parse_toml(text: str) -> dict[str, Any]:
        """Return the tables of a TOML text; raise `ValueError` where it is none."""
        try:
            tomli = importlib.import_module("tomli")  # Sphinx brings it along on Python 3.10
        except ImportError:
            return headings(text)
        check_keys(text)
        document: dict[str, Any] = tomli.loads(text)
        return document
