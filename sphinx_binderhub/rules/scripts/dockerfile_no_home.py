"""The reader has no home in the image that the `Dockerfile` makes, so Jupyter cannot start.

A hub runs the image as the user number 1000 and never as root. Where the image has no such user and
sets no `HOME`, the home is `/`, in which that user may write nothing, and Jupyter ends with
"Permission denied". Only images are judged that are known to be so.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html
and https://github.com/binder-examples/minimal-dockerfile

Mend, in `Dockerfile`::

    FROM python:3.12-slim
    RUN python3 -m pip install --no-cache-dir notebook jupyterlab
    RUN useradd --create-home --uid 1000 jovyan
    ENV HOME=/home/jovyan
    WORKDIR ${HOME}
    COPY --chown=1000 . ${HOME}
    USER jovyan
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where nobody is given a home."""
    contract = read_contract(project.tree, project.environment)
    if contract is not None and contract.home is not None and not contract.foreign:
        yield Finding(
            f"`{contract.path}` builds on `{contract.home.reason}` and gives the reader, the user "
            "number 1000, no home to write in, so Jupyter cannot start.",
            "Add the lines `RUN useradd --create-home --uid 1000 jovyan`, `ENV HOME=/home/jovyan`, "
            "`WORKDIR ${HOME}` and `USER jovyan`.",
            Location(contract.path, contract.home.line),
        )
