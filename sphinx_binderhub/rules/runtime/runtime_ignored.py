"""`runtime.txt` has no effect, because another file decides on the version.

Beside an `environment.yml`, a `Pipfile` or a `default.nix`, Binder takes the version from there and
uses `runtime.txt` for nothing. It is a warning where the two do not say the same: the reader gets
another Python than the author thinks.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend: let the one file say it, here `environment.yml`, and delete the other::

    git rm runtime.txt
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.languages.runtime import Runtime
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

DECIDING = {
    "conda": ("environment.yml", "environment.yaml"),
    "pipfile": ("Pipfile", "Pipfile.lock"),
    "nix": ("default.nix",),
}


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the file is there and another one decides."""
    environment = project.environment
    runtime = environment.languages.runtime
    names = DECIDING.get(environment.buildpack or "", ())
    decides = next(filter(None, map(environment.file, names)), None)
    if runtime is None or decides is None or environment.stop is not None:
        return
    if runtime.lacks_day and environment.r is None:
        return  # The author wants R, and gets none; that is another rule's matter.
    yield _ignored(environment, runtime, decides)


def _ignored(environment: Environment, runtime: Runtime, decides: str) -> Finding:
    asked = runtime.python
    differs = bool(asked) and environment.python not in {None, asked}
    left_open = bool(asked) and environment.python is not None and not environment.python_pinned
    taken = f", and takes Python {environment.python}" if environment.python else ""
    place = environment.python_location or Location(decides)
    delete = f"delete `{runtime.path}`"
    mend = f"Write `{written(decides, asked)}` in `{decides}`, if that is what you need, and "
    return Finding(
        f"Binder ignores {runtime.shown} in `{runtime.path}`, because `{decides}` decides{taken}.",
        f"{mend}{delete}."
        if (differs or left_open) and asked in environment.usable_pythons
        else f"D{delete[1:]}.",
        runtime.place(),
        Severity.WARNING if differs or left_open else Severity.NOTE,
        (place,),
    )
