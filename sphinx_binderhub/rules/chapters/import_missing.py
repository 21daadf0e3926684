"""A chapter imports what nothing provides.

A module comes with Python, lies in the repository, is installed by an environment file or by a
package from there, or belongs to the base image. Where none of these is so, the cell ends with
``ModuleNotFoundError``, and every cell that builds on it fails: the most frequent way in which a
notebook that runs at its author's desk does not run on Binder. It is an error where the package is
known, and of every package of the environment what it brings along, and a note where either is a
guess. An import within ``try`` that the notebook can do without is never reported.

See https://repo2docker.readthedocs.io/en/latest/configuration/
and https://github.com/mne-tools/mne-gsoc2018-3d/issues/43

Mend: name the package in the environment file::

    dependencies:
      - seaborn

Where a package has another name than its module, tell it in ``conf.py``::

    binderhub_import_names = {"course_tools": "my-course-tools"}
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.unused import unused_lists
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision import Missing, missing_imports, provider, recommended
from sphinx_binderhub.provision.standard_library import change_of
from sphinx_binderhub.provision.unused_packages import lost_packages

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

__all__ = ["SEVERITY", "check", "provider"]

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each missing package, at the first import of it."""
    environment = project.environment
    if not project.has_own_environment:
        return
    if environment.failure or environment.buildpack in {None, "docker", "nix"}:
        return
    chapters = sorted(project.chapters, key=lambda chapter: chapter.path)
    found = [one for chapter in chapters for one in missing_imports(chapter, project)]
    ignored = _ignored(project)  # of which another rule speaks
    found = [one for one in found if one.name.packages.isdisjoint(ignored)]
    # Sure ones first, so that a guess about one chapter does not speak for the others.
    found.sort(key=lambda one: (recommended(one.name, environment), not one.sure))
    for package, group in groupby(found, key=lambda one: recommended(one.name, environment)):
        yield _finding(package, list(group), environment)


def _ignored(project: Project) -> frozenset[str]:
    """Return what lists would bring that Binder does not read."""
    environment, tree = project.environment, project.tree
    lists = [one.path for one in unused_lists(tree, environment) if not one.path.endswith(".yaml")]
    lost = (package for path in lists for package in lost_packages(tree, path, environment))
    return frozenset(str(canonicalize_name(package.name)) for package in lost)


def _finding(package: str, found: list[Missing], environment: Environment) -> Finding:
    first = found[0]
    places: dict[str, Location] = {}
    for one in found:
        places.setdefault(one.chapter.path, _location(one))
    location, *also = places.values()
    return Finding(
        f"`{first.chapter.path}` (cell {first.place.cell}){_others(len(also))} "
        f"`{first.name.module}`, {_reason(first, package)}.",
        _fix(first, package, environment),
        location,
        None if first.sure else Severity.NOTE,
        tuple(also),
    )


def _location(one: Missing) -> Location:
    """Return the place: a line of the file where it is text, else the line of the cell."""
    place = one.place
    return Location(one.chapter.path, place.file_line or place.line, cell=place.cell)


def _others(count: int) -> str:
    if count:
        return f" and {count} other chapter{'s' if count > 1 else ''} import"
    return " imports"


def _reason(one: Missing, package: str) -> str:
    if one.name.platform:
        return f"which exists on {one.name.platform} only"
    if change := change_of(one.name.module):
        return f"which {change}"
    if not one.name.certain:
        name = one.name.module.partition(".")[0]
        return f"and there is neither a `{name}.py` in the repository nor a package of that name"
    # A package that nobody names may still come along with one that is named.
    word = "installs" if one.sure else "names"
    if package == one.name.module:
        return f"which no environment file {word}"
    return f"of the package `{package}`, which no environment file {word}"


def _fix(one: Missing, package: str, environment: Environment) -> str:
    module, path = one.name.module, _file(environment)
    if one.name.platform:
        return (
            f"Import it within `try` and `except ImportError`: Binder is not {one.name.platform}."
        )
    if not one.name.certain:
        # No package is recommended by a guessed name: anyone may have registered it.
        return (
            f"Commit the module, or add the package that holds it to `{path}` and tell its name "
            f'with `binderhub_import_names = {{"{module}": "…"}}` in `conf.py`.'
        )
    if path.endswith(("yml", "yaml")):
        return f"Add `- {package}` under `dependencies:` in `{path}`."
    if path.endswith("Pipfile"):
        return f'Add `{package} = "*"` under `[packages]` in `{path}`, then run `pipenv lock`.'
    if path.endswith("toml"):
        return f'Add `"{package}"` to `dependencies` under `[project]` in `{path}`.'
    return f"Add `{package}` to `{path}`."


def _file(environment: Environment) -> str:
    """Return the environment file that a package is to be added to."""
    if environment.buildpack == "conda" and environment.conda_file is not None:
        return environment.conda_file.path
    used = {path.rpartition("/")[2]: path for path in environment.used}
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    if environment.buildpack == "pipfile":
        return used.get("Pipfile", f"{folder}Pipfile")
    fallback = used.get("pyproject.toml", f"{folder}requirements.txt")
    return used.get("requirements.txt", fallback)
