r"""A chapter reads or writes a file by a path that exists on one machine only.

On Binder the repository lies in ``/home/jovyan``. A path such as ``C:\Users\anna\data.csv``,
``/Users/anna/data.csv`` or ``/content/drive/MyDrive/data.csv`` is that of its author's machine, or
of another service, and the cell ends with an error for every reader. It is a warning for any other
absolute path that a Linux machine does not have by itself.

See https://github.com/binder-examples/getting-data
and https://github.com/jupyter/notebook/issues/5529

Mend: put the file into the repository, and write its path relative to the notebook::

    pd.read_csv("data.csv")
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.data.foreign_paths import Foreign, foreign_paths
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

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the paths of each such machine."""
    found = sorted(foreign_paths(project), key=lambda one: (one.need.kind, one.start))
    for _, group in groupby(found, key=lambda one: (one.need.kind, one.start)):
        asked = list(group)
        place, also = locations(asked)
        yield Finding(
            f"{subject(asked)}, {_reason(asked[0], several(asked))}.",
            _fix(asked[0], project),
            place,
            None if asked[0].known and _ends_cell(asked) else Severity.WARNING,
            also,
        )


def _ends_cell(asked: list[Foreign]) -> bool:
    """Tell whether it is not only commands that fail, after which a cell goes on."""
    return not all(_goes_on(one.need.by.lstrip()) for one in asked)


def _goes_on(by: str) -> bool:
    return by.startswith(("!", "%")) or by.endswith((".append", ".extend", ".insert"))


def _reason(one: Foreign, many: bool) -> str:
    if one.known:
        return f"{'paths' if many else 'a path'} on {one.known}, and not on Binder"
    return f"{'absolute paths' if many else 'an absolute path'} that Binder does not have"


def _fix(one: Foreign, project: Project) -> str:
    if one.need.kind == "write":
        return "Write to a path relative to the notebook."
    if is_secret(one.need.name):
        return NOT_FOR_ALL
    name = posixpath.basename(one.need.name.replace("\\", "/"))
    same = sorted(path for path in project.tree.files if posixpath.basename(path) == name)
    if len(same) == 1:
        return f"Write `{relative(same[0], one.chapter)}`, the path relative to the notebook."
    return "Put the file into the repository, and write its path relative to the notebook."
