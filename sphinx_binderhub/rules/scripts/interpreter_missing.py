"""A script asks for a program that the image does not have where the script says.

The program after `#!` must be in the image, at that path. A path of one's own computer is not, such
as `/usr/local/bin/bash` or `/opt/homebrew/bin/bash`, and the images have `bash` and `sh` but no
`zsh`, `fish` or `csh` unless `apt.txt` names it. Behind `env`, Linux takes the rest of the line for
one name, options included. The build stops with "not found", or the server never starts.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/

Mend: begin the script with a shell that is there::

    #!/bin/bash
    set -e
    python data/prepare.py
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import Script, Shebang, scripts_of
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_OWN = re.compile(
    r"/opt/(homebrew|local|conda|anaconda\d?|miniconda\d?|miniforge\d?)/|/Users/|/home/(?!jovyan/)"
    r"|/usr/local/bin/(bash|sh|zsh|fish|env|python[\d.]*)$|[A-Za-z]:"
)
"""Where programs are on computers of their authors, and not in the image."""
_SHELLS = frozenset({"zsh", "fish", "csh", "tcsh", "ksh"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each script whose program is not there."""
    installed = {package.name for package in project.environment.packages}
    if project.environment.buildpack == "nix":
        installed |= _SHELLS  # which its file may bring in ways that are not read
    for script in scripts_of(project.tree, project.environment):
        reason = _reason(script.shebang, installed) if script.shebang else None
        if reason is not None:
            yield Finding(
                f"`{script.path}` asks for `{_shown(script)}`, {reason}, so "
                f"{_consequence(script)}.",
                f"Write `{_mend(script)}` as its first line.",
                Location(script.path, 1),
            )


def _reason(shebang: Shebang, installed: set[str]) -> str | None:
    behind_env = shebang.program.rpartition("/")[2] == "env"
    if behind_env and len(shebang.options) > 1 and not shebang.options[0].startswith("-"):
        return "but behind `env` Linux takes the rest of the line for one name"
    if _OWN.match(shebang.program):
        return "which the image does not have"
    if not shebang.program.startswith("/"):
        return "which is not a full path" if shebang.program else "but names no program"
    if shebang.name in _SHELLS and shebang.name not in installed:
        return "a shell that the image does not have"
    return None


def _shown(script: Script) -> str:
    return script.text.partition("\n")[0].strip()[:80]


def _consequence(script: Script) -> str:
    if script.path.rpartition("/")[2] == "start":
        return "the server never starts"
    return "the build stops"


def _mend(script: Script) -> str:
    shebang = script.shebang
    if shebang is None or shebang.name in {*_SHELLS, "", "bash"}:
        return "#!/bin/bash"
    return "#!/bin/sh" if shebang.name == "sh" else f"#!/usr/bin/env {shebang.name}"
