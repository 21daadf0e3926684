"""A `Dockerfile` makes Binder ignore every other file that describes the environment.

Where there is one, Binder builds it and reads nothing else: no `environment.yml`, no `apt.txt`, no
`postBuild`. Many a `Dockerfile` in the root serves something else, and takes Binder over unseen. It
is a warning where files that only Binder reads are ignored, and a note otherwise. What the
`Dockerfile` names is left alone, for it can read the file itself, and so is one that builds on an
image which reads such files, as Pangeo's do.

See https://repo2docker.readthedocs.io/en/latest/howto/dockerfile/

Mend, if the `Dockerfile` is not meant for Binder: put what is into a folder of its own::

    git mv environment.yml binder/environment.yml
    git mv postBuild binder/postBuild
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.image_contract import read_contract
from sphinx_binderhub.environment.docker.known_images import parse_image, takes_the_repository
from sphinx_binderhub.environment.elsewhere import is_named
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.docker.image_contract import Contract
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

BINDER_ALONE = ("apt.txt", "postBuild", "start", "install.R")
"""Files that nothing but Binder reads."""

LISTS = ("environment.yml", "environment.yaml", "requirements.txt", "Pipfile")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the files that the `Dockerfile` neither is nor names."""
    environment, tree = project.environment, project.tree
    if environment.buildpack != "docker":
        return
    contract = read_contract(tree, environment)
    if contract is not None and (contract.foreign or _reads_files(contract)):
        return  # that it is not meant for Binder at all is reported by another rule
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    ignored = [
        entry.path
        for entry in environment.ignored
        if entry.path.startswith(folder)
        and entry.path.removeprefix(folder) in (*LISTS, *BINDER_ALONE)
        and not is_named(tree, entry.path, environment)
    ]
    if ignored:
        yield _finding(ignored, folder)


def _reads_files(contract: Contract) -> bool:
    """Tell whether the image that is built upon brings lines which read the files."""
    return takes_the_repository(parse_image(contract.stage.root_image or ""))


def _finding(ignored: list[str], folder: str) -> Finding:
    dockerfile = f"{folder}Dockerfile"
    listed = ", ".join(f"`{path}`" for path in ignored)
    meant = bool(folder) or any(path in BINDER_ALONE for path in ignored)
    command = f"git mv {' '.join(map(shlex.quote, ignored))} binder/"
    return Finding(
        f"Binder builds `{dockerfile}` and ignores {listed}.",
        f"Let the `{dockerfile}` copy and use what it needs of them, or delete them."
        if folder
        else f"If the `Dockerfile` is not meant for Binder, run `mkdir -p binder && {command}`; if "
        "it is, let it use what it needs of them.",
        Location(ignored[0]),
        Severity.WARNING if meant else Severity.NOTE,
        (*map(Location, ignored[1:]), Location(dockerfile)),
    )
