"""What a Python project in the repository depends on: `pyproject.toml` and `setup.cfg`.

`setup.py` is a program, and is never run: what it asks for is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.environment.packages import Package
from sphinx_binderhub.environment.pip.pip_line import parse_pip
from sphinx_binderhub.environment.pip.toml_file import load_toml, place_of, table
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.pip.pip_line import PipLine

NAME = re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")

ENTRY_LIMIT = 1000
"""Dependencies that are read of one project."""


@dataclass
class PythonProject:
    """What a project depends on.

    `complete` is false where that may be more than `packages` names; `files` are the files that say
    so.
    """

    packages: list[Package] = field(default_factory=list)
    complete: bool = True
    files: list[str] = field(default_factory=list)


def read_python_project(
    tree: Tree, folder: str, python: str | None, extras: Iterable[str] = ()
) -> PythonProject:
    """Return what the project in `folder` depends on, with its `extras`."""
    start = f"{folder}/" if folder else ""
    found = PythonProject()
    path = f"{start}pyproject.toml"
    document = load_toml(tree, path) if path in tree.files else {}
    if path in tree.files:
        found.files.append(path)
    has_setup = f"{start}setup.py" in tree.files
    project, poetry = table(document or {}, "project"), _poetry(document or {})
    if project:
        _read_project(tree, path, project, python, frozenset(extras), found)
        found.complete = found.complete and ("dependencies" in project or not has_setup)
    elif poetry:
        _read_poetry(tree, path, poetry, found)
        found.complete = found.complete and not extras
    else:
        found.complete = False
        _read_setup_cfg(tree, f"{start}setup.cfg", python, found)
    return found


def dependencies_of(tree: Tree, path: str, python: str | None) -> list[Package]:
    """Return what `pyproject.toml` at `path` lists, whether or not anything installs it."""
    document = load_toml(tree, path) or {}
    project, found = table(document, "project"), PythonProject()
    _read_project(tree, path, project, python, frozenset(), found)
    _read_poetry(tree, path, _poetry(document), found)
    return found.packages


def _poetry(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return table(table(table(document, "tool"), "poetry"), "dependencies")


def _read_project(
    tree: Tree,
    path: str,
    project: Mapping[str, Any],
    python: str | None,
    extras: frozenset[str],
    found: PythonProject,
) -> None:
    lists = [project.get("dependencies", [])]
    optional = table(project, "optional-dependencies")
    lists += [optional.get(extra, []) for extra in sorted(extras)]
    dynamic = project.get("dynamic")
    found.complete = not (isinstance(dynamic, list) and "dependencies" in dynamic)
    texts = [entry for listed in lists if isinstance(listed, list) for entry in listed]
    lines = dict(_lines(_text(tree, path), [text for text in texts if isinstance(text, str)]))
    for text in texts[:ENTRY_LIMIT]:
        said = parse_pip(text, python) if isinstance(text, str) else None
        if said is None or said.target or not said.understood:
            found.complete = False
        if said is not None:
            _add(said, path, lines.get(text, ()), found)


def _add(said: PipLine, path: str, place: tuple[int, ...], found: PythonProject) -> None:
    if said.name:
        line, column = place or (None, None)
        found.packages.append(Package(said.name, said.specifier, "pip", path, line, column))


def _read_poetry(tree: Tree, path: str, listed: Mapping[str, Any], found: PythonProject) -> None:
    """Read Poetry's own list; what is written there of versions no other program reads."""
    text = _text(tree, path)
    for name, wanted in list(listed.items())[:ENTRY_LIMIT]:
        place = place_of(text, name)
        if name == "python" or (isinstance(wanted, Mapping) and wanted.get("optional")):
            continue
        version = wanted.get("version") if isinstance(wanted, Mapping) else wanted
        if isinstance(version, str) and NAME.fullmatch(name):
            specifier = "" if version == "*" else version
            line, column = place or (None, None)
            found.packages.append(Package(name, specifier, "pip", path, line, column))
        else:
            found.complete = False


def _read_setup_cfg(tree: Tree, path: str, python: str | None, found: PythonProject) -> None:
    if path not in tree.files:
        return
    text = _text(tree, path)
    from configparser import ConfigParser, Error  # few repositories have a setup.cfg

    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
        listed = parser.get("options", "install_requires", fallback="")
    except (Error, ValueError):
        return
    if listed:
        found.files.append(path)
    # `a, b` on a line is a list too, and so is `a>=1,<2` on one of its own.
    entries = [line.strip() for line in listed.split("\n") if line.strip()]
    lines = dict(_lines(text, entries))
    for entry in entries[:ENTRY_LIMIT]:
        _add(parse_pip(entry, python), path, lines.get(entry, ()), found)


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.read_text(path)
    except UnreadableError:
        return ""


def _lines(text: str, entries: list[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each entry with its line and column; they stand one after the other."""
    start = max(text.find("dependencies"), text.find("install_requires"), 0)
    line = text.count("\n", 0, start) + 1
    for entry in entries:
        index = text.find(entry, start)
        if index >= 0:
            line += text.count("\n", start, index)
            start = index
            yield entry, (line, index - text.rfind("\n", 0, index))
