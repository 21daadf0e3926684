"""A `binder-environment` names a file that Binder does not use, so nothing is shown in its place.

The directive shows a file as Binder reads it, to teach it or to say what a reader gets. A name that
is misspelt, or a file that lies where Binder does not look, would teach what has no effect.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: name a file that Binder uses, or leave the name out for the one that says most::

    .. binder-environment::
       :file: postBuild
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sphinx_binderhub.environment import CONFIGURATION_FILES, ROOT_ONLY, named_file
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every name that is none of a file that is used."""
    asked = [shown for page in project.pages for shown in page.environments if shown.file]
    # Where the image is built from other files, or cannot be, that is what the page says.
    if not asked or not project.has_own_environment or project.environment.buildpack is None:
        return
    for shown in asked:
        name = shown.file or ""
        if not named_file(project.environment, project.tree, name) and not _is_loose(project, name):
            yield _finding(project, name, shown.location)


def _finding(project: Project, name: str, place: Location) -> Finding:
    environment = project.environment
    inside = f"{environment.binder_directory}/{name}".lstrip("/")
    ignored = [one for path in (inside, name) for one in environment.ignored if one.path == path]
    cell = f" in cell {place.cell}" if place.cell else ""
    why = f": {ignored[0].reason}" if ignored else ""
    used = {path.rpartition("/")[2]: path for path in environment.used}
    near = [] if ignored else get_close_matches(name.rpartition("/")[2], used, n=1)
    return Finding(
        f"The `binder-environment`{cell} shows `{name[:80]}`, which Binder does not use{why}.",
        f"Did you mean `{near[0]}`?" if near else _choice(list(used.values())),
        place,
    )


def _choice(paths: list[str]) -> str:
    if not paths:
        return "Add the file where Binder looks for it, or leave the option out."
    return f"Name a file that it uses: {', '.join(f'`{path}`' for path in paths)}."


def _is_loose(project: Project, name: str) -> bool:
    """Tell whether the file is there and only not committed, of which another rule speaks."""
    tree, file = project.tree, name.rpartition("/")[2]
    path = f"{project.environment.binder_directory}/{file}".lstrip("/")
    if name not in {file, path} or file not in set(CONFIGURATION_FILES) - set(ROOT_ONLY):
        return False
    return path not in tree.files and (tree.root / path).is_file()
