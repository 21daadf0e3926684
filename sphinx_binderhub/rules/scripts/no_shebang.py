"""A script does not begin with a `#!` line, so Linux does not know what should run it.

`start` is then refused with "Exec format error", and the server never starts. `postBuild` is left
to `sh`, which lacks much of what `bash` has: it is an error where the file is UTF-16 text, which no
shell reads, a warning where a command is `bash`'s own, and a note else. The line must be the very
first, with nothing before it.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/

Mend: begin the script with the line::

    #!/bin/bash
    set -e
    exec "$@"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import Script, scripts_of
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each script without the line."""
    for script in scripts_of(project.tree, project.environment):
        if script.shebang is not None or not (script.text.strip() or _is_start(script)):
            continue
        if _is_start(script) and project.environment.buildpack == "nix":
            continue  # a wrapper of repo2docker's gives it to bash
        severity, consequence, line = _judge(script)
        because = f": {script.obstacle}" if script.obstacle else ""
        yield Finding(
            f"`{script.path}` does not begin with `#!`{because}, so {consequence}.",
            _mend(script),
            Location(script.path, line),
            severity,
        )


def _is_start(script: Script) -> bool:
    return script.path.rpartition("/")[2] == "start"


def _judge(script: Script) -> tuple[Severity, str, int]:
    if _is_start(script):
        return Severity.ERROR, "Linux refuses to run it, and the server never starts", 1
    if script.wide:
        return Severity.ERROR, "no shell reads it, and the build stops", 1
    command = script.needs_bash
    if command is not None:
        word = command.raw[0]
        return Severity.WARNING, f"`sh` runs it, which does not know `{word}`", command.line
    return Severity.NOTE, "`sh` runs it and not `bash`", 1


def _mend(script: Script) -> str:
    if script.wide:
        return "Save it as UTF-8, with `#!/bin/bash` as its first line."
    if not script.text.strip():
        return 'Delete it, or write the two lines `#!/bin/bash` and `exec "$@"`.'
    if script.obstacle:
        return "Make `#!/bin/bash` the very beginning of the file, saved as UTF-8 without a mark."
    return "Write `#!/bin/bash` as its first line."
