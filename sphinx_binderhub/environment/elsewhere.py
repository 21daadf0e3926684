"""Files that look like an environment and stand where Binder does not read them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lock_files import unread_lists
from sphinx_binderhub.environment.lookup import (
    SUFFICIENT_FILES,
    exists,
    root_files,
)
from sphinx_binderhub.environment.misnamed import BINDER_LIKE, misnamed_files
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

OTHER_PURPOSES = ("Dockerfile", "default.nix", "Project.toml", "JuliaProject.toml", "Manifest.toml")
"""Files that a root often has for something else than Binder."""

MISPLACED = ("environment.yml", "environment.yaml", "requirements.txt", "Pipfile", "Project.toml")
"""Files that may be the environment meant for Binder, the likeliest first."""

MEANT_FOR_BINDER = ("environment.yml", "environment.yaml", "runtime.txt", "apt.txt", "postBuild")
"""Files that in a folder of their own still were written with Binder in mind."""

FOREIGN_FOLDERS = re.compile(
    r"(^|/)(\.[^/]*|_[^/]*|build|ci|dist|docker|fixtures|node_modules|recipe|site-packages"
    r"|testing|tests?|third_party|vendor|venv)/"
)
"""Folders whose environment files serve tests, packaging or other people's code."""

DOCUMENTATION_TOOLS = re.compile(r"^\s*(sphinx|jupyter[-_]book|mkdocs|furo|myst)", re.I | re.M)

DEEPEST = 2
"""Folders that may be above a file which was meant for Binder; deeper ones serve one part alone."""

READERS = ("postBuild", "start", "Dockerfile")
"""Used files that may read any other file."""


def shadowed_files(tree: Tree, environment: Environment) -> list[str]:
    """Return the configuration files in the root that a binder directory hides.

    A file is left out whose twin in that directory is the same, or that a script in it reads.
    """
    directory = environment.binder_directory
    if not directory:
        return []
    names = [name for name in root_files(tree) if name not in OTHER_PURPOSES]
    return [
        name
        for name in names
        if name not in environment.used
        and not same_content(tree, name, f"{directory}/{name}")
        and not is_read(tree, name, environment)
    ]


def misplaced_files(tree: Tree, environment: Environment) -> list[str]:
    """Return the environment files in folders where Binder does not look, the likeliest first."""
    if environment.buildpack == "docker":
        return []  # a Dockerfile needs no other file
    names = MISPLACED if environment.empty else MEANT_FOR_BINDER
    found = [path for path in tree.files if _is_misplaced(path, names, environment)]
    wanted = [
        path
        for path in found
        if not _builds_documentation(tree, path) and not is_read(tree, path, environment)
    ]
    return sorted(wanted, key=lambda path: (names.index(_name(path)), path.count("/"), path))


def documentation_files(tree: Tree, environment: Environment) -> list[str]:
    """Return the requirements files that list what builds the documentation."""
    names = ("requirements.txt",)
    found = [path for path in tree.files if _is_misplaced(path, names, environment)]
    return sorted(path for path in found if _builds_documentation(tree, path))


def explains(tree: Tree, environment: Environment) -> list[str]:
    """Return the files out of place for which no environment was found; empty where one was."""
    if not environment.empty:
        return []
    shadowed = [path for path in shadowed_files(tree, environment) if is_sufficient(path)]
    if environment.binder_directory and exists(tree, "Dockerfile"):
        shadowed.append("Dockerfile")
    misnamed = [file.path for file in misnamed_files(tree, environment) if file.sufficient]
    suffix = filter(None, [unread_suffix(tree, environment)])
    others = [*unread_lists(tree, environment), *misplaced_files(tree, environment)]
    return [*shadowed, *suffix, *misnamed, *others]


def unread_suffix(tree: Tree, environment: Environment) -> str | None:
    """Return the path of an `environment.yaml` that is there, and that is not read."""
    folder = environment.binder_directory
    path = f"{folder}/environment.yaml" if folder else "environment.yaml"
    read = environment.buildpack in {"docker", "nix"} or path in environment.used
    return path if exists(tree, path) and not read else None


def is_sufficient(path: str) -> bool:
    """Tell whether the file would describe an environment if it stood in the right place."""
    return _name(path) in SUFFICIENT_FILES


def _is_misplaced(path: str, names: tuple[str, ...], environment: Environment) -> bool:
    if not path.endswith(names):  # of many files, few go on
        return False
    folder = posixpath.dirname(path)
    return (
        bool(folder)
        and folder.count("/") < DEEPEST
        and folder.lower() not in BINDER_LIKE
        and _name(path) in names
        and path not in environment.used
        and not FOREIGN_FOLDERS.search(path)
    )


def _builds_documentation(tree: Tree, path: str) -> bool:
    if _name(path) != "requirements.txt":
        return False
    try:
        return bool(DOCUMENTATION_TOOLS.search(tree.read_text(path)))
    except UnreadableError:
        return False


def is_read(tree: Tree, path: str, environment: Environment) -> bool:
    """Tell whether a script that Binder runs, or Read the Docs' configuration, names the file."""
    scripts = [used for used in environment.used if _name(used) in READERS]
    others = [name for name in (".readthedocs.yaml", ".readthedocs.yml") if exists(tree, name)]
    return any(_mentions(tree, script, path) for script in (*scripts, *others))


def is_named(tree: Tree, path: str, environment: Environment) -> bool:
    """Tell whether a script that Binder runs has the file's name in it, in whatever folder."""
    scripts = [used for used in environment.used if _name(used) in READERS]
    return any(_mentions(tree, script, _name(path), r"\w-") for script in scripts)


def _mentions(tree: Tree, script: str, path: str, before: str = r"\w/-") -> bool:
    try:
        text = tree.read_text(script)
    except UnreadableError:
        return False
    return re.search(rf"(?<![{before}])(?:\./)?{re.escape(path)}(?![\w-])", text) is not None


def same_content(tree: Tree, first: str, second: str) -> bool:
    """Tell whether both files are there and hold the same."""
    if not exists(tree, second):
        return False
    try:
        return tree.read(first) == tree.read(second)
    except UnreadableError:
        return False


def _name(path: str) -> str:
    return path.rpartition("/")[2]
