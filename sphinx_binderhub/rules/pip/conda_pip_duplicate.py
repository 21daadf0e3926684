"""A package is listed for conda and for pip, and the second overwrites the first.

pip installs after conda, into the same folders. Two builds of one package then lie there in parts,
and what conda built against its own fails in ways that are hard to read. One of the two lists is
enough; where conda has the package, that is the better one.

See https://www.anaconda.com/blog/using-pip-in-a-conda-environment

Mend::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy=2.3
      - pip
      - pip:
          - my-package==1.0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.packages import parse_conda
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.packages.import_names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import CondaFile, Text
    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

TOOLS = frozenset({"pip", "setuptools", "wheel", "python"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such packages."""
    file = project.environment.conda_file
    if file is None:
        return
    of_conda = _listed(file)
    found = [
        (entry, of_conda[name])
        for entry in project.environment.pip_entries
        if (name := _name(entry)) in of_conda
    ]
    if not found:
        return
    entry, text = found[0]
    others = f", and so are {len(found) - 1} more packages" if len(found) > 2 else ""
    others = ", and so is one more package" if len(found) == 2 else others
    places = [entry.location, *(_place(file, text) for _, text in found)]
    places += [entry.location for entry, _ in found[1:]]
    yield Finding(
        f"`{entry.said.name}` is installed twice{others}: by conda, as `{text.value}`, and then "
        "over it by pip.",
        "Delete it from the list for pip, or from the other one.",
        places[0],
        also=tuple(places[1:]),
    )


def _listed(file: CondaFile) -> dict[str, Text]:
    """Return the entries for conda by the names of their packages on PyPI."""
    found: dict[str, Text] = {}
    for text in file.dependencies:
        parsed = parse_conda(text.value)
        for name in names_of(frozenset(parsed[:1])) if parsed else ():
            found.setdefault(name, text)
    return found


def _name(entry: PipEntry) -> str | None:
    """Return what the line installs from the index: what comes from elsewhere is meant to."""
    said = entry.said
    if said.name is None or said.target or entry.constraint:
        return None
    name = canonicalize_name(said.name)
    return None if name in TOOLS else name


def _place(file: CondaFile, text: Text) -> Location:
    return Location(file.path, text.line, text.column)
