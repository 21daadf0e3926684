"""`Pipfile` and `Pipfile.lock`: what they list, with positions."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.packages import Package
from sphinx_binderhub.environment.pip.pip_line import parse_pip
from sphinx_binderhub.environment.pip.toml_file import load_toml, table
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import LOCK_LIMIT, Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.pip.pip_line import PipLine

NEWEST_PYTHON = "3.11"
"""The newest Python that the pipenv of repo2docker, 2022.1.8, runs on."""

IN_PIPFILE = ("packages", "dev-packages")
IN_LOCK = ("default", "develop")

LOCK_RULE = "pipfile-lock-invalid"
"""The rule that speaks of a lock that cannot be read."""

ENTRY_LIMIT = 5000

_MARKERS = (
    *("os_name", "sys_platform", "platform_machine", "platform_system", "platform_release"),
    *("platform_version", "python_version", "python_full_version", "implementation_name"),
    "platform_python_implementation",
)
_SOURCES = ("git", "hg", "svn", "bzr", "file", "path", "ref", "editable", "url")


@dataclass(frozen=True)
class PipfileEntry:
    """One package of a `Pipfile` or its lock.

    `specifier` narrows its version; `plain` is whether it comes from the index, on every system,
    and `certain` whether it can be told what else it brings. `folder` is the path in the repository
    that it is installed from, `""` for the root. `applies` is false where it is for another system.
    """

    name: str
    specifier: str
    location: Location
    plain: bool = True
    certain: bool = True
    folder: str | None = None
    applies: bool = True


@dataclass(frozen=True)
class PipfileList:
    """What a `Pipfile`, or its lock, lists; `complete` is false where it cannot be read in full."""

    entries: tuple[PipfileEntry, ...] = ()
    complete: bool = True

    @property
    def packages(self) -> list[Package]:
        """The packages that are installed."""
        return [
            Package(
                *(one.name, one.specifier, "pip"),
                one.location.path or "",
                one.location.line,
                one.location.column,
            )
            for one in self.entries
            if one.applies and one.folder is None
        ]

    @property
    def folders(self) -> list[str]:
        """The folders of the repository that are installed."""
        return [one.folder for one in self.entries if one.applies and one.folder is not None]


def read_pipfile(tree: Tree, path: str, python: str | None) -> PipfileList:
    """Return what the `Pipfile` at `path` lists: Binder installs the development packages too."""
    document = load_toml(tree, path)
    if document is None:
        return PipfileList(complete=False)
    return _list(path, document, IN_PIPFILE, _toml_places(_text(tree, path)), python)


def read_lock(tree: Tree, path: str, python: str | None) -> PipfileList:
    """Return what the `Pipfile.lock` at `path` lists."""
    text = _text(tree, path)
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return PipfileList(complete=False)
    if not isinstance(document, Mapping):
        return PipfileList(complete=False)
    return _list(path, document, IN_LOCK, _json_places(text), python)


def check_lock(lookup: Lookup, path: str) -> Mapping[str, Any]:
    """Return the lock at `path`; raise `StopError` where repo2docker cannot read it."""
    fix = "Make it anew with `pipenv lock`, or delete it: Binder then reads the `Pipfile`."
    try:
        lock = json.loads(lookup.read(path))
    except StopError as error:
        raise StopError(error.stop.message, error.stop.location, LOCK_RULE, fix) from None
    except json.JSONDecodeError as error:
        message = f"`{path}` is not valid JSON: {_said(error)}."
        place = Location(path, error.lineno, error.colno)
        raise StopError(message, place, LOCK_RULE, fix) from None
    except (ValueError, RecursionError):
        message = f"`{path}` is not valid JSON."
        raise StopError(message, Location(path), LOCK_RULE, fix) from None
    if not isinstance(lock, Mapping):
        message = f"`{path}` is not a lock file of Pipenv."
        raise StopError(message, Location(path, 1), LOCK_RULE, fix)
    return lock


def python_place(text: str, path: str, key: str) -> Location:
    """Return where `key` says which Python a `Pipfile` or its lock requires."""
    match = re.search(rf"^[ \t]*([\"']?){key}\1[ \t]*[=:]", text, re.MULTILINE)
    if match is None:
        return Location(path)
    indent = len(match[0]) - len(match[0].lstrip())
    return Location(path, text.count("\n", 0, match.start()) + 1, indent + 1)


def _said(error: json.JSONDecodeError) -> str:
    """Return what is wrong; most often it is a merge that nobody finished."""
    line = error.doc.split("\n")[error.lineno - 1]
    if re.match(r"(<{7}|={7}|>{7})( |$)", line):
        return "a merge of two branches was left unfinished in it"
    return f"{error.msg[:1].lower()}{error.msg[1:]} (line {error.lineno})"


def _list(
    path: str,
    document: Mapping[str, Any],
    sections: tuple[str, ...],
    places: Mapping[tuple[str, str], tuple[int, int]],
    python: str | None,
) -> PipfileList:
    found = [
        _entry(name, wanted, Location(path, *places.get((section, name), ())), python)
        for section in sections
        for name, wanted in list(table(document, section).items())[:ENTRY_LIMIT]
    ]
    readable = all(isinstance(document.get(section, {}), Mapping) for section in sections)
    known = all(one.certain for one in found if one.applies)
    return PipfileList(tuple(found), readable and known)


def _entry(name: str, wanted: object, place: Location, python: str | None) -> PipfileEntry:
    details = wanted if isinstance(wanted, Mapping) else {"version": wanted}
    version = details.get("version", "*")
    conditions = [f"({details['markers']})"] if details.get("markers") else []
    conditions += [f"{key} {details[key]}" for key in _MARKERS if key in details]
    specifier = version if isinstance(version, str) and version != "*" else ""
    said = _said_by_pip(name, specifier, " and ".join(conditions), python)
    elsewhere = any(key in details for key in _SOURCES)
    folder = _folder(details.get("path"), place.path or "")
    return PipfileEntry(
        name,
        said.specifier if said.name else specifier,
        place,
        plain=not elsewhere and not conditions,
        certain=said.understood and (not elsewhere or folder is not None),
        folder=folder,
        applies=bool(said.name) or not said.understood,
    )


def _said_by_pip(name: str, specifier: str, condition: str, python: str | None) -> PipLine:
    return parse_pip(f"{name}{specifier}; {condition}", python)


def _folder(named: object, path: str) -> str | None:
    if not isinstance(named, str):
        return None
    folder = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
    if folder.startswith(("/", "..")):
        return None
    return "" if folder == "." else folder


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.read_text(path, LOCK_LIMIT)
    except UnreadableError:
        return ""


def _toml_places(text: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Return line and column of each key, by its table."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.lstrip()
        column = len(line) - len(bare) + 1
        if heading := re.match(r"\[([\w-]+)(?:\.[\"']?([^]\"']+)[\"']?)?\]", bare):
            section = heading[1]
            if heading[2]:
                found.setdefault((section, heading[2]), (number, column))
        elif key := re.match(r"(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*[=.]", bare):
            found.setdefault((section, key[1] or key[2] or key[3]), (number, column))
    return found


def _json_places(text: str) -> dict[tuple[str, str], tuple[int, int]]:
    """Return line and column of each package of a lock, as Pipenv writes it."""
    return dict(_json_keys(text))


def _json_keys(text: str) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        key = re.match(r"( *)\"([^\"]+)\": \{", line)
        if key and len(key[1]) == 4:
            section = key[2]
        elif key and len(key[1]) == 8:
            yield (section, key[2]), (number, 9)
