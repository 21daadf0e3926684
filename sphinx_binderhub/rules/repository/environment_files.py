"""A script may read anything, so every commit counts as a change of the environment.

With `binderhub_build = "environment"` the image is built from the last commit that changed what
repo2docker reads. A `postBuild`, a `start` or an `install.R` is run in the repository, and a
`Dockerfile` may copy all of it; so any change counts, and every commit makes readers wait again.
Most scripts read nothing but themselves, or a file or two; only their author knows.

See https://repo2docker.readthedocs.io/en/latest/configuration/scripts.html

Mend: list what the script reads; the script itself always counts. In `conf.py`::

    binderhub_environment_files = []
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.environment import read_inputs
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where scripts keep the image from being older than the last commit."""
    settings = project.settings
    if settings.build != "environment" or settings.environment is not None:
        return
    inputs = read_inputs(project.environment, project.tree, settings.environment_files)
    if inputs.scripts:
        named = ", ".join(f"`{path}`" for path in inputs.scripts)
        yield Finding(
            f"{named} may read any file, so every commit is a new image.",
            "Set `binderhub_environment_files` to the files that it reads, `[]` for none.",
            Location(inputs.scripts[0], 1),
        )
