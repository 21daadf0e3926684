"""`environment.yml` has no list of packages, or something in the list is no package.

Without `dependencies:` the installation stops. In the list, every entry is the name of a package,
with its version after `=`; only `pip:` has a list of its own, indented further. A `pip:` that is
empty or outside the list is a warning: the build goes on, and its packages are missing.

See https://github.com/mamba-org/mamba/issues/1254

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


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each thing that is wrong with the list."""
    file = project.environment.conda_file
    for problem in file.problems if file is not None else ():
        yield Finding(
            problem.message,
            problem.fix,
            Location(file.path, problem.line, problem.column) if file else Location(),
            Severity.ERROR if problem.fatal else Severity.WARNING,
        )
