"""There is no Jupyter in the image that the `Dockerfile` makes, so there is no server to start.

With a `Dockerfile`, Binder adds nothing: JupyterLab and Notebook have to be in the image that it
builds on, or be installed. It is an error where nothing is installed at all, and a warning where
some package might bring one along. Images that are not known for sure are left alone.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html
and https://github.com/binder-examples/minimal-dockerfile

Mend, in `Dockerfile`::

    FROM python:3.12-slim
    RUN python3 -m pip install --no-cache-dir notebook jupyterlab
    ENV HOME=/tmp
    WORKDIR ${HOME}
    COPY --chown=1000 . ${HOME}
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
    """Yield one finding where an image without Jupyter gets none."""
    contract = read_contract(project.tree, project.environment)
    if contract is None or contract.jupyter is None or contract.foreign:
        return
    sure = contract.jupyter.certain
    yield Finding(
        f"`{contract.path}` builds on `{contract.jupyter.reason}`, in which there is no Jupyter, "
        + (
            "and installs none, so there is no server to start."
            if sure
            else "and no line of it names one; the server will hardly start."
        ),
        "Add the line `RUN python3 -m pip install --no-cache-dir notebook jupyterlab`.",
        Location(contract.path, contract.jupyter.line),
        Severity.ERROR if sure else Severity.WARNING,
    )
