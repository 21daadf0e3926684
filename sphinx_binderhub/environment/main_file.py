"""Which file of an environment is meant: the main one, or the one that an author names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import BINDER_DIRECTORIES

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

_MAIN = {
    "docker": ("Dockerfile",),
    "julia": ("Project.toml", "JuliaProject.toml", "REQUIRE"),
    "nix": ("default.nix",),
    "r": ("DESCRIPTION", "install.R", "runtime.txt"),
    "conda": ("environment.yml", "environment.yaml"),
    "pipfile": ("Pipfile", "Pipfile.lock"),
    "python": ("requirements.txt", "pyproject.toml", "setup.py", "runtime.txt"),
}
"""By buildpack, the files that say most about an environment, the first one most."""


def main_file(environment: Environment, tree: Tree) -> str | None:
    """Return the path of the file that says most about the environment; `None` where none does.

    Where repo2docker stops while it chooses, that is the file at which it does.
    """
    names = _MAIN.get(environment.buildpack or "", ())
    found = next((path for name in names if (path := environment.file(name))), None)
    stopped = environment.stop.location.path if environment.stop else None
    if found is None and environment.buildpack is None and stopped in tree.files:
        return stopped
    return found or next(iter(environment.used), None)


def named_file(environment: Environment, tree: Tree, name: str) -> str | None:
    """Return the path of the file that an author names by its name or path; `None` for no such one.

    It is a file that repo2docker uses, or, where it stops before it has chosen, would look at.
    """
    in_directory = f"{environment.binder_directory}/{name}".lstrip("/")
    for path in (in_directory, name):
        if path in environment.used:
            return path
    if environment.buildpack is None:
        places = (*(f"{folder}/{name}" for folder in BINDER_DIRECTORIES), name)
        return next((path for path in places if path in tree.files), None)
    return environment.file(name)
