"""Chapters import packages that no environment file names.

They work all the same, for now: the packages come with the base image, or with one that is named.
Neither owes them to anybody. The next release of repo2docker or of that package may do without, and
the chapters then fail although nothing in the repository changed. What several named packages
bring, and what belongs to Jupyter itself, is left out.

See https://deptry.com/rules-violations/#transitive-dependencies-dep003

Mend: name them, too::

    dependencies:
      - requests
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.packages.declaring import file_of_packages, reads_environment
from sphinx_binderhub.provision.transitive import Brought, brought_modules

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_SHOWN = 12
"""Modules that a message lists."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the whole book."""
    environment = project.environment
    if not reads_environment(project) or environment.empty or not environment.complete:
        return
    found = brought_modules(project)
    if not found:
        return
    location, *also = dict.fromkeys(map(_location, found))
    them = "them" if len(found) > 1 else "it"
    yield Finding(
        f"No environment file names what chapters import: {_listed(found)}. "
        f"A later release may no longer bring {them}.",
        _fix(list(dict.fromkeys(one.package for one in found)), project),
        location,
        also=tuple(also),
    )


def _location(one: Brought) -> Location:
    place = one.place
    return Location(one.chapter.path, place.file_line or place.line, cell=place.cell)


def _listed(found: list[Brought]) -> str:
    """Return the modules, those together that come with the same package."""
    groups: dict[str, list[str]] = {}
    for one in found[:_SHOWN]:
        groups.setdefault(one.by, []).append(f"`{one.module}`")
    parts = [
        f"{', '.join(modules)} (with {f'`{by}`' if by else 'the base image'})"
        for by, modules in sorted(groups.items())
    ]
    more = [f"{len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    return "; ".join(parts + more)


def _fix(packages: list[str], project: Project) -> str:
    file = file_of_packages(project.environment)
    dash = "- " if file.endswith(("yml", "yaml")) else ""
    shown = ", ".join(f"`{dash}{one}`" for one in packages)
    return f"Add {shown} to the packages in `{file}`."
