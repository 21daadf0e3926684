"""The `Dockerfile` builds on an image without a tag, or with `latest`: another one every week.

The environment then changes without anybody having changed a file, and some day the chapters no
longer run in it. Binder asks for a tag that stays, and not `latest`.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html

Mend, in `Dockerfile`::

    FROM quay.io/jupyter/scipy-notebook:2026-06-01
    COPY --chown=${NB_UID} . ${HOME}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.build_stages import read_stages
from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.environment.docker.known_images import parse_image
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.docker.build_stages import Stage
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the images."""
    contract = read_contract(project.tree, project.environment)
    if contract is None or contract.foreign:
        return
    stages = read_stages(project.tree, project.environment)
    loose = [stage for stage in stages if _is_loose(stage)]
    if loose:
        image = loose[0].image or ""
        bare = image.removesuffix(":latest")
        why = "with the tag `latest`" if bare != image else "without a tag"
        yield Finding(
            f"`{contract.path}` builds on `{bare}` {why}, which may be another image next week.",
            f"Write a tag that stays, as in `FROM {bare}:TAG`.",
            Location(contract.path, loose[0].line),
            also=tuple(Location(contract.path, stage.line) for stage in loose[1:]),
        )


def _is_loose(stage: Stage) -> bool:
    if not stage.image or stage.image == "scratch":
        return False
    image = parse_image(stage.image)
    return not image.digest and image.tag in {"", "latest"}
