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
from sphinx_binderhub.environment.languages.r_language import missing_fields
from sphinx_binderhub.environment.languages.r_wanted import beside, bring_r, wanted_in_vain
from sphinx_binderhub.environment.languages.runtime import EXAMPLE_DAY
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where a file asks for R and it is not there, or has no day."""
    environment = project.environment
    if environment.buildpack == "r" and not missing_fields(project.tree):
        yield from _undated_package(environment)
    places = list(wanted_in_vain(environment, project.tree))
    if places:
        chapters = list(_chapters(project))  # of which without such a file another rule speaks
        script = places[0].path if (places[0].path or "").endswith("install.R") else None
        yield Finding(
            f"{_reason(environment, places[0])}.",
            bring_r(environment, script),
            places[0],
            Severity.ERROR if chapters or environment.empty else Severity.WARNING,
            (*places[1:], *chapters),
        )


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
    wanted = beside(environment, "runtime.txt")
    return f"`{place.path}` is not run, for no `{wanted}` asks for R of a day{nothing}"


def _undated_package(environment: Environment) -> Iterator[Finding]:
    r = environment.r
    if r is None or r.snapshot is not None or environment.stop is not None:
        return
    yield Finding(
        "The packages of R are those of two days before the build, because `DESCRIPTION` alone "
        "brings R: they are others at each build.",
        f"Add a file `{beside(environment, 'runtime.txt')}` with the one line "
        f"`r-{environment.profile.default_r}-{EXAMPLE_DAY}`, with the day of the packages that "
        "you have.",
        r.place or r.source,
        Severity.NOTE,
    )
