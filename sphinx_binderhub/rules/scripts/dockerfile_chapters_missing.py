"""The chapters are not in the image, or not where their pages look for them.

With a `Dockerfile`, nothing of the repository is in the image but what it copies. A page opens its
chapter by its path in the repository, from the folder in which the server begins, the last
`WORKDIR`. An image of somebody's own may hold the chapters already, and is left alone; so is a
`Dockerfile` that fetches or moves files, and a book whose chapters are pulled when the server
starts. It is an error while a book is built, and a warning for `check`, which does not know what is
launched.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html

Mend, in `Dockerfile`::

    FROM quay.io/jupyter/scipy-notebook:2026-06-01
    COPY --chown=${NB_UID} . ${HOME}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.environment.docker.image_files import SOMEWHERE, ImageFiles, read_image_files
from sphinx_binderhub.environment.docker.known_images import is_public, parse_image
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.docker.build_stages import Stage
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the chapters that are missing."""
    contract = read_contract(project.tree, project.environment)
    settings = project.settings
    pulled = settings.build == "environment" or settings.interface.startswith("/")
    if contract is None or contract.foreign or pulled:
        return
    files = read_image_files(contract.stage)
    chapters = sorted(project.chapters, key=lambda chapter: chapter.path)
    missing = [one.path for one in chapters if _is_missing(one.path, files, contract.stage)]
    in_book = any(chapter.docname is not None for chapter in chapters)
    if missing and (in_book or len(missing) == len(chapters)):
        severity = Severity.ERROR if in_book else Severity.WARNING
        yield _finding(contract.path, contract.stage, files, missing, severity)


def _is_missing(path: str, files: ImageFiles, stage: Stage) -> bool:
    if not files.complete:
        return False
    if not files.places(path):
        return is_public(parse_image(stage.root_image or ""))
    return files.misplaces(path)


def _finding(
    path: str, stage: Stage, files: ImageFiles, missing: list[str], severity: Severity
) -> Finding:
    first, count = missing[0], len(missing) - 1
    others = f" and {count} other chapter{'s' * (count > 1)}" if count else ""
    place = next(iter(sorted(map(str, files.places(first)))), None)
    takes = (copy.line for copy in files.copies if list(copy.places(first)))
    line = next(takes, stage.line)
    if place is None:
        outcome = "they are not in the image" if count else "it is not in the image"
        message = f"No line of `{path}` copies `{first}`{others}, so {outcome}."
        fix = "Add the line `COPY --chown=1000 . ${HOME}`, where `HOME` is the last `WORKDIR`."
    else:
        shown = place.removeprefix(f"{SOMEWHERE}/")
        begin = "" if files.workdir == SOMEWHERE else f" in `{files.workdir}`"
        message = (
            f"`{path}` puts `{first}`{others} at `{shown}`, but the page looks for it by its path "
            f"in the repository, from where the server begins{begin}."
        )
        fix = "Copy the whole repository into the last `WORKDIR`: `COPY --chown=1000 . .`."
    return Finding(message, fix, Location(path, line), severity, tuple(map(Location, missing)))
