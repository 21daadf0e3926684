"""Packages that a command line installs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PYTHON = re.compile(r"(?:.*[/}])?(?:python|pypy)?[\d.]*|[$*].*")
"""A program that is given `-m pip`; `{sys.executable}` is `{}` here, or `*`."""
_PIP = re.compile(r"(?:.*/)?pip[\d.]*(?:\.exe)?")
_CONDA = frozenset({"conda", "mamba", "micromamba"})
_DEBIAN = frozenset({"apt", "apt-get", "aptitude"})
_NAME = re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")
_DEBIAN_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]*")
_AFTER_NAME = re.compile(r"[\s=<>!~\[(;@,]|\Z")
_ADDRESS = re.compile(r"[#?@]")
_VERSION = re.compile(r"-\d|\.(?:whl|zip|tar\.gz)$")
_FILE_OPTIONS = frozenset({"-r", "--requirement", "--file", "-e", "--editable"})
_VALUE_OPTIONS = frozenset(
    {"-c", "-f", "-i", "-n", "-p", "-t", "--cache-dir", "--channel", "--constraint"}
    | {"--extra-index-url", "--find-links", "--index-url", "--name", "--no-binary"}
    | {"--only-binary", "--prefix", "--progress-bar", "--proxy", "--retries", "--solver"}
    | {"--target", "--timeout", "--trusted-host", "--upgrade-strategy"}
)


@dataclass(frozen=True)
class Install:
    """What one command installs: packages of Python's, or of the system's, and what files list."""

    packages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    system: bool = False


def read_install(words: tuple[str, ...]) -> Install | None:
    """Return what the command of these words installs, `None` for any other command."""
    manager, arguments = _manager(words)
    if not manager:
        return None
    at = next((at for at, word in enumerate(arguments) if not word.startswith("-")), None)
    if at is None:
        return None
    if manager == "conda" and arguments[at : at + 2] in (("env", "update"), ("env", "create")):
        return _read_arguments("--file" if one == "-f" else one for one in arguments[at + 2 :])
    if arguments[at] != "install":
        return None
    if manager == "apt":
        given = (word.partition("=")[0] for word in arguments[at + 1 :])
        return Install(tuple(filter(_DEBIAN_NAME.fullmatch, given)), system=True)
    return _read_arguments(arguments[at + 1 :])


def _manager(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return who installs, empty where nobody does, and what he is given."""
    program, rest = (words[0], words[1:]) if words else ("", ())
    if rest[:1] == ("-m",) and len(rest) > 1 and _PYTHON.fullmatch(program):
        program, rest = rest[1], rest[2:]
    if program in {"uv", "pixi"} and rest[:1] == ("pip",):
        return "pip", rest[1:]
    if _PIP.fullmatch(program):
        return "pip", rest
    name = program.rpartition("/")[2]
    if name in _CONDA:
        return "conda", rest
    return ("apt", rest) if name in _DEBIAN else ("", ())


def _read_arguments(arguments: Iterable[str]) -> Install:
    packages: list[str] = []
    files: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        option, _, value = argument.partition("=")
        if option in _FILE_OPTIONS:
            files.append(value or next(remaining, ""))
        elif option in _VALUE_OPTIONS:
            _ = value or next(remaining, "")
        elif argument.startswith((".", "/", "~")):
            files.append(argument)
        elif name := package_name(argument):
            packages.append(name)
        elif argument.startswith(("{", "$", "*")):
            files.append("*")  # a variable, which may name anything
    return Install(tuple(packages), tuple(one for one in files if one and "://" not in one))


def package_name(requirement: str) -> str | None:
    """Return the normalised name in a requirement as pip or conda take it on a command line."""
    if "://" in requirement and " @ " not in requirement:
        requirement = _name_in_address(requirement)
    requirement = requirement.rpartition("::")[2]
    if requirement.endswith((".whl", ".zip", ".tar.gz")):
        requirement = _VERSION.split(requirement.rpartition("/")[2])[0]
    match = _NAME.match(requirement)
    if match is None or not _AFTER_NAME.match(requirement, match.end()):
        return None
    return normalised(match[0])


def _name_in_address(address: str) -> str:
    """Return the name of the package, or of the repository, at an address."""
    address, _, egg = address.partition("#egg=")
    # A user's name, or a token, may stand in the host.
    path = _ADDRESS.split(address.partition("://")[2].partition("/")[2])[0]
    path = path.partition("/archive/")[0].rstrip("/")
    return egg or path.rpartition("/")[2].removesuffix(".git")


def normalised(name: str) -> str:
    """Return a package's name in the form that comparisons need (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
