"""A list of packages is ignored, because another file decides on the environment.

Of several files that describe an environment Binder uses one kind: `environment.yml` before
`Pipfile`, and that before `requirements.txt`; `default.nix` before all of them. Nothing is merged,
so that what only the others list is missing. A file is left alone that adds nothing, or that a
script reads, and so are the tools that build the book. One that builds the book as well is a note.

See https://repo2docker.readthedocs.io/en/latest/configuration/ and, for a book that it hit,
https://github.com/numpy/numpy-tutorials/issues/217

Mend, in `environment.yml`: let it include the other::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - pip
      - pip:
          - -r requirements.txt
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.unused import makes_the_book, unused_lists
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.packages.unused_lists import lost_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.environment.files import Ignored
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

MOST = 3
"""Packages that a message names."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the lists that would bring something."""
    environment, tree = project.environment, project.tree
    if environment.buildpack in {None, "docker"} or environment.stop is not None:
        return
    missing = {
        entry: left
        for entry in unused_lists(tree, environment)
        if not entry.path.endswith(".yaml")  # which another rule reports
        and (left := lost_packages(tree, entry.path, environment))
    }
    if missing:
        book = all(makes_the_book(tree, entry.path) for entry in missing)
        yield _finding(environment, missing, Severity.NOTE if book else Severity.WARNING)


def _finding(
    environment: Environment, missing: dict[Ignored, list[Package]], severity: Severity
) -> Finding:
    first, *others = missing
    left = [package for packages in missing.values() for package in packages]
    names = list(dict.fromkeys(package.name for package in left))
    shown = ", ".join(f"`{name}`" for name in names[:MOST])
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    paths = " and ".join(f"`{entry.path}`" for entry in missing)
    verb = "are" if others else "is"
    return Finding(
        f"{paths} {verb} ignored: {first.reason}, and nothing else installs {shown}{more}.",
        _mend(environment, first.path, names),
        Location(first.path, missing[first][0].line),
        severity,
        tuple(Location(entry.path) for entry in others),
    )


def _mend(environment: Environment, path: str, names: list[str]) -> str:
    file, name = environment.conda_file, path.rpartition("/")[2]
    if file is None:
        used = next(iter(environment.used), "the other file")
        return f"Bring what the chapters need into `{used}`, and delete `{path}`; or the other way."
    if len(names) > MOST and name == "requirements.txt":
        names = [f"-r {name}"]
    if len(names) > MOST or name.startswith("environment."):
        return f"Bring what the chapters need into `{file.path}`, and delete `{path}`."
    if file.pip:
        lines, where = " and ".join(f"`- {one}`" for one in names), "to the list under `pip:`"
    else:
        lines, where = f"`- pip` and `- pip: [{', '.join(names)}]`", "under `dependencies:`"
    end = f", and delete `{path}`" if names[0] != f"-r {name}" else f", or delete `{path}`"
    return f"Add {lines} {where} in `{file.path}`{end}."
