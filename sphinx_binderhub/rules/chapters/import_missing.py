"""A chapter imports what nothing provides.

A module comes with Python, lies in the repository, is installed by an environment file or by a
package from there, or belongs to the base image. Where none of these is so, the cell ends with
``ModuleNotFoundError``, and every cell that builds on it fails: the most frequent way in which a
notebook that runs at its author's desk does not run on Binder. It is an error where the package is
known, and of every package of the environment what it brings along. Otherwise it is a note, which
says what may bring the module. An extension that a magic loads counts as an import. One within
``try`` that the notebook can do without is never reported.

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
from sphinx_binderhub.notebook import Import
from sphinx_binderhub.provision import Missing, missing_imports, provider, recommended
from sphinx_binderhub.provision.modules.standard_library import change_of
from sphinx_binderhub.provision.packages.declaring import (
    declare,
    file_of_packages,
    reads_environment,
)
from sphinx_binderhub.provision.packages.unused_lists import lost_packages

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

__all__ = ["SEVERITY", "check", "provider"]

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each missing package, at the first import of it."""
    environment = project.environment
    if not reads_environment(project):
        return
    chapters = sorted(project.chapters, key=lambda chapter: chapter.path)
    found = [one for chapter in chapters for one in missing_imports(chapter, project)]
    if not found:
        return
    ignored = _ignored(project)  # of which another rule speaks
    found = [one for one in found if one.name.packages.isdisjoint(ignored)]
    # Sure ones first, so that a guess about one chapter does not speak for the others.
    found.sort(key=lambda one: (recommended(one.name, environment), not one.sure))
    for package, group in groupby(found, key=lambda one: recommended(one.name, environment)):
        yield _finding(package, list(group), project)


def _ignored(project: Project) -> frozenset[str]:
    """Return what lists would bring that Binder does not read."""
    environment, tree = project.environment, project.tree
    lists = [one.path for one in unused_lists(tree, environment) if not one.path.endswith(".yaml")]
    lost = (package for path in lists for package in lost_packages(tree, path, environment))
    return frozenset(str(canonicalize_name(package.name)) for package in lost)


def _finding(package: str, found: list[Missing], project: Project) -> Finding:
    first = found[0]
    places: dict[str, Location] = {}
    for one in found:
        places.setdefault(one.chapter.path, _location(one))
    location, *also = places.values()
    verb = "import" if isinstance(first.place, Import) else "load"
    return Finding(
        f"`{first.chapter.path}` (cell {first.place.cell}){_others(len(also), verb)} "
        f"`{first.name.module}`{_by(first)}, {_reason(first, package)}.",
        _fix(first, package, project),
        location,
        None if first.sure else Severity.NOTE,
        tuple(also),
    )


def _by(one: Missing) -> str:
    """Return the magic that loads what it does not name: `%matplotlib widget`."""
    by = "" if isinstance(one.place, Import) else one.place.by
    return f" for `{by}`" if by and one.name.module not in by else ""


def _location(one: Missing) -> Location:
    """Return the place: a line of the file where it is text, else the line of the cell."""
    place = one.place
    return Location(one.chapter.path, place.file_line or place.line, cell=place.cell)


def _others(count: int, verb: str) -> str:
    if count:
        return f" and {count} other chapter{'s' if count > 1 else ''} {verb}"
    return f" {verb}s"


def _reason(one: Missing, package: str) -> str:
    if one.name.platform:
        return f"which exists on {one.name.platform} only"
    if change := change_of(one.name.module):
        return f"which {change}"
    if not one.name.certain and not one.name.found:
        name = one.name.module.partition(".")[0]
        return f"and there is neither a `{name}.py` in the repository nor a package of that name"
    of = "" if package == one.name.module else f"of the package `{package}`, "
    # A package that nobody names may still come along with one that is named.
    end = "installs" if one.sure else f"names, though {one.doubt}"
    return f"{of}which no environment file {end}"


def _fix(one: Missing, package: str, project: Project) -> str:
    if one.name.platform:
        return (
            f"Import it within `try` and `except ImportError`: Binder is not {one.name.platform}."
        )
    if not one.name.certain and not one.name.found:
        # No package is recommended by a guessed name: anyone may have registered it.
        return (
            "Commit the module, or add the package that holds it to "
            f"`{file_of_packages(project.environment)}` and tell its name with "
            f"{_option(one.name.module, project)}."
        )
    return f"{declare(package, project.environment)}."


def _option(module: str, project: Project) -> str:
    """Return the option that tells the package of `module`, and where to write it."""
    config = project.config_path or "conf.py"
    if config.endswith((".yml", ".yaml")):
        return f'`binderhub_import_names: {{{module}: "…"}}` under `sphinx: config:` in `{config}`'
    return f'`binderhub_import_names = {{"{module}": "…"}}` in `{config}`'
