"""Files of other tools that describe an environment, and that repo2docker does not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import exists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

EXPORTS = {
    "uv.lock": "uv export --no-hashes -o {folder}requirements.txt",
    "pixi.toml": "pixi workspace export conda-environment {folder}environment.yml",
    "pixi.lock": "pixi workspace export conda-environment {folder}environment.yml",
    "poetry.lock": "poetry export --without-hashes -o {folder}requirements.txt",
    "pdm.lock": "pdm export --without-hashes -o {folder}requirements.txt",
    "requirements.in": "pip-compile -o {folder}requirements.txt requirements.in",
    "conda-lock.yml": "conda-lock render --kind env --platform linux-64",
    "renv.lock": "",
}
"""By name, the command that writes what repo2docker reads; there is none for R."""


def unread_lists(tree: Tree, environment: Environment) -> list[str]:
    """Return these files, where no other describes an environment; the likeliest first."""
    if not environment.empty:
        return []
    found = list(_present(tree, environment.binder_directory))
    meant_for_r = {"install.R", "runtime.txt"} & {
        _name(entry.path) for entry in environment.ignored
    }
    # Where a start is made for R, its own rules say what is missing.
    return [path for path in found if not (meant_for_r and _name(path) == "renv.lock")]


def _present(tree: Tree, directory: str) -> Iterator[str]:
    for name in EXPORTS:
        for path in {f"{directory}/{name}" if directory else name: None, name: None}:
            if exists(tree, path):
                yield path


def _name(path: str) -> str:
    return path.rpartition("/")[2]
