"""A chapter is written in a newer Python than Binder gives it.

A cell with ``match`` needs Python 3.10, and one with ``f"{row["name"]}"`` needs 3.12. In an
older one it ends with ``SyntaxError`` before its first line is run. The author's computer often
has a newer Python than Binder, which takes 3.10 where no file asks for another. A cell that is
tagged ``raises-exception`` is meant to fail, and is left alone.

See https://docs.python.org/3/whatsnew/
and https://repo2docker.readthedocs.io/en/latest/howto/languages/

Mend: ask for a newer Python in `environment.yml`::

    channels:
      - conda-forge
    dependencies:
      - python=3.12

or, beside a `requirements.txt`, in a file `runtime.txt`::

    python-3.12
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from packaging.version import Version

from sphinx_binderhub.environment.languages.python_releases import recommended
from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, places_of, who

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_CONDA = frozenset({"conda", "mamba", "micromamba"})
_KERNEL = re.compile(r".*kernel|python3\.\d")
"""A word of a script that may give the kernel another Python."""
_MOST_NAMED = 3


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each version that chapters need and the image's is older than."""
    environment = project.environment
    if not project.has_own_environment or environment.stop or environment.empty:
        return
    python = environment.python
    if python is None or python.startswith("2") or _is_unclear(environment):
        return  # Beside a Python 2, the kernel `python3` is that of Jupyter's own environment.
    found = [one for one in asked_for(project, "syntax") if _is_newer(one, python)]
    found.sort(key=lambda one: Version(one.need.name), reverse=True)
    for version, group in groupby(found, key=lambda one: one.need.name):
        asked = list(group)
        location, also = places_of(asked)
        yield Finding(
            f"{who(asked, 'use')} {_named(asked)}, for which Python {version} is needed, and "
            f"{_reason(environment)}.",
            _mend(environment, found[0].need.name),
            location,
            Severity.WARNING if _may_change(environment) else None,
            also,
        )


def _is_unclear(environment: Environment) -> bool:
    """Tell whether `environment.yml` asks for a Python by words that only conda understands."""
    file = environment.conda_file
    return file is not None and not file.python_version and bool(file.python_mentions)


def _is_newer(one: Asked, python: str) -> bool:
    """Tell whether a cell needs a newer Python; another kernel's is not known."""
    version = Version(one.need.name)
    kernel = one.chapter.notebook.kernel
    return kernel in {None, "python3"} and version.major == 3 and version > Version(python)


def _may_change(environment: Environment) -> bool:
    """Tell whether conda or a script may bring a newer Python after all."""
    words = environment.words
    chosen = environment.buildpack != "conda" or environment.python_pinned
    installed = "python" in words and not words.isdisjoint(_CONDA)
    return not chosen or installed or any(map(_KERNEL.match, words))


def _named(asked: list[Asked]) -> str:
    names = list(dict.fromkeys(one.need.by for one in asked))
    return ", ".join(names[:_MOST_NAMED]) + " and more" * (len(names) > _MOST_NAMED)


def _reason(environment: Environment) -> str:
    place, python = environment.python_location, environment.python
    if place is None:
        return f"Binder takes {python} where no file asks for another"
    if (place.path or "").endswith("pyproject.toml"):
        return f"`{_shown(place)}` admits none newer than {python}"
    return f"`{_shown(place)}` asks for {python}"


def _shown(place: Location) -> str:
    """Return a place without its column, for a sentence."""
    return str(Location(place.path, place.line))


def _mend(environment: Environment, version: str) -> str:
    """Return how to ask for a Python that is no older than `version`, in the file that decides."""
    place, file = environment.python_location, environment.conda_file
    if place is not None and (place.path or "").endswith("pyproject.toml"):
        return f"Let `requires-python` in `{place.path}` admit Python {version}."
    pythons = tuple(one for one in environment.usable_pythons if Version(one) >= Version(version))
    if not pythons or environment.buildpack == "r":
        return f"Write it so that Python {environment.python} reads it: {_why(environment)}."
    advised = recommended(pythons)
    if environment.buildpack == "conda" and file is not None:
        line = written(file.path, advised)
        if file.python_mentions:
            return f"Write `{line}` in `{file.path}`."
        return f"Add the line `{line}` under `dependencies:` in `{file.path}`."
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    if environment.buildpack == "pipfile":
        path = f"{folder}Pipfile"
        line = written(path, advised)
        return f"Write `{line}` under `[requires]` in `{path}`, and run `pipenv lock`."
    if place is not None:
        return f"Write `{written(place.path or '', advised)}` in `{place.path}`."
    return f"Add a file `{folder}runtime.txt` with the one line `python-{advised}`."


def _why(environment: Environment) -> str:
    if environment.buildpack == "r":
        return "with R, Binder chooses Python itself"
    if environment.buildpack == "pipfile":
        return "beside a `Pipfile`, Binder has no newer one"
    return "Binder has no newer one"
