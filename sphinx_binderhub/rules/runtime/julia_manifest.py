"""`Manifest.toml` was made with another Julia than the one that Binder will take.

The file lists the packages that fit one minor version of Julia; those that Julia brings along
differ in the next, and may then not load. Binder takes its Julia by `[compat]` in `Project.toml`,
and that leaves out the one that made the file.

See https://pkgdocs.julialang.org/v1/toml-files/

Mend, in `Project.toml`, or make the file anew with the Julia that is named there::

    [compat]
    julia = "~1.10"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the constraint excludes the Julia of the manifest."""
    julia = project.environment.julia
    if julia is None or julia.made_with is None or julia.text is None or julia.constraint.is_open:
        return
    minor = ".".join(julia.made_with.split(".")[:2])
    if any(julia.constraint.admits(f"{minor}.{patch}") for patch in range(100)):
        return
    yield Finding(
        f"`{julia.manifest}` was made with Julia {julia.made_with}, but "
        f'`julia = "{julia.text}"` makes Binder take {julia.constraint.meaning}.',
        f'Write `julia = "~{minor}"`, or run `Pkg.resolve()` with the Julia that you mean and '
        "commit the file.",
        julia.place,
        also=(Location(julia.manifest),),
    )
