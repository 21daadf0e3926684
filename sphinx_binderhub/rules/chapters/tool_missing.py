"""A chapter runs a program that nothing installs.

The image has a shell with the usual small programs, git, curl, wget, compilers for C and C++,
ImageMagick, conda and Jupyter. Any other program has to come with a package: of Debian's, named in
`apt.txt`, or of conda's or Python's. Where none brings it, the cell says "command not found" or
ends with ``FileNotFoundError``. The Python package `graphviz`, for one, only speaks to the program
`dot`, which the Debian package `graphviz` and conda's bring. Only programs of a list are judged,
for any package may bring any other; it is a note where a script may bring it.

See https://github.com/xflr6/graphviz/issues/66
and https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend: name the package in `apt.txt`, or in `environment.yml` where there is one::

    graphviz
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, is_debian, listed, places_of, who
from sphinx_binderhub.provision.declaring import reads_environment
from sphinx_binderhub.provision.program_table import NEVER
from sphinx_binderhub.provision.programs import (
    Supplies,
    brings_own,
    how_to_get,
    program_named,
    supplies_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each package that is missing, and each program that none brings."""
    if not reads_environment(project):
        return
    found = [one for one in asked_for(project, "program") if _key(one)]
    if not found:
        return
    supplies = supplies_of(project.environment)
    asked = frozenset(one.need.name for one in asked_for(project, "install") if is_debian(one))
    missing = [one for one in found if _is_missing(one, supplies, asked, project)]
    missing.sort(key=_key)
    for _, group in groupby(missing, key=_key):
        yield _finding(list(group), project)


def _key(one: Asked) -> str:
    """Return what is the same for programs of one package; empty for those that are not judged."""
    name = one.need.name
    program = program_named(name)
    return program.names if program else name if name in NEVER else ""


def _is_missing(one: Asked, supplies: Supplies, asked: frozenset[str], project: Project) -> bool:
    """Tell whether nothing brings a program; of `asked` packages of Debian another rule speaks."""
    notebook, name = one.chapter.notebook, one.need.name
    if brings_own(name, project, one.chapter) or notebook.install_files:
        return False
    program = program_named(name)
    if program is None:
        return name not in supplies.words
    return not supplies.bring(program, notebook.installs | asked)


def _finding(found: list[Asked], project: Project) -> Finding:
    name = found[0].need.name
    program = program_named(name)
    start = f"{who(found, 'run')} {listed(one.need.name for one in found)}"
    location, also = places_of(found)
    severity = None if project.environment.complete else Severity.NOTE
    if program is None:
        return Finding(
            f"{start}, which is not on Binder.",
            NEVER[name],
            location,
            severity,
            also,
        )
    return Finding(
        f"{start}, which neither the image nor an environment file brings.",
        f"{how_to_get(program, project.environment)}.",
        location,
        severity,
        also,
    )
