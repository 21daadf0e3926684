"""No file says which Python the book needs, so Binder chooses, and will choose another one day.

repo2docker's default changes with its releases, and the packages then installed change with it.
`python` alone and `python=3` leave the choice open too. It is a note where the notebooks are all in
other languages.

See https://repo2docker.readthedocs.io/en/latest/howto/languages/

Mend, in `environment.yml`::

    dependencies:
      - python=3.12

or, beside a `requirements.txt`, in a file `runtime.txt`::

    python-3.12
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.python_releases import ended, recommended
from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sphinx_binderhub.environment import CondaFile, Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project, today: date | None = None) -> Iterator[Finding]:
    """Yield one finding where the version is left to Binder."""
    environment = project.environment
    place = _open_place(environment)
    if place is None or not environment.detected or not environment.used:
        return
    runtime = environment.languages.runtime
    if runtime is not None and runtime.python and environment.file("runtime.txt") is None:
        return  # That file names one, in vain: another rule says so.
    taken = environment.profile.default_python
    support = ", which is no longer supported" if ended(taken, today) else ""
    yield Finding(
        f"`{place.path}` does not say which Python the book needs: Binder takes {taken} today"
        f"{support}, and will take another in the future.",
        _mend(environment, place, recommended(environment.usable_pythons, today)),
        place,
        Severity.NOTE if _is_of_other_languages(project) else None,
    )


def _is_of_other_languages(project: Project) -> bool:
    languages = {chapter.notebook.language for chapter in project.chapters}
    return bool(languages) and languages.isdisjoint({None, "python"})


def _open_place(environment: Environment) -> Location | None:
    """Return where the version should stand, or `None` where it does or nobody can say."""
    file, used = environment.conda_file, environment.used
    if environment.python is None or environment.python_pinned:
        return None
    if environment.buildpack == "conda" and file is not None:
        return _open_in(file)
    if environment.buildpack not in {"python", "pipfile"}:
        return None
    return environment.python_location or Location(next(iter(used), None))


def _open_in(file: CondaFile) -> Location | None:
    if any(problem.fatal for problem in file.problems) or (file.problems and not file.dependencies):
        return None  # Python may be what is written wrongly; another rule reports it
    for mention in file.python_mentions:
        if not re.fullmatch(
            r"(?:.*::)?python\s*(?:=+\s*(?:\*|3)?)?\s*", mention.value, re.IGNORECASE
        ):
            return None  # a version that is not understood is reported by another rule
    place = next(iter(file.python_mentions or file.dependencies), None)
    return Location(file.path, place.line, place.column) if place else Location(file.path)


def _mend(environment: Environment, place: Location, version: str) -> str:
    file = environment.conda_file
    if environment.buildpack == "conda" and file is not None:
        verb = "Write" if file.python_mentions else "Add the line"
        return f"{verb} `{written(file.path, version)}` under `dependencies:`."
    path = place.path or ""
    if environment.python_location:
        return f"Write `{written(path, version)}`."
    if environment.buildpack == "pipfile":
        return f"Add to the `Pipfile`, under `[requires]`: `{written(path, version)}`."
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    return f"Add a file `{folder}runtime.txt` with the one line `python-{version}`."
