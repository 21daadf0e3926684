"""A TOML file of the environment cannot be read, and the build stops.

repo2docker reads `pyproject.toml` in the root, `Pipfile` and `Project.toml` before it builds. The
first is read even where it only holds the options of other tools. In TOML every text stands in
quotation marks, and a heading or a key may stand once.

See https://toml.io/en/v1.0.0

Mend, for a `Pipfile` with the line `numpy = *`::

    [packages]
    numpy = "*"

    [requires]
    python_version = "3.11"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield the one place at which the file cannot be read."""
    yield from stop_of(project, "toml-invalid")
