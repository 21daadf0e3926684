"""`runtime.txt` names a language that Binder does not know by that name.

It knows `python` and, with a day, `r`, in these small letters. After `Python-3.12` or `julia-1.10`
it looks for no Python environment at all: `requirements.txt` and its like are not read, and there
may be nothing left to build. Beside a Julia project, the line only has no effect.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend::

    python-3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import without_environment
from sphinx_binderhub.environment.files import OTHER_LANGUAGE
from sphinx_binderhub.environment.languages.runtime import meant
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.languages.runtime import Runtime
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the name is none that Binder knows."""
    environment = project.environment
    runtime = environment.languages.runtime
    if runtime is None or runtime.decides or runtime.lacks_day:
        return
    if environment.empty:
        yield _nothing_left(environment, runtime)
    elif environment.buildpack in {"julia", "r"} and environment.stop is None:
        effect = f"it has no effect, and Python {environment.python} is taken"
        if runtime.means_julia:
            effect = "a Julia version is read from `[compat]` in `Project.toml` alone"
        message = f"`{runtime.path}` reads {runtime.shown}: {effect}."
        yield Finding(message, _mend(runtime, environment), runtime.place(), Severity.WARNING)


def _nothing_left(environment: Environment, runtime: Runtime) -> Finding:
    hidden = [entry.path for entry in environment.ignored if entry.reason == OTHER_LANGUAGE]
    unused = f"Binder does not use `{hidden[0]}`, and " if hidden else ""
    why = "neither `python-…` nor a dated `r-…`, in these small letters"
    if runtime.text.startswith("\ufeff"):
        why = "after an invisible byte-order mark"
    return Finding(
        f"`{runtime.path}` reads {runtime.shown}, {why}, so {unused}"
        f"{without_environment(environment)}.",
        _mend(runtime, environment),
        runtime.place(),
        None if environment.profile.default_buildpack is None else Severity.WARNING,
        tuple(map(Location, hidden)),
    )


def _mend(runtime: Runtime, environment: Environment) -> str:
    if runtime.text.startswith("\ufeff"):
        return "Save the file as UTF-8 without a byte-order mark."
    if not runtime.means_julia:
        return meant(runtime.text, environment.profile)
    remove = f"delete `{runtime.path}`, or make it say which Python to take"
    if environment.julia is not None:
        project = environment.julia.project
        constraint = f'julia = "~{runtime.number or "1.10"}"'
        return f"Write `{constraint}` under `[compat]` in `{project}`, and {remove}."
    return f"For Julia, add a `Project.toml` that lists its packages, and {remove}."
