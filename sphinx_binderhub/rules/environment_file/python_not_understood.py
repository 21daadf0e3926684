"""Binder does not understand how `environment.yml` asks for Python, and begins with another one.

repo2docker reads the version only where it is written `python=3.12`, in small letters, with `=` or
`==`. After `python>=3.11`, `python 3.12` or `conda-forge::python=3.12` it begins with its default,
and conda has to exchange Python under everything that is installed already: slow at best.

See https://github.com/jupyterhub/repo2docker/issues/1301

Mend::

    dependencies:
      - python=3.12
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet

from sphinx_binderhub.environment.conda.conda_spec import find_mistake
from sphinx_binderhub.environment.languages.python_releases import recommended
from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where Python is asked for and no version is read."""
    environment = project.environment
    file = environment.conda_file
    if environment.buildpack != "conda" or file is None or file.python_version:
        return
    for mention in file.python_mentions:
        if find_mistake(mention.value):
            return  # what nobody can read is reported by another rule
        if re.search(r"\d", mention.value):
            yield Finding(
                f"Binder cannot read the version in `{mention.value}`: it begins with Python "
                f"{environment.profile.default_python}, which conda then may have to replace.",
                f"Write `{written(file.path, _version(mention.value, environment))}`.",
                Location(file.path, mention.line, mention.column),
            )
            return


def _version(text: str, environment: Environment) -> str:
    """Return the version to advise: the one that is named, unless it is only a bound."""
    exact = re.search(r"(?:==?|\s|')\s*v?(3\.\d+)", text)
    bound = re.search(r"[<>!~]", text)
    if exact and not bound and exact[1] in environment.profile.pythons:
        return exact[1]
    pythons = environment.profile.pythons
    try:
        admitted = SpecifierSet(re.sub(r"^[^<>!~=]*", "", text).strip("'\" ]"))
        pythons = tuple(admitted.filter(pythons)) or pythons
    except ValueError:
        pass
    return recommended(pythons)
