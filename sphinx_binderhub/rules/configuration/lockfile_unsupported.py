"""The environment is described in a file that Binder does not read, such as `uv.lock`.

repo2docker knows the files of conda, pip, Pipenv, Julia, R and Nix. What uv, pixi, Poetry, PDM,
conda-lock and renv write says nothing to it, and neither does `requirements.in`. Beside a file that
it does read, they do no harm, and nothing is said.

See https://github.com/jupyterhub/repo2docker/issues/1339

Mend: let the tool export what Binder reads, here a file `requirements.txt`::

    numpy==2.3.2
    pandas==2.3.2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.elsewhere import explains
from sphinx_binderhub.environment.lock_files import EXPORTS, unread_lists
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such files."""
    environment, tree = project.environment, project.tree
    found = unread_lists(tree, environment)
    if not found or explains(tree, environment)[:1] != found[:1]:
        return  # another file out of place explains it better
    name = found[0].rpartition("/")[2]
    yield Finding(
        f"Binder does not read `{found[0]}`, and no other file describes the environment.",
        _mend(name, environment.binder_directory, environment.profile.default_r),
        Location(found[0]),
        None if environment.profile.default_buildpack is None else Severity.WARNING,
        tuple(map(Location, found[1:])),
    )


def _mend(name: str, directory: str, r_version: str) -> str:
    folder = f"{directory}/" if directory else ""
    if name == "renv.lock":
        return (
            f"Add a file `{folder}runtime.txt` with the one line `r-{r_version}-2026-06-01`, and "
            f'`{folder}install.R` with `install.packages("renv"); renv::restore()`.'
        )
    command = EXPORTS[name].format(folder=folder)
    if name == "conda-lock.yml":
        return f"Run `{command}`, and commit the file that it writes as `{folder}environment.yml`."
    return f"Run `{command}`, and commit the file that it writes."
