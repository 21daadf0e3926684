"""`postBuild` goes on after a command has failed, so its failure is found by a reader.

A shell script counts as done where its last command is, whatever failed before. With `set -e` it
stops at the first failure, and the build says what is wrong. A script of one command needs none,
nor does one whose other commands hardly can fail.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/

Mend, in `postBuild`::

    #!/bin/bash
    set -e
    python data/download.py
    python data/prepare.py
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import read_script
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_HARMLESS = frozenset(
    {"echo", "printf", "export", "unset", "alias", "true", ":", "set", "trap", "umask", "shopt"}
    | {"declare", "readonly", "local", "exit", "return", "sleep", "wait"}
)


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where a failure would be lost."""
    path = project.environment.file("postBuild")
    script = read_script(project.tree, path) if path else None
    if path is None or script is None or not script.is_shell or not script.commands.understood:
        return
    found = script.commands.found
    if any(command.errexit or _catches(command) for command in found):
        return
    lost = next((command for command in found if _is_lost(command)), None)
    if lost is not None:
        where = "as its second line" if script.shebang else "before its first command"
        yield Finding(
            f"`{path}` goes on where a command fails, as `{' '.join(lost.raw)[:60]}` may, and "
            "the build then seems to have gone well.",
            f"Write `set -e` {where}.",
            Location(path, lost.line, lost.column),
        )


def _is_lost(command: Command) -> bool:
    """Tell whether nobody learns that the command failed."""
    handled = command.ends or command.after in {"&&", "||", "|", "|&"}
    return command.certain and not handled and command.name not in _HARMLESS


def _catches(command: Command) -> bool:
    return command.name == "trap" and "ERR" in command.words
