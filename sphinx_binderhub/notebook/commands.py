"""What the command lines of a cell do: packages that they install, files that they write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.ipython import cell_magic

if TYPE_CHECKING:
    from sphinx_binderhub.notebook.records import Cell, Need

_SHELLS = frozenset({"bash", "sh", "script", "system", "sx", "!", "cmd"})
_LINE = re.compile(r"\s*(?:[\w.,]+\s*=\s*)?(?:[!%]|(?:pip|conda|mamba|uv)\s|os\.system|subprocess)")
"""A line that runs a command: IPython's, its "automagic" form, or Python's own."""
_INSTALL = re.compile(
    r"\b(?:pip[\d.]*|conda|mamba|micromamba)(?:\s+-\S+)*\s+install\b([^\n;|&]*)", re.IGNORECASE
)
_WRITEFILE = re.compile(r"\s*%%(?:writefile|file)\s+(?:-a\s+|--append\s+)?[\"']?([^\s\"']+)")
_SCRIPT = re.compile(r"(?<![\w-])([\w-]+\.py)\b")
_CLONE = re.compile(r"\bgit\s+clone\s([^\n;|&]*)")
_CHANGE = re.compile(r"\s*%cd\s+(?:-q\s+)?[\"']?([^\s\"']+)")
_NAME = re.compile(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")
_FILE_OPTIONS = frozenset({"-r", "--requirement", "--file", "-e", "--editable"})
_VALUE_OPTIONS = frozenset(
    {"-c", "-f", "-i", "-n", "-p", "-t", "--cache-dir", "--channel", "--constraint"}
    | {"--extra-index-url", "--find-links", "--index-url", "--name", "--no-binary"}
    | {"--only-binary", "--prefix", "--progress-bar", "--proxy", "--retries", "--solver"}
    | {"--target", "--timeout", "--trusted-host", "--upgrade-strategy"}
)


@dataclass
class Commands:
    """What the command lines of a notebook do."""

    installs: set[str] = field(default_factory=set)
    install_files: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    folders: set[str] = field(default_factory=set)
    needs: list[Need] = field(default_factory=list)

    def read(self, cell: Cell) -> None:
        """Take in the command lines of `cell`."""
        if written := _WRITEFILE.match(cell.source):
            self.writes.add(written[1])
        elif any(word in cell.source for word in ("install", "%cd", "wget", "curl", "git ")):
            for line in _command_lines(cell.source):
                self._read_line(line)

    def _read_line(self, line: str) -> None:
        for install in _INSTALL.finditer(line):
            self._read_arguments(install[1].split())
        if change := _CHANGE.match(line):
            self.folders.add(change[1])
        if "wget" in line or "curl" in line:
            self.writes.update(_SCRIPT.findall(line))
        for arguments in _CLONE.findall(line):
            target = arguments.rstrip("'\"/ ").rpartition(" ")[2].rpartition("/")[2]
            self.writes.add(target.strip("'\"").removesuffix(".git"))

    def _read_arguments(self, arguments: list[str]) -> None:
        remaining = iter(argument.strip("'\",()[]") for argument in arguments)
        for argument in remaining:
            option, _, value = argument.partition("=")
            if option in _FILE_OPTIONS:
                self.install_files.add(value or next(remaining, ""))
            elif option in _VALUE_OPTIONS:
                _ = value or next(remaining, "")
            elif argument.startswith("#"):
                return
            elif argument.startswith((".", "/")):
                self.install_files.add(argument)
            elif name := package_name(argument):
                self.installs.add(name)


def package_name(requirement: str) -> str | None:
    """Return the normalised name in a requirement as pip or conda take it on a command line."""
    if "://" in requirement:
        _, _, egg = requirement.partition("#egg=")
        address = re.split(r"[#?@]", requirement.partition("://")[2])[0]
        requirement = egg or address.rstrip("/").rpartition("/")[2].removesuffix(".git")
    match = _NAME.match(requirement.rpartition("::")[2])
    return normalised(match[0]) if match else None


def normalised(name: str) -> str:
    """Return a package's name in the form that comparisons need (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _command_lines(source: str) -> Iterator[str]:
    """Yield each command with its continuation lines; comments and plain Python are left out."""
    shell = cell_magic(source) in _SHELLS or source.lstrip().startswith("%%!")
    for line in re.sub(r"\\\r?\n", " ", source).split("\n"):
        if not line.lstrip().startswith("#") and (shell or _LINE.match(line)):
            yield line
