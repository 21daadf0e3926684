"""A chapter reads a file that is not where the chapter looks for it.

On Binder a notebook runs in its own folder, and finds there what the repository has. A path that is
right from the root, or from the folder above the repository, is wrong there: an error. A file of
that name in another folder, or in none, is a warning, and a note where another chapter writes it,
for the reader may open this one alone. Nothing is said where the chapter, a module or a script of
the repository may write or fetch the file.

See https://github.com/binder-examples/getting-data
and https://github.com/SWE-UniStuttgart/Qlunc/issues/97

Mend: write the path relative to the notebook, here one in ``chapters/``::

    pd.read_csv("../data/x.csv")

A file that is nowhere is committed, or downloaded by the chapter. One that is called like a secret
is only a note, and should not be committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.data.lost_files import Lost, by_cause, lost_files
from sphinx_binderhub.provision.data.places import relative
from sphinx_binderhub.provision.data.words import (
    NOT_FOR_ALL,
    is_secret,
    locations,
    several,
    subject,
)

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the files of each folder that are not found."""
    found = lost_files(project, "outside", "root", "chapter", "elsewhere", "nowhere")
    for lost in by_cause(found, project):
        place, also = locations(lost)
        yield Finding(
            f"{subject(lost)}, {_reason(lost)}.",
            _fix(lost),
            place,
            _severity(lost),
            also,
        )


def _severity(lost: list[Lost]) -> Severity | None:
    if lost[0].why == "chapter" or is_secret(lost[0].need.name):
        return Severity.NOTE
    sure = lost[0].why in {"outside", "root"} and any(one.ends_cell for one in lost)
    return Severity.ERROR if sure else None


def _reason(lost: list[Lost]) -> str:
    first, many = lost[0], several(lost)
    which = "which are" if many else "which is"
    if first.why == "outside":
        return f"which lead{'' if many else 's'} out of the repository, and Binder has nothing else"
    if first.why == "root":
        return f"{which} right from another folder, but a notebook runs in its own"
    if first.why == "chapter":
        return f"which `{first.found}` writes, and a reader may not have run that"
    if first.why == "elsewhere":
        return f"{which} " + ("in other folders" if many else f"`{first.found}` in the repository")
    return "which the repository does not have"


def _fix(lost: list[Lost]) -> str:
    first, many = lost[0], several(lost)
    if first.why == "chapter":
        return f"Commit the file, or say on the page that `{first.found}` has to be run first."
    if first.found is not None:
        path, others = relative(first.found, first.chapter), ", and the others in the same way"
        write = f"rite `{path}`{others if many else ''}."
        return f"W{write}" if first.why == "root" else f"If that file is meant, w{write}"
    them = "files" if many else "file"
    if is_secret(first.need.name):
        return NOT_FOR_ALL
    if first.why == "outside":
        return f"Put the {them} into the repository, and write the path relative to the notebook."
    return f"Commit the {them}, or let the chapter download the data."
