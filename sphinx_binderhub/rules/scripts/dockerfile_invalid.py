"""Docker refuses the `Dockerfile`, so nothing is built.

Every line that is not a comment, or the continuation of the line before it, must begin with an
instruction of Docker's. The usual cause is a backslash that is missing at the end of the line
before. There must be a `FROM`, and nothing but `ARG` before it.

See https://docs.docker.com/reference/dockerfile/

Mend, in `Dockerfile`::

    FROM quay.io/jupyter/scipy-notebook:2026-06-01
    RUN mamba install --yes seaborn
    COPY --chown=${NB_UID} . ${HOME}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.dockerfile import read_dockerfile
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the first line that Docker refuses."""
    path = project.environment.file("Dockerfile")
    dockerfile = read_dockerfile(project.tree, path) if path else None
    if dockerfile is None or dockerfile.problem is None:
        return
    line, reason = dockerfile.problem
    odd = "is no instruction" in reason
    yield Finding(
        f"Docker refuses `{path}`: {reason}.",
        "End the line before it with a backslash, or correct the name."
        if odd
        else "Begin the file with `FROM` and an image, such as `FROM python:3.12-slim`.",
        Location(path, line),
    )
