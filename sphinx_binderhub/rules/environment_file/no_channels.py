"""`environment.yml` does not say from which channel its packages come.

Binder then takes them from conda-forge, and your own conda from whatever it is set to: Anaconda's
`defaults`, in many an installation. What was tried at your desk is then not what readers get.

See https://conda-forge.org/docs/user/introduction/

Mend::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy=2.3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding where packages are listed and no channel is."""
    file = project.environment.conda_file
    if file is None or file.channels or not file.dependencies:
        return
    if any(problem.fatal for problem in file.problems):
        return  # what is wrong comes before what could be better
    if all("::" in text.value for text in file.dependencies):
        return
    place = next((key for key in file.keys if key.value in {"channels", "dependencies"}), None)
    yield Finding(
        f"`{file.path}` names no channel: Binder takes the packages from conda-forge, your own "
        "conda perhaps from another one.",
        "Write `channels: [conda-forge]` above `dependencies:`.",
        Location(file.path, place.line, place.column) if place else Location(file.path, 1),
    )
