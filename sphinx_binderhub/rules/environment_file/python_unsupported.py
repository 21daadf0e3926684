"""Binder has no environment for the Python that is asked for, and stops.

repo2docker begins with a base environment that it keeps for each Python version, two numbers and no
more. A version that is too new for the hub, or none at all, stops the build.

See https://repo2docker.readthedocs.io/en/latest/howto/languages/

Mend: ask for one that there is::

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

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the version stops the build."""
    stop = project.environment.stop
    if stop is None or stop.rule != "python-unsupported":
        return
    pythons = project.environment.usable_pythons
    alive = [version for version in pythons if not ended(version)] or pythons
    line = written(stop.location.path or "", recommended(pythons))
    yield Finding(
        stop.message,
        f"Write `{line}`; the supported ones are {', '.join(alive)}.",
        stop.location,
    )
