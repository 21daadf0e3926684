"""A chapter runs what only root may, and on Binder nobody is root.

Chapters run as the user `jovyan`. There is no `sudo`, and `apt-get install` ends with "Permission
denied"; the cell goes on all the same, and the next that needs the program fails. It works on
Colab, from where such lines come; one that asks whether it runs there is left alone, and so is a
chapter that is named after it. Debian's packages belong in `apt.txt`; it is a note where they are
there already.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/
and https://github.com/NVIDIA/workbench-example-rapids-cuml/issues/4

Mend: name Debian's packages in `apt.txt`, one a line, and delete the line of the chapter::

    graphviz
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, is_debian, listed, places_of, who
from sphinx_binderhub.provision.packages.declaring import debian_file, reads_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_ROOT = frozenset({"sudo", "apt", "apt-get", "aptitude", "dpkg", "add-apt-repository"})
_HARMLESS = re.compile(r"\b(?:list|show|search|policy|moo)\b|\s-[lsLS]\b|--version")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all chapters."""
    if not reads_environment(project):
        return
    found = [one for one in asked_for(project, "program") if _needs_root(one)]
    if found:
        fix, severity = _fix(project)
        location, also = places_of(found)
        yield Finding(
            f"{who(found, 'run')} {listed(one.need.name for one in found)}, which only root may, "
            "and on Binder nobody is root.",
            fix,
            location,
            severity,
            also,
        )


def _needs_root(one: Asked) -> bool:
    return (
        one.need.name in _ROOT
        and "colab" not in one.chapter.path.lower()
        and not _HARMLESS.search(one.need.by)
    )


def _fix(project: Project) -> tuple[str, Severity]:
    """Return the mend; where the packages are there all the same, nothing fails."""
    path = debian_file(project.environment)
    asked = [one for one in asked_for(project, "install") if is_debian(one)]
    there = {one.name for one in project.environment.packages if one.manager == "apt"}
    missing = [one.need.name for one in asked if one.need.name not in there]
    if asked and not missing:
        return f"Delete the lines: `{path}` names the packages already.", Severity.NOTE
    names = listed(missing, 20) if missing else "Debian's packages"
    return f"Name {names} in `{path}`, one a line, and delete the lines.", SEVERITY
