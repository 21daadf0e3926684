"""`apt.txt` names a package that the Ubuntu of Binder's images does not have.

Binder installs from the archive of one Ubuntu: 24.04 since 2026, 22.04 before. Between two of them
packages are renamed or removed, and then the build stops. The rule knows those names of which
authors have reported it; that it is silent does not mean that a package exists.

See https://repo2docker.readthedocs.io/en/latest/howto/breaking_changes/ and, for one that hit an
example of Binder's own, https://github.com/binder-examples/latex/issues/14

Mend: write the name that it has today::

    libgl1
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.debian.apt_names import gone_from, ubuntu_of
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each package, with all its places."""
    profile = project.environment.profile
    found: dict[str, list[Location]] = {}
    for entry in project.environment.languages.apt:
        if entry.accepted and not entry.is_command:
            for word in entry.words():
                found.setdefault(word.name, []).append(word.place)
    for name, (place, *others) in found.items():
        gone = gone_from(name, profile)
        if gone is not None:
            yield Finding(
                f"Ubuntu {ubuntu_of(profile)}, on which Binder builds, has no package `{name}`.",
                f"Write `{gone.instead}`." if gone.instead else f"Remove the line `{name}`.",
                place,
                also=tuple(others),
            )
