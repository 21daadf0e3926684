"""A chapter needs an environment variable that Binder does not set.

``os.environ["API_KEY"]`` ends with ``KeyError`` where the variable is not set, and Binder has no
place for secrets: whatever is in the repository or its image, everybody may read. A reader has to
be asked for a key of one's own, or the chapter must do without. A variable that the chapter or the
script `start` sets is left alone, and so is one that is asked for with a default.

See https://github.com/jupyterhub/binderhub/issues/532

Mend: ask the reader, and go on without where there is no answer::

    key = os.environ.get("API_KEY") or getpass("Your key: ")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.machine.variables import is_set
from sphinx_binderhub.provision.packages.declaring import reads_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all variables that the same chapters need."""
    if not reads_environment(project):
        return
    found: dict[str, list[Asked]] = {}
    for one in asked_for(project, "variable"):
        if not _is_given(one, project):
            found.setdefault(one.need.name, []).append(one)
    together: dict[frozenset[str], list[Asked]] = {}
    for group in found.values():
        together.setdefault(frozenset(one.chapter.path for one in group), []).extend(group)
    yield from map(_finding, together.values())


def _finding(found: list[Asked]) -> Finding:
    name = found[0].need.name
    many = len({one.need.name for one in found}) > 1
    location, also = places_of(found)
    return Finding(
        f"{who(found, 'need')} the environment variable{'s' * many} "
        f"{listed(one.need.name for one in found)}, which Binder does not set.",
        f'Ask the reader, as in `os.environ.get("{name}") or getpass("{name}: ")`, or do without.',
        location,
        also=also,
    )


def _is_given(one: Asked, project: Project) -> bool:
    return is_set(one.need.name) or one.need.name in project.environment.words
