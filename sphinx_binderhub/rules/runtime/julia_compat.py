"""The Julia version is left open, or written in a way that Binder cannot read.

Binder takes the newest Julia that `[compat]` in `Project.toml` admits, and the newest Julia 1 where
it says nothing; there is a new one each year. It reads one constraint: a list such as
`"1.6, 1.10"`, which Julia itself understands, stops the build. `"1.10"` means "1.10 or later", and
`"=1.10"` means 1.10.0 and none of its patches.

See https://repo2docker.readthedocs.io/en/latest/configuration/research/ and, for the constraints,
https://pkgdocs.julialang.org/v1/compatibility/

Mend::

    [deps]
    Plots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"

    [compat]
    julia = "~1.10"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.environment.languages.julia import ADVICE
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.languages.julia import JuliaVersion
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding on the constraint."""
    yield from stop_of(project, "julia-compat")
    environment = project.environment
    julia, runtime = environment.julia, environment.languages.runtime
    if julia is None or environment.stop is not None:
        return
    if julia.text is None:
        if runtime is None or not runtime.means_julia:  # or else another rule says it
            yield _open(julia, f"`{julia.project}` does not say which Julia the book needs")
    elif julia.constraint.is_open:
        yield _open(julia, f'`julia = "{julia.text}"` leaves the version open')
    elif julia.constraint.symbol == "==" and julia.text.count(".") < 2:
        minor = ".".join(map(str, julia.constraint.lower[:2]))
        yield Finding(
            f'`julia = "{julia.text}"` means {julia.constraint.meaning}, not its newest patch.',
            f'Write `julia = "~{minor}"`.',
            julia.place,
            Severity.NOTE,
        )


def _open(julia: JuliaVersion, why: str) -> Finding:
    """Return the finding: a warning where nothing is said, or where packages were chosen."""
    made_with = f"; `{julia.manifest}` was made with {julia.made_with}" if julia.made_with else ""
    minor = ".".join((julia.made_with or "").split(".")[:2])
    lowest = "~" + ".".join(map(str, julia.constraint.lower[:2]))
    constraint = ADVICE if julia.constraint.admits("1.10.0") else lowest
    constraint = f"~{minor}" if minor else constraint
    return Finding(
        f"{why}: Binder takes {julia.constraint.meaning}, and another one with each release"
        f"{made_with}.",
        f'Write `julia = "{constraint}"` under `[compat]`.',
        julia.place,
        Severity.WARNING if julia.text is None or julia.made_with else Severity.NOTE,
        (Location(julia.manifest),) if julia.manifest and julia.made_with else (),
    )
