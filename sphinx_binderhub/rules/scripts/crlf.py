"""A script has Windows line endings, which Linux takes for part of a program's name.

The first line then asks for a program called `/bin/bash` and a carriage return. There is none, so
the build stops with "not found", or the server never starts. In the other lines of a shell script,
the last word of each command gets the carriage return. What counts is the file that git clones: a
file that `.gitattributes` or `core.autocrlf` lets git turn into Linux's form is left alone.

See https://github.com/jupyterhub/repo2docker/issues/301

Mend: let git keep Linux's line endings, in a file `.gitattributes`::

    postBuild text eol=lf
    start text eol=lf

then run `git add --renormalize postBuild start`, and commit.
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import Script, scripts_of
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.repository.line_endings import is_cloned_with_crlf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each script that is cloned with such lines."""
    for script in scripts_of(project.tree, project.environment):
        line = _line_that_counts(script)
        if line is None or not is_cloned_with_crlf(project.tree, script.path):
            continue
        fatal = line == 1 and script.shebang is not None
        yield Finding(
            f"`{script.path}` has Windows line endings, so {_consequence(script, fatal)}.",
            f"Add the line `{script.path} text eol=lf` to `.gitattributes`, run "
            f"`git add --renormalize {shlex.quote(script.path)}`, and commit.",
            Location(script.path, line),
            Severity.ERROR if fatal else Severity.WARNING,
        )


def _line_that_counts(script: Script) -> int | None:
    """Return the first line whose end does harm; other languages' own lines do none."""
    if script.shebang is not None and 1 in script.carriage:
        return 1
    if not script.is_shell:
        return None
    ends = (command.line for command in script.commands.found)
    return next((line for line in ends if line in script.carriage), None)


def _consequence(script: Script, fatal: bool) -> str:
    if not fatal:
        return "each of its commands gets a carriage return with its last word"
    wanted = " ".join((script.shebang.program, *script.shebang.options)) if script.shebang else ""
    missing = f"Linux does not find `{wanted}`, with a carriage return, that should run it"
    if script.path.endswith("start"):
        return f"{missing}, and the server never starts"
    return f"{missing}, and the build stops"
