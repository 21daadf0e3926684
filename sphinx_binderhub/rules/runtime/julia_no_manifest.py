"""No `Manifest.toml` says which versions of the Julia packages to install.

`Project.toml` names the packages, `Manifest.toml` the version of each, and of all that they need.
Where the second is not in the repository, Julia chooses the newest versions anew at each build, and
the book may change with them.

See https://pkgdocs.julialang.org/v1/toml-files/

Mend: run `Pkg.instantiate()` in the folder of the project, and commit the `Manifest.toml` that it
writes::

    julia_version = "1.10.4"
    manifest_format = "2.0"

    [[deps.Plots]]
    uuid = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"
    version = "1.40.4"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where packages are listed and their versions are not."""
    julia = project.environment.julia
    if julia is None or not julia.packages or julia.manifest is not None:
        return
    yield Finding(
        f"`{julia.project}` has no `Manifest.toml` beside it, so the versions of its packages are "
        "chosen anew at each build.",
        'Run `julia --project -e "using Pkg; Pkg.instantiate()"` in its folder, and commit the '
        "`Manifest.toml`.",
        Location(julia.project),
    )
