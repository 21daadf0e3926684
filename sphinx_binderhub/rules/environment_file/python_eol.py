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

from sphinx_binderhub.environment.languages.python_releases import ended, recommended
from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project, today: date | None = None) -> Iterator[Finding]:
    """Yield one finding where a file asks for a Python that has ended."""
    environment = project.environment
    version = environment.python
    place = environment.python_location
    if version is None or place is None or environment.stop or not environment.python_pinned:
        return  # a Python that nobody chose is reported by another rule
    last = ended(version, today)
    if last is None:
        return
    advised = recommended(environment.usable_pythons, today)
    yield Finding(
        f"Python {version} is not supported since {last:%B %Y}, so current packages can no longer "
        "be installed with it.",
        f"Move to a newer one: `{written(place.path or '', advised)}`.",
        place,
    )
