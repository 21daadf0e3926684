"""Binder builds the `Dockerfile` in the root, which serves something else.

Where there is a `Dockerfile`, it alone decides, whatever other environment files there are. One
that starts a web server, or that lacks several things that Binder needs, was written for another
purpose. Give Binder a folder of its own: it then looks there, and nowhere else.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html

Mend: leave the file as it is, and add a `binder/environment.yml`::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.image_contract import Contract, read_contract
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_LISTS = ("environment.yml", "requirements.txt", "Pipfile")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding in place of one for everything that the file lacks."""
    contract = read_contract(project.tree, project.environment)
    if contract is None or not contract.foreign:
        return
    sure = any(breach.certain for breach in contract.breaches)
    lines = sorted(breach.line for breach in contract.breaches) or [contract.stage.line]
    yield Finding(
        f"Binder builds `{contract.path}`, which seems to serve something else: {_what(contract)}.",
        _mend(project.environment),
        Location(contract.path, lines[0]),
        Severity.ERROR if sure else Severity.WARNING,
        tuple(Location(contract.path, line) for line in dict.fromkeys(lines[1:])),
    )


def _what(contract: Contract) -> str:
    found = []
    if contract.entrypoint is not None:
        found.append(f"it gives the hub's command to {contract.entrypoint.reason}")
    if contract.serves_pages:
        found.append("its image is a web server")
    elif contract.jupyter is not None:
        found.append(f"it adds no Jupyter to `{contract.jupyter.reason}`")
    if contract.home is not None:
        found.append("it gives the reader no home to write in")
    return " and ".join(found)


def _mend(environment: Environment) -> str:
    ignored = {entry.path for entry in environment.ignored}
    named = next((name for name in _LISTS if name in ignored), None)
    if named is None:
        return "Put an `environment.yml` into a folder `binder/`, where Binder then looks alone."
    return f"Put a copy of `{named}` into a folder `binder/`, where Binder then looks alone."
