"""The Python that is asked for is no longer supported, and packages stop working with it.

Packages drop a Python version around its end of life; after that only old versions of them can be
installed, and those are not repaired any more. Versions before 3.7 are worse: the chapters then run
in an environment apart from Jupyter.

See https://devguide.python.org/versions/

Mend: ask for a supported version::

    dependencies:
      - python=3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment import DEFAULT
from sphinx_binderhub.environment.python_releases import ended, recommended
from sphinx_binderhub.environment.python_version import written
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project, today: date | None = None) -> Iterator[Finding]:
    """Yield one finding where a file asks for a Python that has ended."""
    environment = project.environment
    version = environment.python
    if version is None or environment.stop or environment.python_source in {None, DEFAULT}:
        return
    last = ended(version, today)
    if last is None or _is_left_open(environment):
        return
    place = _place(environment)
    advised = recommended(environment.profile.pythons, today)
    yield Finding(
        f"Python {version} is not supported since {last:%B %Y}, so current packages can no longer "
        "be installed with it.",
        f"Move to a newer one: `{written(place.path or '', advised)}`.",
        place,
    )


def _is_left_open(environment: Environment) -> bool:
    """Tell whether only the major version is asked for, which another rule reports."""
    file = environment.conda_file
    return environment.buildpack == "conda" and file is not None and file.python_version == "3"


def _place(environment: Environment) -> Location:
    path, _, line = (environment.python_source or "").rpartition(":")
    file = environment.conda_file
    if file is not None and file.python is not None and path == file.path:
        return Location(path, file.python.line, file.python.column)
    return Location(path, int(line)) if line.isdigit() else Location(environment.python_source)
