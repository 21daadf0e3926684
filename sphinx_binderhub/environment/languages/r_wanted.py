"""Files that ask for R where Binder installs none, and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.elsewhere import explains
from sphinx_binderhub.environment.languages.runtime import EXAMPLE_DAY
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

FREE = frozenset({None, "conda", "pipfile", "python", "julia"})
"""The kinds of environment that have no R of their own."""


def wanted_in_vain(environment: Environment, tree: Tree) -> Iterator[Location]:
    """Yield the files that ask for R and do not get it."""
    if environment.buildpack not in FREE or (environment.stop and not environment.empty):
        return
    runtime = environment.languages.runtime
    if runtime is not None and runtime.lacks_day and environment.r is None:
        yield runtime.place()
    elif environment.empty and (runtime is not None or explains(tree, environment)):
        return  # Another file is the reason for which nothing is found.
    script = beside(environment, "install.R")
    if script in tree.files and "install.R" not in environment.words:
        yield Location(script)


def bring_r(environment: Environment, script: str | None = None) -> str:
    """Return how to bring R into the image, and to have the `script` run where there is one."""
    if environment.conda_file is not None or environment.buildpack in {"julia", "pipfile"}:
        return _with_conda(environment, script)
    runtime = environment.languages.runtime
    named = runtime.shown if runtime and runtime.python else None
    instead = f" in place of {named}; Python is then {environment.profile.default_python}"
    return (
        f"Write the one line `r-{environment.profile.default_r}-{EXAMPLE_DAY}`, with the day of "
        f"the packages that you have, into `{beside(environment, 'runtime.txt')}`"
        f"{instead if named else ''}."
    )


def _with_conda(environment: Environment, script: str | None) -> str:
    """Return the mend where a `runtime.txt` would do harm, or nothing: let conda bring R."""
    file = environment.conda_file
    path = file.path if file else beside(environment, "environment.yml")
    list_it = f"Add a file `{path}` that lists `r-irkernel`"
    if file is not None:
        list_it = f"Add the line `- r-irkernel` under `dependencies:` in `{path}`"
    if environment.buildpack == "pipfile":
        list_it += ", with the packages of the `Pipfile`, which is not read beside it"
    if script is None:
        return f"{list_it}."
    post_build = f"a script `{beside(environment, 'postBuild')}` that runs `Rscript {script}`"
    return f"Add {post_build}." if environment.r else f"{list_it}, and add {post_build}."


def beside(environment: Environment, name: str) -> str:
    """Return the path of `name` where Binder looks for it."""
    folder = environment.binder_directory
    return f"{folder}/{name}" if folder else name
