"""No package is held to a version, so each build of the image may bring other ones.

Binder builds the image anew with every commit, and takes the newest of whatever is left open. A
book that ran last term may then fail with a message that no reader understands. Where at least one
package has a version, or a file of constraints does it for all, the author has decided, and nothing
is said.

See https://mybinder.readthedocs.io/en/latest/tutorials/reproducibility.html

Mend, in `environment.yml`: give those that you teach a version::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy=2.3
      - pandas=2.3
      - matplotlib
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

FEWEST = 3
"""Packages that are a list; fewer are soon looked through when something breaks."""

APART = frozenset({"python", "pip", "setuptools", "wheel"})
"""What other rules speak of, or what nobody chooses a version of."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the lists."""
    environment = project.environment
    listed = [one for one in environment.packages if _is_chosen(one)]
    if environment.stop is not None or len(listed) < FEWEST:
        return
    if any(set("=<>~@") & set(one.specifier) for one in listed):
        return
    if any(entry.said.constraints for entry in environment.pip_entries):
        return
    places: dict[str, Location] = {}
    for one in listed:
        if one.file not in places:
            places[one.file] = one.location
    first, *more = places.values()
    yield Finding(
        f"None of the {len(listed)} packages in {' and '.join(f'`{path}`' for path in places)} has "
        "a version, so each build of the image may bring other ones.",
        f"Add the versions that you use to those that you teach, as in `{_written(listed[0])}`.",
        first,
        also=tuple(more),
    )


def _is_chosen(package: Package) -> bool:
    # A lock, or the constraints of a package of one's own, are another matter.
    listed = package.file.endswith((".yml", ".yaml", ".txt", ".in"))
    return listed and package.manager in {"conda", "pip"} and package.name.lower() not in APART


def _written(package: Package) -> str:
    return f"- {package.name}=VERSION" if package.manager == "conda" else f"{package.name}==VERSION"
