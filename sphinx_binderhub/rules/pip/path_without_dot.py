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

from sphinx_binderhub.environment.local_paths import is_absolute, is_there, local_path
from sphinx_binderhub.environment.pip_refusal import shown
from sphinx_binderhub.environment.steps import needs_copy
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such paths of a file; its mend for the first mends them all."""
    found: dict[str, list[PipEntry]] = {}
    for entry in project.environment.pip_entries:
        path = entry.installed
        if path and is_there(project.tree, path) and _is_early(entry, project):
            found.setdefault(entry.origin, []).append(entry)
    for first, *more in found.values():
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


def _is_early(entry: PipEntry, project: Project) -> bool:
    """Tell whether pip reads the line before the repository is copied."""
    environment, said = project.environment, entry.said
    path = local_path(said.target or "") or ""
    if is_absolute(path) or said.refusal is not None:
        return False
    file = environment.conda_file
    if file is not None and entry.origin == file.path:
        return not file.copied
    return not needs_copy(environment, project.tree)


def _dotted(entry: PipEntry) -> str:
    """Return the line with its path so written that repo2docker sees that it is one."""
    target = entry.said.target or ""
    bare = target.removeprefix("file:")
    if entry.said.name and not entry.said.editable:
        return f"./{bare}"  # `a @ file:b` has no such form
    return entry.text.replace(target, f"./{bare}", 1)
