"""`environment.yml`: what it lists, with positions, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from sphinx_binderhub.environment.yaml_file import (
    Problem,
    Text,
    YamlError,
    find_duplicates,
    parse_yaml,
    read_yaml_text,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.tree import Tree

PYTHON_PIN = re.compile(r"python\s*=+\s*([\d\.]*)")
"""The one pattern by which repo2docker recognises a Python version."""

PYTHON_NAME = re.compile(r"(?:[^\s\[\]=<>~!]+::)?python(?![\w.:-])", re.IGNORECASE)
"""What a person reads as a dependency on Python."""


@dataclass(frozen=True)
class CondaFile:
    """One `environment.yml`.

    `dependencies` are the entries that are text, `pip` those of its `pip:` lists, `channels` the
    channels. `invalid` says why the file cannot be read at all, `problems` what is wrong in what it
    lists. `stops` is repo2docker's own reason to give up on it, if it has one, and `has_python` is
    false where that comes before it looks for a Python version.
    """

    path: str
    dependencies: tuple[Text, ...] = ()
    pip: tuple[Text, ...] = ()
    channels: tuple[Text, ...] = ()
    invalid: Problem | None = None
    problems: tuple[Problem, ...] = ()
    stops: str | None = None
    has_python: bool = True

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
        root = parse_yaml(read_yaml_text(tree, path))
    except YamlError as error:
        return _invalid(path, error.problem)
    if root is None:
        return CondaFile(path, problems=(_missing(path, 1, "it is empty"),))
    if not isinstance(root, MappingNode):
        return _invalid(path, _not_a_mapping(root))
    duplicate = next(find_duplicates(root), None)
    if duplicate is not None:
        return _invalid(path, duplicate)
    return _read_mapping(path, root)


def _invalid(path: str, problem: Problem) -> CondaFile:
    place = f" (line {problem.line})" if problem.line else ""
    stops = f"`{path}`{place}: {problem.message}"
    return CondaFile(path, invalid=problem, stops=stops, has_python=False)


def _read_mapping(path: str, root: MappingNode) -> CondaFile:
    entries = {key.value: value for key, value in root.value if isinstance(key, ScalarNode)}
    listed = entries.get("dependencies")
    pip, problems = list[Text](), list[Problem]()
    if listed is not None:
        problems += _judge_list(path, listed)
    elif "<<" not in entries:
        problems.append(_missing(path, 1, "it has no `dependencies:`"))
    items = listed.value if isinstance(listed, SequenceNode) else []
    for item in items:
        problems += _judge_item(item, pip)
    problems += _stray_pip(root)
    return CondaFile(
        path,
        tuple(text for item in items if (text := text_of(item))),
        tuple(pip),
        tuple(_texts(entries.get("channels"))),
        None,
        tuple(problems),
        _stop_on_list(path, listed),
        not _is_unlisted(listed),
    )


def _texts(node: Node | None) -> Iterator[Text]:
    for item in node.value if isinstance(node, SequenceNode) else [node]:
        if text := text_of(item):
            yield text


def _judge_list(path: str, listed: Node) -> Iterator[Problem]:
    line, column = listed.start_mark.line + 1, listed.start_mark.column + 1
    if isinstance(listed, SequenceNode):
        return
    if isinstance(listed, ScalarNode) and listed.tag.endswith(":null"):
        yield _missing(path, line, "`dependencies:` is empty")
    else:
        yield Problem(
            "`dependencies:` is not a list, so no package can be installed from it.",
            "Write one package a line, each after `  - `: `  - numpy`.",
            line,
            column,
        )


def _missing(path: str, line: int, reason: str) -> Problem:
    return Problem(
        f"`{path}` lists no packages: {reason}, and the installation stops there.",
        "Add the list: `dependencies:` and under it `  - python=3.12` and one line a package.",
        line,
        1,
    )


def _judge_item(item: Node, pip: list[Text]) -> Iterator[Problem]:
    """Yield what is wrong with one entry of the list; add the texts of a `pip:` list to `pip`."""
    line, column = item.start_mark.line + 1, item.start_mark.column + 1
    if isinstance(item, MappingNode):
        for key, value in item.value:
            yield from _judge_pair(key, value, pip)
        return
    text = text_of(item)
    if text is None:
        shown = f"`{item.value}`" if isinstance(item, ScalarNode) and item.value else "This entry"
        yield Problem(
            f"{shown} under `dependencies:` is not the name of a package.",
            "Write the package's name, with its version after `=`: `- numpy=2.3`.",
            line,
            column,
        )
    elif text.plain and item.end_mark.line > item.start_mark.line:
        yield Problem(
            f"Two lines run together into one package name, `{text.value[:60]}`: "
            "the second is indented further than the first.",
            "Give every `- ` under `dependencies:` the same indentation.",
            line,
            column,
        )


def _judge_pair(key: Node, value: Node, pip: list[Text]) -> Iterator[Problem]:
    line, column = key.start_mark.line + 1, key.start_mark.column + 1
    name = key.value if isinstance(key, ScalarNode) else "…"
    if name != "pip":
        version = value.value if isinstance(value, ScalarNode) and value.value else "VERSION"
        yield Problem(
            f"`{name}:` is no package: in a list of packages only `pip:` may end with a colon.",
            f"Write the version after `=`: `- {name}={version}`.",
            line,
            column,
        )
    elif not isinstance(value, SequenceNode):
        yield Problem(
            "`pip:` has no list under it, so pip installs nothing.",
            "Indent the packages for pip further than `pip:` itself: `    - PACKAGE`.",
            line,
            column,
            fatal=False,
        )
    else:
        yield from _judge_pip_items(value, pip)


def _judge_pip_items(value: SequenceNode, pip: list[Text]) -> Iterator[Problem]:
    for item in value.value:
        if text := text_of(item):
            pip.append(text)
            continue
        yield Problem(
            "This entry under `pip:` is not the name of a package.",
            "Write it as in a requirements file: `- seaborn==0.13.2`.",
            item.start_mark.line + 1,
            item.start_mark.column + 1,
        )


def _stray_pip(root: MappingNode) -> Iterator[Problem]:
    for key, _ in root.value:
        if isinstance(key, ScalarNode) and key.value == "pip":
            yield Problem(
                "`pip:` stands beside `dependencies:`, where it is ignored.",
                "Move it into the list: `  - pip:`, and its packages under it, indented further.",
                key.start_mark.line + 1,
                key.start_mark.column + 1,
                fatal=False,
            )


def _not_a_mapping(root: Node) -> Problem:
    what = "a list" if isinstance(root, SequenceNode) else "plain text"
    return Problem(
        f"The file is {what}, where `dependencies:` with a list under it is expected.",
        "Begin with a line `dependencies:` and put the packages under it, each after `  - `.",
        root.start_mark.line + 1,
        root.start_mark.column + 1,
    )


def _is_unlisted(listed: Node | None) -> bool:
    """Tell whether the value of `dependencies:` is empty or a number."""
    return isinstance(listed, ScalarNode) and text_of(listed) is None


def _stop_on_list(path: str, listed: Node | None) -> str | None:
    """Return why repo2docker itself fails on the list, which conda may refuse for more reasons."""
    if _is_unlisted(listed):
        return f"`{path}`: `dependencies:` is not a list."
    for item in listed.value if isinstance(listed, SequenceNode) else []:
        for key, value in item.value if isinstance(item, MappingNode) else []:
            entries = value.value if isinstance(value, SequenceNode) else []
            if key.value == "pip" and any(text_of(entry) is None for entry in entries):
                return f"`{path}`: an entry under `pip:` is not text."
    return None
