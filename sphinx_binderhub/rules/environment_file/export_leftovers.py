"""`environment.yml` still says where on somebody's computer the environment was.

`conda env export` ends with a line `prefix:`. Binder passes over it, and so does everybody else: it
only tells the world the name of your account and your folders.

See https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html

Mend: delete the line::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.conda.conda_export import read_export
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for `prefix:`."""
    file = project.environment.conda_file
    if file is None or read_export(project.tree, file).has_foreign_builds:
        return  # the export as a whole is reported
    for key in file.keys:
        if key.value == "prefix":
            yield Finding(
                f"`prefix:` in `{file.path}` names a folder of the computer on which the file was "
                "exported; nothing reads it.",
                "Delete the line.",
                Location(file.path, key.line, key.column),
            )
