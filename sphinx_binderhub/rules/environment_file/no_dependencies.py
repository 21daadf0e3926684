"""`environment.yml` has no list of packages, or something in the list is no package.

In `dependencies:`, every entry is the name of a package, with its version after `=`; only `pip:`
has a list of its own, indented further. What is something else stops the build, or is passed over
and missing afterwards, which is a warning, as are a file without `dependencies:`, and a `pip:` that
stands outside of it.

See https://docs.conda.io/projects/conda/en/stable/user-guide/tasks/manage-environments.html

Mend::

    dependencies:
      - python=3.12
      - numpy=2.3
      - pip
      - pip:
          - some-package
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


BEFORE_MAMBA_2 = "2024.7.0"
"""The release whose mamba is the last one before mamba 2."""


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing that is wrong with the list."""
    file = project.environment.conda_file
    old = project.environment.profile.release == BEFORE_MAMBA_2
    for problem in file.problems if file is not None else ():
        fatal = problem.fatal and not (problem.to_mamba_2 and old)
        yield Finding(
            problem.message,
            problem.fix,
            Location(file.path, problem.line, problem.column) if file else Location(),
            Severity.ERROR if fatal else Severity.WARNING,
        )
