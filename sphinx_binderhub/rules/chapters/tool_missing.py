"""A chapter runs a program that nothing installs.

The image has a shell with the usual small programs, git, curl, wget, compilers for C and C++,
ImageMagick, conda and Jupyter. Any other program has to come with a package: of Debian's, named in
`apt.txt`, or of conda's or Python's. Where none brings it, the cell says "command not found" or
ends with ``FileNotFoundError``. Some modules are of no use without a program: the Python package
`graphviz` only speaks to `dot`, which the packages `graphviz` of Debian and conda bring, and
`pyspark` to `java`. Only programs of a list are judged, for any package may bring any other; it is
a note where a script may bring it.

See https://github.com/xflr6/graphviz/issues/66
and https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend: name the package in `apt.txt`, or in `environment.yml` where there is one::

    graphviz
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.notebook import Need
from sphinx_binderhub.provision.asking import Asked, asked_for, is_debian, listed, places_of, who
from sphinx_binderhub.provision.machine.other_programs import NEVER, RUN_BY
from sphinx_binderhub.provision.machine.programs import (
    Supplies,
    brings_own,
    how_to_get,
    program_named,
    supplies_of,
)
from sphinx_binderhub.provision.packages.declaring import reads_environment
from sphinx_binderhub.provision.supply import supply_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each package that is missing, and each program that none brings."""
    if not reads_environment(project) or supply_of(project).brings_everything:
        return
    found = [one for one in _asked(project) if _is_judged(one)]
    if not found:
        return
    supplies = supplies_of(project.environment)
    asked = frozenset(one.need.name for one in asked_for(project, "install") if is_debian(one))
    missing = [one for one in found if _is_missing(one, supplies, asked, project)]
    missing.sort(key=lambda one: (one.chapter.path, one.need.cell, one.need.line))
    by_mend: dict[str, list[Asked]] = {}
    for one in missing:
        by_mend.setdefault(_mend(one.need.name, project.environment), []).append(one)
    for mend, group in by_mend.items():
        yield _finding(group, mend, project.environment)


def _asked(project: Project) -> Iterator[Asked]:
    """Yield the programs that chapters run, and those that the modules run which they import."""
    yield from asked_for(project, "program")
    supply = supply_of(project)
    for chapter in project.chapters:
        for place in chapter.notebook.imports:
            program = RUN_BY.get(place.top)
            # Of a module that is missing itself, another rule speaks.
            if program and not place.optional and supply.settles(place.top):
                where = (place.cell, place.line, place.optional, place.file_line)
                yield Asked(chapter, Need("program", program, *where, f"import {place.top}"))


def _is_judged(one: Asked) -> bool:
    return one.need.name in NEVER or program_named(one.need.name) is not None


def _is_missing(one: Asked, supplies: Supplies, asked: frozenset[str], project: Project) -> bool:
    """Tell whether nothing brings a program; of `asked` packages of Debian another rule speaks."""
    notebook, name = one.chapter.notebook, one.need.name
    if brings_own(name, project, one.chapter) or notebook.install_files:
        return False
    program = program_named(name)
    if program is None:
        return name not in supplies.words
    return not supplies.bring(program, notebook.installs | asked)


def _mend(name: str, environment: Environment) -> str:
    program = program_named(name)
    return f"{how_to_get(program, environment)}." if program else NEVER[name]


def _finding(found: list[Asked], mend: str, environment: Environment) -> Finding:
    by = list(dict.fromkeys(one.need.by for one in found if one.need.by.startswith("import ")))
    names = listed(one.need.name for one in found)
    never = found[0].need.name in NEVER
    location, also = places_of(found)
    return Finding(
        (f"{who(found, 'need')} {names} (`{by[0]}`)" if by else f"{who(found, 'run')} {names}")
        + (
            ", which is not on Binder."
            if never
            else ", which neither the image nor an environment file brings."
        ),
        mend,
        location,
        None if environment.complete else Severity.NOTE,
        also,
    )
