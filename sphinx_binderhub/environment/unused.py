"""Lists of packages that stand beside those that repo2docker uses, and what would come of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.conda.conda_file import read_conda_file
from sphinx_binderhub.environment.elsewhere import DOCUMENTATION_TOOLS, is_named, is_read
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.packages import Package, parse_conda
from sphinx_binderhub.environment.pip.pipfile import read_pipfile
from sphinx_binderhub.environment.pip.requirements_file import read_requirements

if TYPE_CHECKING:
    from sphinx_binderhub.environment.files import Ignored
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

LISTS = ("environment.yml", "environment.yaml", "requirements.txt", "Pipfile")

BOOK_TOOLS = re.compile(
    r"(?:sphinx|jupyter-?book|jupyterbook|mkdocs|myst|furo|nbsphinx|pydata-sphinx|teachbooks"
    r"|ghp-import|docutils|pre-commit|black|flake8|ruff|pytest|nox|tox)[\w.-]*",
    re.IGNORECASE,
)
"""Packages that make a book or keep it tidy, and that no chapter needs."""


def unused_lists(tree: Tree, environment: Environment) -> list[Ignored]:
    """Return the lists that are ignored where they stand, and that no script reads."""
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    return [
        entry
        for entry in environment.ignored
        if entry.path.removeprefix(folder) in LISTS
        and entry.path.startswith(folder)
        and not is_read(tree, entry.path, environment)
        and not is_named(tree, entry.path, environment)
    ]


def packages_in(tree: Tree, path: str, environment: Environment) -> list[Package]:
    """Return what the list at `path` asks for, without what makes the book."""
    name = path.rpartition("/")[2]
    if name.startswith("environment."):
        found = _in_conda_file(tree, path)
    elif name == "Pipfile":
        found = read_pipfile(tree, path, environment.python).packages
    else:
        found = read_requirements(tree, path, environment.python).packages
    return [one for one in found if not BOOK_TOOLS.fullmatch(one.name)]


def makes_the_book(tree: Tree, path: str) -> bool:
    """Tell whether a requirements file lists what builds the book, too."""
    try:
        text = Lookup(tree, "").read(path)
    except StopError:
        return False
    return path.endswith(".txt") and DOCUMENTATION_TOOLS.search(text) is not None


def _in_conda_file(tree: Tree, path: str) -> list[Package]:
    file = read_conda_file(tree, path)
    read = ((parse_conda(entry.value), entry.line) for entry in file.dependencies)
    found = [Package(*said, "conda", path, line) for said, line in read if said is not None]
    return [one for one in found if one.name != "python"]
