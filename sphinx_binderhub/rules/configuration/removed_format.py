"""The environment is described in a way that Binder gave up years ago.

Julia's `REQUIRE` was replaced by `Project.toml`, and repo2docker stops when it finds no other. The
first Binder had images of its own, `andrewosh/binder-base`; a `Dockerfile` in the root that begins
with them stops the build, even where a folder `binder/` says otherwise.

See https://repo2docker.readthedocs.io/en/latest/configuration/

Mend, for Julia: list the packages in a file `Project.toml`::

    [deps]
    IJulia = "7073ff75-c697-5162-941a-fcdaad2a7d2a"

    [compat]
    julia = "1.10"
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
    """Yield the reason for which repo2docker stops, where it is an old format."""
    yield from stop_of(project, "removed-format")
