"""`apt.txt` asks for one version of a Debian package, which Ubuntu soon has no more.

Ubuntu keeps the version of its release and the newest update, and removes those between. A build
that asks for another one stops with "Version … was not found", when the package is updated or when
Binder moves to the next Ubuntu.

See https://github.com/tinkerbell/crocodile/issues/36

Mend: name the package alone, or take it from conda-forge where the version matters::

    graphviz
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.debian.apt_faults import WORD
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the versions."""
    entries = project.environment.languages.apt
    words = (word for one in entries if one.accepted and not one.is_command for word in one.words())
    pinned = [word for word in words if word.version and WORD.fullmatch(word.text)]
    if not pinned:
        return
    first, *others = pinned
    yield Finding(
        f"`{first.place.path}` asks for `{first.text}`: the build stops as soon as Ubuntu has "
        "another version of it.",
        f"Write `{first.name}`; where the version matters, take the package from conda-forge.",
        first.place,
        also=tuple(other.place for other in others),
    )
