"""`pyproject.toml` lists packages, but Binder does not install them.

repo2docker installs the repository, and with it what `[project]` lists, where `pyproject.toml` has
the tables `[project]` and `[build-system]` both. What `uv init` and Poetry write may lack one of
them. Releases before 2025.12.0 do not read the file at all. Where `requirements.txt` or another
file lists the same packages, nothing is missing; where it lists others, this is a note.

See https://github.com/jupyterhub/repo2docker/issues/1444

Mend, in `requirements.txt`: list there what is missing::

    numpy==2.3.2
    pandas>=2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.lookup import exists
from sphinx_binderhub.environment.pip.pyproject import dependencies_of
from sphinx_binderhub.environment.pip.toml_file import load_toml, table
from sphinx_binderhub.environment.unused import BOOK_TOOLS
from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.packages.import_names import names_brought

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

PATH = "pyproject.toml"


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all packages that are listed there alone."""
    environment, tree = project.environment, project.tree
    if not _is_passed_over(environment) or not exists(tree, PATH):
        return
    listed = dependencies_of(tree, PATH, environment.python)
    brought = names_brought((one.name, one.manager) for one in environment.packages)
    missing = [one for one in listed if _is_missing(one, environment, brought)]
    if not missing:
        return
    names = [f"`{one.name}{_specifier(one)}`" for one in missing[:5]]
    names += ["…"] * (len(missing) > 5)
    yield Finding(
        f"Binder does not install what `{PATH}` lists, {_reason(project)}: {', '.join(names)}.",
        f"List what is missing in `requirements.txt`, too: {', '.join(names)}.",
        missing[0].location,
        Severity.NOTE if any(map(_is_for_chapters, environment.packages)) else None,
    )


def _is_for_chapters(package: Package) -> bool:
    """Tell whether somebody chose a package for the image; he may have left out others."""
    return package.manager in {"conda", "pip"} and package.name.lower() != "python"


def _is_passed_over(environment: Environment) -> bool:
    """Tell whether repo2docker uses Python's own files, and the repository is not installed."""
    used = environment.buildpack in {"python", "julia", "r"} and not environment.binder_directory
    stopped = environment.stop is not None or environment.empty
    return used and not stopped and not environment.installs_repository


def _is_missing(package: Package, environment: Environment, brought: frozenset[str]) -> bool:
    """Tell whether no other file is known, or may be thought, to bring the package."""
    if BOOK_TOOLS.fullmatch(package.name):
        return False
    name = canonicalize_name(package.name)
    return environment.declares(name) is False and name not in environment.base_packages | brought


def _specifier(package: Package) -> str:
    """Return the version as pip reads it; Poetry has a way of its own."""
    return package.specifier if package.specifier.startswith(("=", ">", "<", "!")) else ""


def _reason(project: Project) -> str:
    if not project.environment.profile.reads_pyproject:
        return "a file that the hub's repo2docker does not read"
    document = load_toml(project.tree, PATH) or {}
    lacking = [name for name in ("project", "build-system") if name not in document]
    if not lacking or not table(document, "project"):
        return "for it has no table `[project]`"
    return "for it has no table `[build-system]`"
