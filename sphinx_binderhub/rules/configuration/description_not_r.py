"""A file `DESCRIPTION` in the root makes Binder build an R package, which it is not.

Every R package has a file of that name with the fields `Package` and `Version`. repo2docker looks
at the name alone: it takes the repository for R, and has R install it, which fails where the fields
are missing.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend: give the file another name::

    git mv DESCRIPTION DESCRIPTION.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.r_language import missing_fields
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where R would install what is no package."""
    environment = project.environment
    if environment.buildpack != "r" or "DESCRIPTION" not in environment.used:
        return
    missing = missing_fields(project.tree)
    if not missing:
        return
    fields = " and ".join(f"`{name}:`" for name in missing)
    yield Finding(
        "Because of the file `DESCRIPTION` in the root, Binder installs the repository as an R "
        f"package, and stops: it has no line {fields}.",
        "If it is no R package, run `git mv DESCRIPTION DESCRIPTION.md`, or put the files for "
        f"Binder into a folder `binder/`; if it is one, add {fields}.",
        Location("DESCRIPTION", 1),
    )
