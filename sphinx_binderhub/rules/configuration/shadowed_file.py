"""A configuration file in the root is ignored, because there is a `binder/` or `.binder/` folder.

As soon as one of the two folders exists, Binder reads its files and no others; nothing is merged,
and a folder of that name hides the root even where it holds something else. It is an error where
the folder itself describes no environment. A file is left alone that is the same in both places,
that a script in the folder reads, or that lists nothing which the folder's files lack. It is a note
where the files serve something else as well: lists of packages that no chapter misses, or what
stands beside a `Dockerfile` for Binder. Packaging files (`setup.py`, `pyproject.toml`) matter only
to a chapter that imports the package, where nothing else installs it.

See https://repo2docker.readthedocs.io/en/latest/configuration/ and, for a course that it hit,
https://github.com/jupyter-widgets/tutorial/issues/139

Mend: move the file into the folder, or delete it::

    git mv environment.yml binder/environment.yml
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.elsewhere import is_sufficient, shadowed_files
from sphinx_binderhub.environment.lookup import exists
from sphinx_binderhub.environment.unused import LISTS, makes_the_book
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision import missing_imports
from sphinx_binderhub.provision.local_packages import lost_modules
from sphinx_binderhub.provision.modules.own_modules import PACKAGING
from sphinx_binderhub.provision.packages.declaring import reads_environment
from sphinx_binderhub.provision.packages.import_names import brings_everything, names_brought
from sphinx_binderhub.provision.packages.unused_lists import lost_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield the ignored files as one finding, and a `Dockerfile` and a package each as its own."""
    if not project.environment.binder_directory:
        return
    found = [
        name
        for name in shadowed_files(project.tree, project.environment)
        if _describes_nothing(project) or _is_missed(project, name)
    ]
    found.sort(key=lambda name: not is_sufficient(name))
    if found:
        yield _shadowed(project, found)
    yield from _dockerfile(project, found)
    yield from _package(project)


def _describes_nothing(project: Project) -> bool:
    """Tell whether the folder has no file that would do, even if one there is not used."""
    directory, tree = project.environment.binder_directory, project.tree
    there = (path for path in tree.files if path.rpartition("/")[0] == directory)
    return project.environment.empty and not any(map(is_sufficient, there))


def _is_missed(project: Project, name: str) -> bool:
    """Tell whether the file would change something.

    That is a package that it would bring, what its kind does beside that, or, where the folder has
    one of the same name, whatever its author thinks that he says in it.
    """
    environment, tree = project.environment, project.tree
    twin = exists(tree, f"{environment.binder_directory}/{name}")
    return name not in LISTS or twin or bool(lost_packages(tree, name, environment))


def _shadowed(project: Project, names: list[str]) -> Finding:
    directory = project.environment.binder_directory
    fatal = _describes_nothing(project) and is_sufficient(names[0])
    shown = " and ".join(filter(None, [", ".join(_quoted(names[:-1])), *_quoted(names[-1:])]))
    verb = "are" if len(names) > 1 else "is"
    message = f"{shown} in the root {verb} ignored, because the folder `{directory}/` exists"
    if fatal:
        message += ", and that folder describes no environment"
    twins = [f"{directory}/{name}" for name in names if exists(project.tree, f"{directory}/{name}")]
    return Finding(
        f"{message}.",
        _mend(names, directory, twins, _deciding(project)),
        Location(names[0]),
        Severity.ERROR if fatal else _severity(project, names),
        tuple(map(Location, [*names[1:], *(twins or [directory])])),
    )


def _severity(project: Project, names: list[str]) -> Severity:
    """Return a note where every file may well be there for something else than Binder.

    That is so where the author wrote a `Dockerfile` for Binder, and of lists of packages that build
    the book or bring nothing that a chapter misses.
    """
    if project.environment.buildpack == "docker":
        return Severity.NOTE
    locked = {f"{name}.lock" for name in names}
    harmless = all(
        name in LISTS and (makes_the_book(project.tree, name) or not _helps(project, name))
        for name in names
        if name not in locked
    )
    return Severity.NOTE if harmless else Severity.WARNING


def _helps(project: Project, name: str) -> bool:
    """Tell whether the list brings what a chapter imports and nothing else provides."""
    lost = lost_packages(project.tree, name, project.environment)
    brought = names_brought((one.name, one.manager) for one in lost)
    every = brings_everything(one.name for one in lost)
    found = (one for chapter in project.chapters for one in missing_imports(chapter, project))
    missing = (one.name.packages for one in found if one.sure)
    return any(every or not packages.isdisjoint(brought) for packages in missing)


def _mend(names: list[str], directory: str, twins: list[str], decides: str | None) -> str:
    if decides and decides.endswith("Dockerfile"):
        they, them = ("they are", "them") if len(names) > 1 else ("it is", "it")
        return f"If {they} meant for Binder, let `{decides}` use {them}; if not, leave {them}."
    moving = [name for name in names if f"{directory}/{name}" not in twins]
    if not moving:
        return f"Move what Binder needs of `{names[0]}` into `{twins[0]}`, and delete the first."
    # Two lists of different kinds side by side are no better: one is ignored there, too.
    lists = [name for name in moving if name in LISTS] if decides else []
    moving = [name for name in moving if name not in lists]
    command = f"`git mv {' '.join(map(shlex.quote, moving))} {directory}/`"
    if lists:
        bring = f"Bring what Binder needs from {' and '.join(_quoted(lists))} into `{decides}`"
        return (
            f"{bring}, and run {command}." if moving else f"{bring}; if it is complete, leave it."
        )
    return (
        f"Move what Binder should use: {command}; or rename `{directory}/` if it is not Binder's."
    )


def _deciding(project: Project) -> str | None:
    """Return the file in the folder that lists the packages, or is the `Dockerfile`."""
    used = project.environment.used
    return next((path for path in used if path.rpartition("/")[2] in (*LISTS, "Dockerfile")), None)


def _dockerfile(project: Project, found: list[str]) -> Iterator[Finding]:
    directory, tree = project.environment.binder_directory, project.tree
    twin = f"{directory}/Dockerfile"
    if not exists(tree, "Dockerfile") or exists(tree, twin):
        return
    fatal = project.environment.empty and not any(map(is_sufficient, found))
    yield Finding(
        f"Binder does not read the `Dockerfile` in the root, because the folder `{directory}/` "
        "exists; for anything else that uses it, nothing changes.",
        f"If it is meant for Binder, run `git mv Dockerfile {twin}`: it then replaces every other "
        "file there. If not, leave it.",
        Location("Dockerfile"),
        Severity.ERROR if fatal else Severity.NOTE,
        (Location(directory),),
    )


def _package(project: Project) -> Iterator[Finding]:
    """Yield a finding where chapters import the package that the root would have installed."""
    packaging = [name for name in PACKAGING if exists(project.tree, name)]
    if not packaging or not reads_environment(project):
        return
    found = [one for one in lost_modules(project) if one.project == "" and not one.doubtful]
    places = {one.chapter.path: one.location for one in reversed(found)}
    if found:
        folder = project.environment.binder_directory
        yield Finding(
            f"Binder ignores `{packaging[0]}`, because the folder `{folder}/` exists, and "
            f"`{found[0].chapter.path}` imports `{found[0].name}`, its package.",
            f"Add a line `.` to `{folder}/requirements.txt`, or a line `python -m pip install .` "
            f"to a script `{folder}/postBuild`.",
            Location(packaging[0]),
            also=tuple(places[path] for path in sorted(places)),
        )


def _quoted(names: list[str]) -> list[str]:
    return [f"`{name}`" for name in names]
