r"""A chapter reads a file by a name that only Windows or macOS understands.

Binder runs Linux, where letter case counts and a backslash is a letter like any other. There is no
``Data/x.csv`` where the repository has ``data/x.csv``, and no file is found by ``data\x.csv``,
though both work on the author's machine.

See https://git-scm.com/docs/git-config#Documentation/git-config.txt-coreignoreCase
and https://github.com/anthony-wang/BestPractices/issues/2

Mend: write the name as ``git ls-files`` shows it, with slashes::

    pd.read_csv("data/x.csv")
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.data.lost_files import by_cause, lost_files
from sphinx_binderhub.provision.data.places import relative
from sphinx_binderhub.provision.data.words import locations, several, subject

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the files of each folder that are named in another way."""
    for lost in by_cause(lost_files(project, "name"), project):
        first = lost[0]
        slashed = "\\" in first.need.name
        called = f"which is `{first.found}`" if not several(lost) else "which have other names"
        reason = "a backslash joins no folders" if slashed else "letter case counts"
        place, also = locations(lost)
        yield Finding(
            f"{subject(lost)}, {called} in the repository, and {reason} on Binder.",
            f"Write `{relative(first.found or first.path, first.chapter)}`"
            + (", and the others in the same way." if several(lost) else "."),
            place,
            None if any(one.ends_cell for one in lost) else Severity.WARNING,
            also,
        )
