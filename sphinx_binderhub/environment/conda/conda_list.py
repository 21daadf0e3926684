"""The lists in `environment.yml`: their entries with positions, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_binderhub.environment.conda.yaml_file import Problem, Text, place_in
from sphinx_binderhub.environment.staging import needs_repository

PAIR = re.compile(r"[A-Za-z0-9_][\w.-]*=\d[\w.*]*")
"""A package and its version; anything else before a colon means something else."""


@dataclass(frozen=True)
class List:
    """One list of an environment file.

    `value` is what stands there; `texts` are its entries that are text, `pip` those of the `pip:`
    lists in it. `iterable` is whether repo2docker can go through it, `stumbles` whether it fails on
    an entry for pip, `copied` whether one of those needs the repository.
    """

    value: object
    texts: tuple[Text, ...] = ()
    pip: tuple[Text, ...] = ()
    problems: tuple[Problem, ...] = ()
    iterable: bool = True
    stumbles: bool = False
    copied: bool = False


def read_list(root: Mapping[Any, Any], key: str, lines: list[str]) -> List:
    """Return the list `key` of the file; `lines` are those of the file."""
    value = root.get(key, [])
    if isinstance(value, str):
        text = Text(value, *place_in(root, key))
        return List(value, (text,) if key == "channels" else (), (), (_no_list(root, key),))
    if not isinstance(value, list):
        problems = () if value is None else (_no_list(root, key),)
        # A mapping is gone through by its keys, which repo2docker takes for packages.
        texts = tuple(_texts(value, value, lines)) if isinstance(value, Mapping) else ()
        return List(value, texts, (), problems, hasattr(value, "__iter__"))
    maps = [entry for entry in value if isinstance(entry, Mapping)]
    stumbles, copied = _stage(maps)
    return List(
        value,
        tuple(_texts(value, dict(enumerate(value)), lines)),
        tuple(text for entry in maps for text in _pip(entry, lines)),
        tuple(problem for index in range(len(value)) for problem in _judge(value, index, lines)),
        True,
        stumbles,
        copied,
    )


def _texts(container: object, entries: Mapping[Any, Any], lines: list[str]) -> Iterator[Text]:
    for key, entry in entries.items():
        text = key if container is entries else entry
        if isinstance(text, str):
            yield _text(container, key, text, lines)


def _text(container: object, key: object, value: str, lines: list[str]) -> Text:
    line, column = place_in(container, key)
    source = lines[line - 1][column - 1 :] if line <= len(lines) else ""
    return Text(str(value), line, column, not source.startswith(("'", '"', "|", ">")))


def _pip(entry: Mapping[Any, Any], lines: list[str]) -> Iterator[Text]:
    value = entry.get("pip")
    if isinstance(value, list):
        yield from _texts(value, dict(enumerate(value)), lines)


def _stage(maps: list[Mapping[Any, Any]]) -> tuple[bool, bool]:
    """Return whether repo2docker fails on an entry for pip, and whether one needs the repository.

    It goes through the last `pip:` list alone, and no further than to the first such entry.
    """
    listed: object = None
    for entry in maps:
        listed = entry.get("pip") or listed
    for line in listed if isinstance(listed, list) else []:
        if not isinstance(line, str):
            return True, False
        if needs_repository(line):
            return False, True
    return False, False


def _no_list(root: Mapping[Any, Any], key: str) -> Problem:
    return Problem(
        f"`{key}:` is not a list, so no package can be installed from it.",
        "Write one package a line, each after `  - `: `  - numpy`.",
        *place_in(root, key, value=True),
    )


def _judge(listed: list[Any], index: int, lines: list[str]) -> Iterator[Problem]:
    """Yield what is wrong with one entry of the list."""
    entry = listed[index]
    line, column = place_in(listed, index)
    if isinstance(entry, Mapping):
        for key, value in entry.items():
            yield from _judge_pair(entry, key, value)
    elif not isinstance(entry, str):
        skipped = entry is None or isinstance(entry, list)  # a number is searched for, and missed
        shown = "This entry" if skipped else f"`{entry!s:.60}`"
        yield Problem(
            f"{shown} under `dependencies:` is not the name of a package.",
            "Write the package's name, with its version after `=`: `- numpy=2.3`.",
            line,
            column,
            fatal=not skipped,
        )
    elif _text(listed, index, entry, lines).plain and entry not in _source(lines, line):
        yield Problem(
            f"Two lines run together into one package name, `{entry[:60]}`: "
            "the second is indented further than the first.",
            "Give every `- ` under `dependencies:` the same indentation.",
            line,
            column,
        )


def _source(lines: list[str], line: int) -> str:
    return lines[line - 1] if line <= len(lines) else ""


def _judge_pair(entry: Mapping[Any, Any], key: object, value: object) -> Iterator[Problem]:
    line, column = place_in(entry, key)
    if key != "pip":
        name = key if isinstance(key, str) else "…"
        plain = isinstance(value, (str, int, float)) and value != ""
        version = f"{value!s:.60}" if plain else "VERSION"
        yield Problem(
            f"`{name:.60}:` is passed over: of all entries only `pip:` may end with a colon.",
            "Put what stands under it into the list itself, one package a line."
            if isinstance(value, (list, Mapping)) or not PAIR.fullmatch(f"{name}={version}")
            else f"Write the version after `=`: `- {name:.60}={version}`.",
            line,
            column,
            fatal=False,
        )
    elif not isinstance(value, list):
        yield Problem(
            "`pip:` has no list under it, where the packages for pip are expected.",
            "Indent the packages for pip further than `pip:` itself: `    - PACKAGE`.",
            line,
            column,
            to_mamba_2=True,
        )
    else:
        for index, item in enumerate(value):
            if not isinstance(item, str):
                yield Problem(
                    "This entry under `pip:` is not the name of a package.",
                    "Write it as in a requirements file: `- seaborn==0.13.2`.",
                    *place_in(value, index),
                )
