"""A chapter reads a file that is not where the chapter looks for it.

On Binder a notebook runs in its own folder, and finds there what the repository has. A path that is
right from the root, or from the folder above the repository, is wrong there: an error. A file of
that name in another folder, or in none, is a warning, and a note where another chapter writes it,
for the reader may open this one alone. Nothing is said where the chapter, a module or a script of
the repository may write or fetch the file.

See https://mybinder.readthedocs.io/en/latest/howto/data.html
and https://github.com/binder-project/binder/issues/69

Mend: write the path relative to the notebook, here one in ``chapters/``::

    pd.read_csv("../data/x.csv")

A file that is nowhere is committed, or downloaded by the chapter.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.data_files import Lost, Why, by_cause, lost_files
from sphinx_binderhub.provision.data_paths import relative
from sphinx_binderhub.provision.data_words import locations, several, subject

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_SEVERITIES: dict[Why, Severity] = {
    "outside": Severity.ERROR,
    "root": Severity.ERROR,
    "chapter": Severity.NOTE,
}


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the files of each folder that are not found."""
    found = lost_files(project, "outside", "root", "chapter", "elsewhere", "nowhere")
    for lost in by_cause(found, project):
        place, also = locations(lost)
        yield Finding(
            f"{subject(lost)}, {_reason(lost)}.",
            _fix(lost),
            place,
            _SEVERITIES.get(lost[0].why),
            also,
        )


def _reason(lost: list[Lost]) -> str:
    first, many = lost[0], several(lost)
    where = f"`{first.path}`" if not many else "there"
    if first.why == "outside":
        return "which leads out of the repository, and Binder has nothing else"
    if first.why == "chapter":
        return f"which `{first.found}` writes, and a reader may not have run that"
    if first.why == "nowhere":
        return f"and the repository has no {where}" if not many else "which the repository lacks"
    found = "are in other folders" if many else f"is `{first.found}` in the repository"
    return f"which {found}: a notebook runs in its own folder"


def _fix(lost: list[Lost]) -> str:
    first, others = lost[0], ", and the others in the same way" if several(lost) else ""
    if first.why == "chapter":
        return f"Commit the file, or say on the page that `{first.found}` has to be run first."
    if first.found is not None:
        path = relative(first.found, first.chapter)
        sure = first.why == "root"
        return f"Write `{path}`{others}." if sure else f"If that file is meant, write `{path}`{others}."
    them = "files" if several(lost) else "file"
    if first.why == "outside":
        return f"Put the {them} into the repository, and write the path relative to the notebook."
    return f"Commit the {them}, or let the chapter download the data."
