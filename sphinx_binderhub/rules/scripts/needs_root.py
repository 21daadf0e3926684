"""A script runs what only root may, and on Binder nobody is root.

`postBuild` and `start` run as the user `jovyan`. There is no `sudo`, and `apt-get` may change
nothing. It is an error where that ends the script, and with it the build or the server, and a
warning where the script goes on without what it asked for. Debian's packages belong in `apt.txt`.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/
and https://github.com/jupyterhub/binderhub/issues/580

Mend: name Debian's packages in `apt.txt`, one a line, and keep the rest of `postBuild`::

    #!/bin/bash
    set -e
    python data/prepare.py
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import Script, scripts_of
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_APT = frozenset({"apt", "apt-get", "aptitude"})
_CHANGES = frozenset(
    {
        "install",
        "update",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "remove",
        "purge",
        "autoremove",
    }
    | {"build-dep", "reinstall"}
)
_DPKG = frozenset({"-i", "--install", "-r", "--remove", "-P", "--purge", "--configure"})
_OWN_SUDO = re.compile(r"\bsudo[ \t]*\(\)|\bfunction[ \t]+sudo\b|\balias[ \t]+sudo=")
"""A script's own word for running what follows as nobody in particular."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.+-]+(=\S+)?$")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each script, at the worst of its commands."""
    for script in scripts_of(project.tree, project.environment):
        if _OWN_SUDO.search(script.text):
            continue
        found = [command for command in script.commands.found if _is_refused(command)]
        found.sort(key=lambda command: not command.ends)
        if found:
            yield _finding(script, found)


def _is_refused(command: Command) -> bool:
    # One that runs on a condition, or whose failure is taken care of, was written with thought.
    return command.certain and command.after != "||" and _needs_root(command.program)


def _needs_root(words: tuple[str, ...]) -> bool:
    name = words[0].rpartition("/")[2] if words else ""
    if name in {"sudo", "add-apt-repository"}:
        return len(words) > 1
    if name in _APT:
        return next((word for word in words[1:] if not word.startswith("-")), "") in _CHANGES
    return name == "dpkg" and not _DPKG.isdisjoint(words)


def _finding(script: Script, found: list[Command]) -> Finding:
    first, *others = found
    is_start = script.path.rpartition("/")[2] == "start"
    end = "the server never starts" if is_start else "the build stops"
    places = (Location(script.path, one.line, one.column) for one in others)
    return Finding(
        f"`{script.path}` runs `{first.shown}`, which only root may, so "
        + (f"{end}." if first.ends else "it fails, and the script goes on without it."),
        _mend(script.path.removesuffix("postBuild").removesuffix("start"), found),
        Location(script.path, first.line, first.column),
        Severity.ERROR if first.ends else Severity.WARNING,
        tuple(sorted(places, key=lambda place: place.sort_key)),
    )


def _mend(folder: str, found: list[Command]) -> str:
    names = dict.fromkeys(name for command in found for name in _packages(command.program))
    if not names:
        return f"Name Debian's packages in `{folder}apt.txt`, and drop what needs root."
    listed = ", ".join(f"`{name}`" for name in names)
    each = ", each on a line of its own" if len(names) > 1 else ""
    return f"Move {listed} to `{folder}apt.txt`{each}."


def _packages(words: tuple[str, ...]) -> Iterator[str]:
    """Yield the packages that a command of apt's would install."""
    bare = [word for word in words if not word.startswith("-") and word != "sudo"]
    if bare and bare[0] in _APT and "install" in bare[1:2]:
        yield from (word.partition("=")[0] for word in bare[2:] if _NAME.match(word))
