"""Declared packages: one line of an environment file at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.markers import Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_LIMIT = 4096
"""Characters of one requirement that are parsed; the longest real ones are full of hashes."""


@dataclass(frozen=True)
class Package:
    """A package that an environment file asks for, with the place where it does."""

    name: str
    specifier: str
    manager: str
    file: str
    line: int | None


@dataclass(frozen=True)
class PipLine:
    """What one line of a requirements file asks for.

    At most one of the fields is set: `name` (with `specifier`) is a package, `include` another
    requirements file, `target` a path or URL that is installed, and may bring anything,
    `constraints` a file that narrows versions and installs nothing.
    """

    name: str | None = None
    specifier: str = ""
    include: str | None = None
    target: str | None = None
    constraints: str | None = None
    understood: bool = True


def parse_conda(text: str) -> tuple[str, str] | None:
    """Return name and specifier of a conda dependency, its channel dropped, or `None`."""
    bare = text.rpartition("::")[2].strip()
    match = re.match(r"([A-Za-z0-9_][A-Za-z0-9_.-]*)", bare[:LINE_LIMIT])
    if match is None or "://" in text or bare[match.end() :].startswith(("/", "\\")):
        return None
    return match[1].lower(), bare[match.end() :].strip()


def parse_pip(text: str, python: str | None = None) -> PipLine:
    """Return what a requirement line asks for on the Linux that Binder runs."""
    line = re.sub(r"(^|\s)#.*$", "", text.replace("\x00", ""), flags=re.DOTALL).strip()
    if not line:
        return PipLine()
    if len(line) > LINE_LIMIT:
        return PipLine(understood=False)
    if line.startswith("-"):
        return _option(line)
    line = re.split(r"\s--?[a-z]", line, maxsplit=1)[0].strip()
    if _is_path(line):
        return PipLine(target=line)
    return _requirement(line, python)


def _option(line: str) -> PipLine:
    match = re.match(
        r"(-[rcef]|--requirement|--constraint|--editable|--find-links)(?:[\s=]\s*|(?=[^\s-]))(.+)",
        line,
    )
    if match is None:
        return PipLine()
    value = match[2].strip().strip("\"'")
    if match[1] in {"-c", "--constraint"}:
        return PipLine(constraints=value)
    if match[1] in {"-r", "--requirement"}:
        return PipLine(include=value)
    return PipLine(target=value)  # of `--find-links`, what lies there may be installed


def _requirement(line: str, python: str | None) -> PipLine:
    try:
        requirement = Requirement(line)
    except (InvalidRequirement, RecursionError):
        return PipLine(understood=False)
    if requirement.marker and not _applies(requirement.marker, python):
        return PipLine()
    if requirement.url:
        return PipLine(target=requirement.url, name=requirement.name)
    return PipLine(name=requirement.name, specifier=str(requirement.specifier))


def _applies(marker: Marker, python: str | None) -> bool:
    linux = {
        "extra": "",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_system": "Linux",
        "sys_platform": "linux",
    }
    if python:
        linux |= {"python_version": python, "python_full_version": f"{python}.0"}
    try:
        return bool(marker.evaluate(linux))
    except (UndefinedComparison, UndefinedEnvironmentName, ValueError, RecursionError):
        return True


def _is_path(line: str) -> bool:
    """Tell whether pip takes `line` for a path or URL and not for a package's name."""
    if re.match(r"[A-Za-z][\w.+-]*://|file:|\.{1,2}(?:[/\\\[]|$)|[/~]", line):
        return True
    return bool(re.search(r"\.(whl|zip|tar\.gz|tar\.bz2|tgz)$", line)) and "@" not in line


def local_path(target: str) -> str | None:
    """Return the path that the target of a pip line is, or `None` for a URL.

    It is relative to where pip runs: the root for `requirements.txt`, the folder of an
    `environment.yml`.
    """
    path = re.sub(r"\[[^]]*\]$", "", target.strip().removeprefix("file:")).replace("\\", "/")
    return None if "://" in path or path.startswith(("/", "~")) else path.rstrip("/")


def join_continued(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each logical line: a backslash at the end joins the next."""
    start, parts = 1, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        start = start if parts else number
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            parts.append(line[:-1])
            continue
        yield start, "".join([*parts, line])
        parts = []
    if parts:
        yield start, "".join(parts)
