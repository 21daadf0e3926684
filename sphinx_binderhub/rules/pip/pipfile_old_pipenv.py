"""The `Pipfile` asks for Python 3.12 or newer, on which Binder's Pipenv does not run.

repo2docker installs a Pipenv of January 2022, whatever the Python. The pip inside it needs a part
of Python that was removed in 3.12, and the build ends with
``module 'pkgutil' has no attribute 'ImpImporter'``. A lock does not help.

See https://github.com/jupyterhub/binderhub/issues/1882
and https://github.com/IUPAC/WFChemCookbook/issues/55

Mend: list the packages in a `requirements.txt`, with a `runtime.txt`; or, in the `Pipfile`::

    [packages]
    numpy = "*"

    [requires]
    python_version = "3.11"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import Version

from sphinx_binderhub.environment.pip.pipfile import NEWEST_PYTHON
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where Pipenv meets a Python that it does not run on."""
    environment = project.environment
    python, place = environment.python, environment.python_location
    if environment.buildpack != "pipfile" or environment.stop or not python or place is None:
        return
    if Version(python) <= Version(NEWEST_PYTHON):
        return
    line = f'`python_version = "{NEWEST_PYTHON}"`'
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    locked = " and run `pipenv lock`" if (place.path or "").endswith(".lock") else ""
    yield Finding(
        f"Binder installs with Pipenv 2022.1.8, which does not run on Python {python}, and the "
        "build fails.",
        f"Write {line} in the `Pipfile`{locked}; or replace it by a `{folder}requirements.txt` and "
        f"a `{folder}runtime.txt` with `python-{python}`.",
        place,
    )
