"""A path in the requirements does not begin with `./`, and is looked for before it is there.

repo2docker installs the requirements before it copies the repository into the image, so that a
change of a chapter does not cost an installation. It copies first where a line names something of
the repository, and finds that out by a dot: `./package`, `-e ./package`, `../x`, or by `-r`. pip
accepts `package/` and `wheels/x.whl` as well, but the folder is not there yet, and the build fails.

See https://github.com/jupyterhub/repo2docker/blob/main/repo2docker/utils.py

Mend, in `requirements.txt`::

    numpy==2.3.2
    ./wheels/course-1.0-py3-none-any.whl
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.local_paths import is_absolute, is_there, local_path
from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.environment.steps import needs_copy
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such paths of a file; its mend for the first mends them all."""
    found: dict[str, list[PipEntry]] = {}
    for entry in project.environment.pip_entries:
        path = entry.installed
        if path and is_there(project.tree, path) and not _is_absolute(entry):
            found.setdefault(entry.origin, []).append(entry)
    for origin, (first, *more) in found.items():
        if not _is_early(origin, project):
            continue
        fatal = not all(entry.said.finds for entry in (first, *more))
        yield Finding(
            f"`{shown(first.text)}` is read before the repository is in the image, for its path "
            "does not begin with `./`"
            + ("." if not fatal else ". pip does not find it, and the build fails."),
            f"Write `{shown(_dotted(first))}`.",
            first.location,
            None if fatal else Severity.WARNING,
            tuple(entry.location for entry in more),
        )


def _is_early(origin: str, project: Project) -> bool:
    """Tell whether pip reads the file before the repository is copied."""
    file = project.environment.conda_file
    if file is not None and origin == file.path:
        return not file.copied
    return not needs_copy(project.environment, project.tree)


def _is_absolute(entry: PipEntry) -> bool:
    return is_absolute(local_path(entry.said.target or "") or "") or entry.said.refusal is not None


def _dotted(entry: PipEntry) -> str:
    """Return the line with its path so written that repo2docker sees that it is one."""
    target = entry.said.target or ""
    bare = target.removeprefix("file:")
    if entry.said.name and not entry.said.editable:
        return f"./{bare}"  # `a @ file:b` has no such form
    return entry.text.replace(target, f"./{bare}", 1)
