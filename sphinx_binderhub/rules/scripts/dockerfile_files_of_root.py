"""The reader may not save the chapters, because `COPY` gives them to root.

What a `Dockerfile` copies belongs to root, whatever user it names before, while the reader is the
user number 1000. The chapters open and run, but cannot be saved, and a cell that writes a file next
to them fails. A later `chown` or `chmod` is trusted to have mended that.

See https://mybinder.readthedocs.io/en/latest/tutorials/dockerfile.html

Mend, in `Dockerfile`::

    FROM quay.io/jupyter/scipy-notebook:2026-06-01
    COPY --chown=${NB_UID} . ${HOME}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.environment.docker.image_files import commands_of, read_image_files
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.docker.build_stages import Stage
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_GIVES = frozenset({"chown", "chmod", "setfacl", "fix-permissions", "install", "rsync", "cp"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the instruction that copies the chapters."""
    contract = read_contract(project.tree, project.environment)
    if contract is None or contract.foreign or project.settings.build == "environment":
        return
    chapters = sorted(chapter.path for chapter in project.chapters)
    for copy in read_image_files(contract.stage).copies:
        taken = next((path for path in chapters if list(copy.places(path))), None)
        if taken and not copy.owned and not _is_given_later(contract.stage, copy.line):
            yield Finding(
                f"What `{contract.path}` copies here belongs to root, so the reader can open and "
                f"run `{taken}` but not save it.",
                "Write `COPY --chown=1000` instead of `COPY`.",
                Location(contract.path, copy.line),
            )
            return


def _is_given_later(stage: Stage, line: int) -> bool:
    """Tell whether a later command may give the files to the reader."""
    for instruction in stage.chain:
        for command in commands_of(instruction) if instruction.line > line else ():
            if command.name in _GIVES or "/" in command.raw[0] or command.name in {"sh", "bash"}:
                return True
    return False
