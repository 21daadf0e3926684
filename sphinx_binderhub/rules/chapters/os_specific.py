"""A chapter uses what Windows or macOS alone have.

Binder runs Linux. A command such as ``!del old.csv`` or ``!open plot.pdf``, or a cell of
``%%cmd``, works on the author's computer and says "command not found" there; ``import winreg`` ends
with an error. What stands within an `if` that asks for the platform is left alone.

See https://github.com/Unidata/python-workshop/issues/264
and https://github.com/yhilpisch/py4fi2nd/issues/5

Mend: let Python do it, which is the same everywhere::

    from pathlib import Path
    Path("old.csv").unlink()
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.notebook import Need
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.machine.other_programs import INSTEAD, MODULES
from sphinx_binderhub.provision.machine.programs import brings_own, platform_of
from sphinx_binderhub.provision.packages.declaring import reads_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_MODULES = {name: place for place, names in MODULES.items() for name in names.split()}


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each of the two platforms."""
    if project.has_own_environment and not reads_environment(project):
        return
    found = [one for one in _asked(project) if _platform(one)]
    found = [one for one in found if not brings_own(one.need.name, project, one.chapter)]
    found.sort(key=lambda one: (_platform(one), one.location.sort_key))
    for platform, group in groupby(found, key=_platform):
        yield _finding(platform, list(group))


def _asked(project: Project) -> Iterator[Asked]:
    yield from asked_for(project, "program", "magic")
    for chapter in project.chapters:
        for place in chapter.notebook.imports:
            if place.top in _MODULES and not place.optional:
                where = (place.cell, place.line, place.optional, place.file_line)
                yield Asked(chapter, Need("import", place.top, *where))


def _platform(one: Asked) -> str:
    kind, name = one.need.kind, one.need.name
    if kind == "import":
        return _MODULES[name]
    if name == "cmd":
        return "Windows"
    return (kind == "program" and platform_of(name)) or ""


def _finding(platform: str, found: list[Asked]) -> Finding:
    location, also = places_of(found)
    names = list(dict.fromkeys(one.need.name for one in found))
    pairs = [f"`{INSTEAD[name]}` for `{name}`" for name in names if name in INSTEAD]
    exist = "exist" if len(names) > 1 else "exists"
    return Finding(
        f"{who(found, 'use')} {listed(names)}, which {exist} on {platform} only; Binder is Linux.",
        f"Write {', '.join(pairs)}, or let Python do it."
        if pairs
        else "Let Python do it, or leave it out.",
        location,
        Severity.ERROR if any(one.need.kind == "import" for one in found) else None,
        also,
    )
