"""A file or folder has almost the name that Binder reads, and is ignored.

Names must be exact, capital letters included: Binder runs on Linux, where `Environment.yml` is
another file than `environment.yml`, even if a Mac or Windows shows them as one. An error where it
is the reason for which no environment is found.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: rename it::

    git mv Environment.yml environment.yml
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.misnamed import Misnamed, misnamed_files
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each misnamed file and folder."""
    environment = project.environment
    if environment.buildpack is None and not environment.empty:
        return  # Binder stops before it looks for environment files; that comes first.
    for found in misnamed_files(project.tree, environment):
        slash = "" if found.path in project.tree.files else "/"
        yield Finding(
            f"Binder ignores `{found.path}{slash}`; {_reason(found)}.",
            f"Run `{_command(found, bool(slash))}`.",
            Location(found.path),
            _severity(found, environment.empty),
        )


def _severity(found: Misnamed, empty: bool) -> Severity:
    if empty and found.sufficient:
        return Severity.ERROR
    return Severity.WARNING if found.certain else Severity.NOTE


def _reason(found: Misnamed) -> str:
    expected = found.expected.rpartition("/")[2]
    if found.path.lower() == found.expected.lower():
        return f"the name must be exactly `{expected}`, in these letters"
    return f"the name must be exactly `{expected}`"


def _command(found: Misnamed, folder: bool) -> str:
    old, new = shlex.quote(found.path), shlex.quote(found.expected)
    if folder and found.path.lower() == found.expected.lower():
        # A file system that ignores case moves a folder into itself, unless by a detour.
        return f"git mv {old} {new}-new && git mv {new}-new {new}"
    return f"git mv {old} {new}"
