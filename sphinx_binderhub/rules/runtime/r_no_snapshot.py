"""The book wants R, but no file says of which day its packages are, so Binder installs none.

`install.R` is run, and R itself installed, only where `runtime.txt` holds a day as well,
`r-4.4-2026-06-01`, or where the repository is an R package with a `DESCRIPTION`. Without it,
`install.R` is silently left out. With a `DESCRIPTION` alone the packages are those of two days
before the build, which changes with every build.

See https://repo2docker.readthedocs.io/en/latest/configuration/system/

Mend: add a file `runtime.txt`, with the day of the packages that you have::

    r-4.4-2026-06-01
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import without_environment
from sphinx_binderhub.environment.elsewhere import explains
from sphinx_binderhub.environment.languages.r_language import missing_fields
from sphinx_binderhub.environment.languages.runtime import EXAMPLE_DAY
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

FREE = frozenset({None, "conda", "pipfile", "python", "julia"})
"""The kinds of environment that have no R of their own."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where R is wanted and not there, or has no day."""
    environment = project.environment
    if environment.buildpack == "r" and not missing_fields(project.tree):
        yield from _undated_package(environment)
    if environment.buildpack not in FREE or (environment.stop and not environment.empty):
        return
    chapters = list(_chapters(project))
    places = [*_files(project), *chapters]
    if places:
        yield Finding(
            f"{_reason(environment, places[0])}.",
            _mend(environment, places[0]),
            places[0],
            Severity.ERROR if chapters or environment.empty else Severity.WARNING,
            tuple(places[1:]),
        )


def _files(project: Project) -> Iterator[Location]:
    """Yield the files that ask for R in vain."""
    environment = project.environment
    runtime = environment.languages.runtime
    if runtime is not None and runtime.lacks_day and environment.r is None:
        yield runtime.place()
    elif environment.empty and (runtime is not None or explains(project.tree, environment)):
        return  # Another file is the reason for which nothing is found.
    script = _beside(environment, "install.R")
    if script in project.tree.files and "install.R" not in environment.words:
        yield Location(script)


def _chapters(project: Project) -> Iterator[Location]:
    """Yield the chapters in R, where nothing that is installed can be R or bring it."""
    environment = project.environment
    scripts = any(environment.file(name) for name in ("postBuild", "start"))
    brought = any(package.name.startswith(("r-", "xeus-r")) for package in environment.packages)
    if environment.empty or environment.r is not None or scripts or brought:
        return
    for chapter in project.chapters:
        if chapter.notebook.language == "r" and chapter.notebook.problem is None:
            yield Location(chapter.path)


def _reason(environment: Environment, place: Location) -> str:
    runtime = environment.languages.runtime
    nothing = ", and R is not installed" if environment.r is None else ""
    if environment.empty:
        nothing = f", and {without_environment(environment)}"
    if runtime is not None and place.path == runtime.path:
        return f"`{runtime.path}` reads {runtime.shown}, without a day{nothing}"
    if (place.path or "").endswith("install.R"):
        wanted = _beside(environment, "runtime.txt")
        return f"`{place.path}` is not run, for no `{wanted}` asks for R of a day{nothing}"
    return f"`{place.path}` is in R, and no file asks for R, so it cannot be run"


def _mend(environment: Environment, place: Location) -> str:
    if environment.conda_file is not None or environment.buildpack in {"julia", "pipfile"}:
        return _with_conda(environment, place)
    runtime = environment.languages.runtime
    named = runtime.shown if runtime and runtime.python else None
    instead = f" in place of {named}; Python is then {environment.profile.default_python}"
    return (
        f"Write the one line `r-{environment.profile.default_r}-{EXAMPLE_DAY}`, with the day of "
        f"the packages that you have, into `{_beside(environment, 'runtime.txt')}`"
        f"{instead if named else ''}."
    )


def _with_conda(environment: Environment, place: Location) -> str:
    """Return the mend where a `runtime.txt` would do harm, or nothing: let conda bring R."""
    file = environment.conda_file
    path = file.path if file else _beside(environment, "environment.yml")
    list_it = f"Add a file `{path}` that lists `r-irkernel`"
    if file is not None:
        list_it = f"Add the line `- r-irkernel` under `dependencies:` in `{path}`"
    if environment.buildpack == "pipfile":
        list_it += ", with the packages of the `Pipfile`, which is not read beside it"
    if not (place.path or "").endswith("install.R"):
        return f"{list_it}."
    script = f"a script `{_beside(environment, 'postBuild')}` that runs `Rscript {place.path}`"
    return f"Add {script}." if environment.r else f"{list_it}, and add {script}."


def _beside(environment: Environment, name: str) -> str:
    folder = environment.binder_directory
    return f"{folder}/{name}" if folder else name


def _undated_package(environment: Environment) -> Iterator[Finding]:
    r = environment.r
    if r is None or r.snapshot is not None or environment.stop is not None:
        return
    yield Finding(
        "The packages of R are those of two days before the build, because `DESCRIPTION` alone "
        "brings R: they are others at each build.",
        f"Add a file `{_beside(environment, 'runtime.txt')}` with the one line "
        f"`r-{environment.profile.default_r}-{EXAMPLE_DAY}`, with the day of the packages that "
        "you have.",
        r.place or r.source,
        Severity.NOTE,
    )
