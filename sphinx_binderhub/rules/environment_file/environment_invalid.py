"""Binder cannot read `environment.yml`.

A tab, a wrong indentation, a key that stands twice, an encoding other than UTF-8: the build stops
before anything is installed. The file must be one YAML document, a mapping, and of a sensible size.

See https://docs.conda.io/projects/conda/en/latest/user-guide/tasks/manage-environments.html

Mend: indent with spaces, and the same in every line of a list::

    dependencies:
      - python=3.12
      - numpy
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield the one reason for which the file cannot be read."""
    file = project.environment.conda_file
    if file is not None and file.invalid is not None:
        problem = file.invalid
        yield Finding(
            f"Binder cannot read `{file.path}`. {problem.message}",
            problem.fix,
            Location(file.path, problem.line, problem.column),
        )
