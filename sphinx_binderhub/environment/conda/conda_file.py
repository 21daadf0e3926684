"""`environment.yml`: what it lists, with positions, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.environment.conda.conda_list import List, read_list
from sphinx_binderhub.environment.conda.yaml_file import (
    Problem,
    Text,
    YamlError,
    load_yaml,
    place_in,
    read_yaml_text,
)

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

PYTHON_PIN = re.compile(r"python\s*=+\s*([\d\.]*)")
"""The one pattern by which repo2docker recognises a Python version."""

PYTHON_NAME = re.compile(r"(?:[^\s\[\]=<>~!]+::)?python(?![\w.:-])", re.IGNORECASE)
"""What a person reads as a dependency on Python."""


@dataclass(frozen=True)
class CondaFile:
    """One `environment.yml`.

    `dependencies` are the entries that are text, `pip` those of its `pip:` lists, `channels` the
    channels, `keys` the words that stand at the left margin. `invalid` says why the file cannot be
    read at all, `problems` what is wrong in what it lists. `stops` is repo2docker's own reason to
    give up on it, if it has one, and `has_python` is false where that comes before it looks for a
    Python version. `copied` is whether one of the `pip:` entries needs the repository, so that
    everything is installed after it is copied.
    """

    path: str
    dependencies: tuple[Text, ...] = ()
    pip: tuple[Text, ...] = ()
    channels: tuple[Text, ...] = ()
    keys: tuple[Text, ...] = ()
    invalid: Problem | None = None
    problems: tuple[Problem, ...] = ()
    stops: str | None = None
    has_python: bool = True
    copied: bool = False

    @cached_property
    def python(self) -> Text | None:
        """The dependency that repo2docker takes the Python version from: the first that matches."""
        return next((entry for entry in self.dependencies if PYTHON_PIN.match(entry.value)), None)

    @cached_property
    def python_version(self) -> str:
        """The version in that dependency as repo2docker reads it, or nothing."""
        match = PYTHON_PIN.match(self.python.value) if self.python else None
        return match[1] if match else ""

    @cached_property
    def python_mentions(self) -> tuple[Text, ...]:
        """The dependencies that a person takes for Python, recognised or not."""
        return tuple(entry for entry in self.dependencies if PYTHON_NAME.match(entry.value))


def read_conda_file(tree: Tree, path: str) -> CondaFile:
    """Return what the environment file `path` lists; whatever is wrong with it is data."""
    try:
        text = read_yaml_text(tree, path)
        found = load_yaml(text)
    except YamlError as error:
        return _invalid(path, error.problem)
    if found is None:
        return CondaFile(path, problems=(_missing(path, 1, "it is empty"),))
    if not isinstance(found, Mapping):
        return _invalid(path, _not_a_mapping(found))
    return _read_mapping(path, found, text.splitlines())


def _invalid(path: str, problem: Problem) -> CondaFile:
    place = f" (line {problem.line})" if problem.line else ""
    stops = f"`{path}`{place}: {problem.message}"
    return CondaFile(path, invalid=problem, stops=stops, has_python=False)


def _read_mapping(path: str, root: Mapping[Any, Any], lines: list[str]) -> CondaFile:
    listed = read_list(root, "dependencies", lines)
    problems = list(_problems(path, root, listed))
    return CondaFile(
        path,
        listed.texts,
        listed.pip,
        read_list(root, "channels", lines).texts,
        tuple(Text(key, *place_in(root, key)) for key in root if isinstance(key, str)),
        None,
        tuple(problems),
        _stop_on_list(path, listed),
        listed.iterable,
        listed.copied,
    )


def _problems(path: str, root: Mapping[Any, Any], listed: List) -> Iterator[Problem]:
    if "dependencies" not in root:
        yield _missing(path, 1, "it has no `dependencies:`")
    elif listed.value is None:
        line = place_in(root, "dependencies")[0]
        yield _missing(path, line, "`dependencies:` is empty, and the build stops there", True)
    yield from listed.problems
    if "pip" in root:
        yield Problem(
            "`pip:` stands beside `dependencies:`, where it is ignored.",
            "Move it into the list: `  - pip:`, and its packages under it, indented further.",
            *place_in(root, "pip"),
            fatal=False,
        )


def _missing(path: str, line: int, reason: str, fatal: bool = False) -> Problem:
    return Problem(
        f"`{path}` lists no packages: {reason}.",
        "Add the list: `dependencies:` and under it `  - python=3.12` and one line a package.",
        line,
        1,
        fatal,
    )


def _not_a_mapping(found: object) -> Problem:
    what = "a list" if isinstance(found, list) else "plain text"
    return Problem(
        f"The file is {what}, where `dependencies:` with a list under it is expected.",
        "Begin with a line `dependencies:` and put the packages under it, each after `  - `.",
        *place_in(found, None),
    )


def _stop_on_list(path: str, listed: List) -> str | None:
    """Return why repo2docker itself fails on the list, which conda may refuse for more reasons."""
    if not listed.iterable:
        return f"`{path}`: `dependencies:` is not a list."
    return f"`{path}`: an entry under `pip:` is not text." if listed.stumbles else None
