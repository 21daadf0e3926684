"""The `ENTRYPOINT` of the `Dockerfile` does not run what the hub wants to run, the server.

The hub gives the image the command of the server, and Docker hands it to the `ENTRYPOINT` as its
arguments. That must run them, as a script does with `exec "$@"`. A fixed program takes them for
options of its own, and a line without JSON's brackets is not given them at all. `CMD` may be
anything, for the hub replaces it.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html

Mend: drop the `ENTRYPOINT`, in `Dockerfile`::

    FROM quay.io/jupyter/scipy-notebook:2026-06-01
    COPY --chown=${NB_UID} . ${HOME}
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
    """Yield one finding for the last `ENTRYPOINT`, the one that counts."""
    contract = read_contract(project.tree, project.environment)
    if contract is not None and contract.entrypoint is not None and not contract.foreign:
        yield Finding(
            f"The `ENTRYPOINT` in `{contract.path}` gives the hub's command to "
            f"{contract.entrypoint.reason}, so the server never starts.",
            'Drop the `ENTRYPOINT`, or let it be a script that ends with `exec "$@"`.',
            Location(contract.path, contract.entrypoint.line),
        )
