"""`environment.yml` has packages for pip, but does not ask for pip itself.

Binder's environment has pip already, so nothing fails there. Where a reader makes the environment
on his own computer, conda warns, and takes a pip of its own choice.

See https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html

Mend::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - pip
      - pip:
          - seaborn==0.13.2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.packages import parse_conda
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where there is a list for pip, and no pip."""
    file = project.environment.conda_file
    if file is None or not file.pip or file.stops:
        return
    names = {parsed[0] for text in file.dependencies if (parsed := parse_conda(text.value))}
    if "pip" in names:
        return
    first = file.pip[0]
    yield Finding(
        f"`{file.path}` has a list for pip, but does not ask for pip. Binder has it; on "
        "another computer, conda warns.",
        "Add the line `- pip` above `- pip:`.",
        Location(file.path, first.line, first.column),
    )
