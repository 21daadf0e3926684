"""No file describes the environment, so there is nothing for Binder to build.

mybinder.org refuses such a repository; another hub may start it with Jupyter and no package at all.
Binder looks for `environment.yml`, `requirements.txt` and a few others in `binder/` or `.binder/`,
or, where neither exists, in the root of the repository, and nowhere else.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: add a file `environment.yml` with what the chapters import::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import without_environment
from sphinx_binderhub.environment import BINDER_DIRECTORIES, SUFFICIENT_FILES
from sphinx_binderhub.environment.elsewhere import documentation_files, explains
from sphinx_binderhub.environment.languages.python_releases import recommended
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where no file, and none out of place, describes an environment."""
    environment, tree = project.environment, project.tree
    problem = project.sources.checkout.problem
    if problem is not None and problem.kind == "bare-repository":
        return  # there are no files to judge
    if not project.sources.checkout.submodules.isdisjoint(BINDER_DIRECTORIES):
        return  # what is in them, this clone need not have
    if not environment.empty or explains(tree, environment) or _is_uncommitted(project):
        return
    if environment.languages.runtime is not None or _is_meant_for_r(environment):
        return  # A rule on `runtime.txt` or on R says what is missing.
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    version = recommended(environment.profile.pythons)
    yield Finding(
        f"{_nothing(environment)} describes the environment of this book"
        f"{_present(environment)}: {without_environment(environment)}.",
        f"Add a file `{folder}environment.yml` with the lines `dependencies:`, "
        f"`  - python={version}` and one `  - PACKAGE` for each package that the chapters import.",
        Location(),
        None if environment.profile.default_buildpack is None else Severity.WARNING,
        tuple(map(Location, documentation_files(tree, environment))),
    )


def _is_meant_for_r(environment: Environment) -> bool:
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    return any(entry.path == f"{folder}install.R" for entry in environment.ignored)


def _nothing(environment: Environment) -> str:
    folder = environment.binder_directory
    if not folder:
        return "No file"
    return f"The folder `{folder}/` exists, so Binder looks there alone, and no file in it"


def _present(environment: Environment) -> str:
    """Return a clause that names the configuration files there are, which do not suffice."""
    here = [entry for entry in environment.ignored if not entry.reason.endswith("not searched")]
    named = [f"`{entry.path}`: {entry.reason}" for entry in here]
    return f" ({'; '.join(named)})" if named else ""


def _is_uncommitted(project: Project) -> bool:
    """Tell whether an environment file is on disk but not in git, which another rule reports."""
    tree, folder = project.tree, project.environment.binder_directory
    folders = (folder,) if folder else ("", *BINDER_DIRECTORIES)
    paths = (f"{place}/{name}" if place else name for place in folders for name in SUFFICIENT_FILES)
    return any(path not in tree.files and (tree.root / path).is_file() for path in paths)
