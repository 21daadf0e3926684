"""`start` does not hand over to the server, so the server never starts.

Binder runs `start` with the command of the server as its arguments. The script has to run that
command at its end, with `exec "$@"`. The quotes matter: one of the arguments of a BinderHub is a
program of many words and lines, which `$@` or `$*` without them takes apart: an error on
mybinder.org, and a warning for other hubs, which may run a simpler command.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/
and https://github.com/jupyterhub/binderhub/issues/667

Mend, in `start`::

    #!/bin/bash
    export COURSE_DATA=$HOME/data
    exec "$@"
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.profile import MYBINDER
from sphinx_binderhub.environment.scripts.script import Script, read_script
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_PERHAPS = frozenset({".", "source", "jupyterhub-singleuser"})
_TORN = re.compile(r"\$[@*]|\$\{[@*]\}|\"\$\*\"|\"\$\{\*\}\"")
"""All the arguments without the quotes that keep each in one piece."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the script cannot start the server."""
    environment = project.environment
    path = environment.file("start")
    script = read_script(project.tree, path) if path else None
    if path is None or script is None or not script.is_shell or not script.commands.understood:
        return
    found = script.commands.found
    if not found and script.shebang is None:
        return  # an empty file; that it cannot be run is another rule's
    if not script.commands.arguments:
        yield _never(script)
    elif environment.buildpack != "nix":  # a wrapper of repo2docker's takes them apart itself
        torn = next(filter(_tears, found), None)
        if torn is not None:
            yield Finding(
                f"`{path}` runs the server by `{' '.join(torn.raw)}`, without the quotes that "
                "keep each argument in one piece, and the server of a BinderHub does not start.",
                'Write `exec "$@"`, quotes included.',
                Location(path, torn.line, torn.column),
                Severity.ERROR if environment.profile.name == MYBINDER else Severity.WARNING,
            )


def _never(script: Script) -> Finding:
    found = script.commands.found
    # What is sourced may run it, and a server may be told where to be by the hub's variables.
    perhaps = "JUPYTERHUB_" in script.text or any(command.name in _PERHAPS for command in found)
    last = found[-1] if found else None
    instead = f": it ends with `{last.shown}`" if last else ""
    return Finding(
        f"`{script.path}` never runs the command that it is given{instead}, so the server of the "
        "reader never starts.",
        'Write `exec "$@"` as its last line.',
        Location(script.path, last.line, last.column) if last else Location(script.path, 1),
        Severity.WARNING if perhaps else Severity.ERROR,
    )


def _tears(command: Command) -> bool:
    words = command.raw[1:] if command.raw[0] == "exec" else command.raw
    return bool(words) and command.certain and bool(_TORN.fullmatch(words[0]))
