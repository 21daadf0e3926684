"""R or Julia decides, so Binder does not look into `environment.yml` for the Python version.

With R by `runtime.txt` or `DESCRIPTION`, and with a Julia project, the packages of
`environment.yml` are installed, but Binder begins with the Python that it would take without it.
conda then has to exchange Python under everything that is installed already, Jupyter included:
slow at best.

See https://repo2docker.readthedocs.io/en/latest/configuration/research/

Mend, with R: leave Python to Binder, in `environment.yml`::

    channels:
      - conda-forge
    dependencies:
      - rpy2

or let conda bring R as well, with `r-irkernel`, and delete `runtime.txt`. With Julia, add a
`runtime.txt` that says `python-3.12`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.r_language import missing_fields
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where another Python is taken than `environment.yml` names."""
    environment = project.environment
    file = environment.conda_file
    if environment.buildpack not in {"r", "julia"} or file is None or environment.stop is not None:
        return
    numbers = file.python_version.split(".")
    if file.python is None or len(numbers) < 2 or ".".join(numbers[:2]) == environment.python:
        return
    decides = environment.r.source.path if environment.r else None
    if decides == "DESCRIPTION" and missing_fields(project.tree):
        return  # It is none of R's: that comes first.
    decides = environment.julia.project if environment.julia else decides
    yield Finding(
        f"Because of `{decides}`, Binder does not read `{file.python.value}` in `{file.path}`: it "
        f"begins with Python {environment.python}, which conda then has to replace.",
        _mend(environment, ".".join(numbers[:2])),
        Location(file.path, file.python.line, file.python.column),
    )


def _mend(environment: Environment, version: str) -> str:
    runtime = f"{environment.binder_directory}/runtime.txt".lstrip("/")
    if environment.julia is not None:
        return f"Add a file `{runtime}` with the one line `python-{version}`."
    if environment.r is not None and environment.r.source.path == runtime:
        return (
            "Delete that line, or take R from conda as well: write `- r-irkernel` in its place, "
            f"and delete `{runtime}`."
        )
    return "Delete that line, or put the files for Binder into a folder `binder/`, with R by conda."
