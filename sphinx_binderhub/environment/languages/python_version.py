"""Which Python the image has, and which line of which file says so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from packaging.version import Version

from sphinx_binderhub.environment.languages.runtime import Runtime, read_runtime
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.pip.pipfile import check_lock, python_place
from sphinx_binderhub.environment.pip.toml_file import place_of, read_toml, table
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile

REQUIREMENT_RULE = "requires-python-conflict"
"""The rule that speaks of a `requires-python` that leaves repo2docker no Python."""


@dataclass(frozen=True)
class PythonVersion:
    """A Python version and where it is asked for, `None` where no file does.

    `exact` where major and minor version are asked for, `pinned` also where that is Python 2, of
    which there is but one. `admitted` are those that `requires-python` admits, `None` without it.
    """

    version: str
    place: Location | None
    pinned: bool = True
    exact: bool = True
    admitted: tuple[str, ...] | None = None


def read_python_version(
    buildpack: str, lookup: Lookup, profile: Profile, conda_file: CondaFile | None
) -> PythonVersion | None:
    """Return the image's Python, `None` where repo2docker does not decide; raise `StopError`."""
    if buildpack in {"docker", "nix"}:
        return None
    if buildpack == "conda":
        return _from_conda_file(profile, conda_file)
    if buildpack == "pipfile":
        return _from_pipfile(lookup, profile)
    return _from_runtime(lookup, profile)


def written(path: str, version: str) -> str:
    """Return the line by which the file at `path` asks for Python `version`."""
    name = path.rpartition("/")[2]
    if name.startswith("environment."):
        return f"- python={version}"
    if name.startswith("Pipfile"):
        return f'python_version = "{version}"'
    return f"python-{version}"


def check_supported(version: str, place: Location | None, profile: Profile) -> None:
    """Raise `StopError` where there is no base environment for `version`."""
    if version in profile.base or place is None:
        return
    parts = version.split(".")
    if len(parts) > 2 and ".".join(parts[:2]) in profile.base:
        raise StopError(
            f"`{_shown(place)}` asks for Python {version}, where repo2docker accepts two numbers "
            f"alone, such as {'.'.join(parts[:2])}.",
            place,
            "runtime-patch",
            f"Write `{written(place.path or '', '.'.join(parts[:2]))}`.",
        )
    raise StopError(
        f"`{_shown(place)}` asks for Python {version}, for which repo2docker {profile.release} "
        "has no base environment.",
        place,
        "python-unsupported",
    )


def _shorten(version: str, place: Location, profile: Profile) -> str:
    """Return major and minor version; the default minor version where only the major is given."""
    parts = version.split(".")
    if len(parts) > 1:
        return ".".join(parts[:2])
    if parts[0] not in profile.major_pythons:
        message = f"`{_shown(place)}` asks for Python {version}, which repo2docker does not know."
        raise StopError(message, place, "python-unsupported")
    return profile.major_pythons[parts[0]]


def _from_conda_file(profile: Profile, conda_file: CondaFile | None) -> PythonVersion:
    if conda_file is None or conda_file.python is None or not conda_file.python_version:
        return PythonVersion(profile.default_python, None, False)
    place = Location(conda_file.path, conda_file.python.line, conda_file.python.column)
    asked = conda_file.python_version
    return PythonVersion(_shorten(asked, place, profile), place, asked != "3")


def _from_runtime(lookup: Lookup, profile: Profile) -> PythonVersion:
    runtime = _runtime(lookup, profile)
    default = PythonVersion(profile.default_python, None, False)
    if runtime.name not in {None, "python"}:
        return default
    if runtime.version is None:
        return _by_requirement(lookup, profile, default)
    place = Location(runtime.path, 1)
    if profile.strict_runtime and not runtime.version.isdigit():
        asked = PythonVersion(_valid(runtime.version, place), place)
    else:
        version = _shorten(runtime.version, place, profile)
        asked = PythonVersion(version, place, runtime.version != "3", "." in runtime.version)
    return _by_requirement(lookup, profile, asked)


def _runtime(lookup: Lookup, profile: Profile) -> Runtime:
    """Return what `runtime.txt` says; older releases mind R's day only where they look for R."""
    try:
        return read_runtime(lookup, profile)
    except StopError as error:
        if profile.strict_runtime or error.stop.rule != "r-snapshot-date":
            raise
        return Runtime(lookup.path("runtime.txt"), "r")


def _valid(version: str, place: Location) -> str:
    try:
        if len(Version(version).release) > 1:
            return version
    except ValueError:
        pass
    message = f"`{_shown(place)}` asks for Python {version}, which is no version."
    raise StopError(message, place, "python-unsupported")


def _by_requirement(lookup: Lookup, profile: Profile, asked: PythonVersion) -> PythonVersion:
    """Return `asked`, or the newest that `requires-python` admits where that one is left open."""
    path = "pyproject.toml"
    if not profile.reads_pyproject or not lookup.has_in_root(path):
        return asked
    required = _requirement(lookup, path)
    if required is None:
        return asked
    from packaging.specifiers import SpecifierSet  # which takes its time to load

    place = Location(path, *(place_of(lookup.read(path), "requires-python") or (1, None)))
    try:
        admitted = SpecifierSet(required)
        if Version(asked.version) in admitted:
            return replace(asked, admitted=tuple(admitted.filter(profile.pythons)))
        fitting = list(admitted.filter(profile.pythons_by_requirement))
    except (ValueError, TypeError, AttributeError) as error:
        message = f"`{_shown(place)}` cannot be understood: {error}."
        fix = f'Write `requires-python = ">={profile.default_python}"`.'
        raise StopError(message, place, REQUIREMENT_RULE, fix) from None
    return _newest(fitting, place, asked, profile)


def _requirement(lookup: Lookup, path: str) -> Any:
    """Return the value of `requires-python`, which may be anything that TOML has."""
    project = read_toml(lookup, path).get("project", {})
    if isinstance(project, Mapping):
        return project.get("requires-python")
    if isinstance(project, (str, list)) and "requires-python" not in project:
        return None
    message = f"`{path}`: `project` is not a table."
    place = Location(path, *(place_of(lookup.read(path), "project") or ()))
    raise StopError(message, place, REQUIREMENT_RULE)


def _newest(
    fitting: list[str], place: Location, asked: PythonVersion, profile: Profile
) -> PythonVersion:
    if asked.place is not None and asked.exact:
        asks = f"`{_shown(asked.place)}` asks for Python {asked.version}"
        message = f"{asks}, which `{_shown(place)}` excludes."
        newest = f"Write `{written(asked.place.path or '', fitting[-1])}`, or w" if fitting else "W"
        fix = f"{newest}iden `requires-python`."
        raise StopError(message, asked.place, REQUIREMENT_RULE, fix)
    if not fitting:
        message = f"`{_shown(place)}` admits no Python that repo2docker {profile.release} has."
        fix = f"Widen `requires-python`; there are {', '.join(profile.pythons_by_requirement)}."
        raise StopError(message, place, REQUIREMENT_RULE, fix)
    return PythonVersion(fitting[-1], place)


def _from_pipfile(lookup: Lookup, profile: Profile) -> PythonVersion:
    found = {}
    if lookup.has("Pipfile.lock"):
        path = lookup.path("Pipfile.lock")
        found[path] = _lock_requirements(lookup, path)
    if lookup.has("Pipfile"):
        path = lookup.path("Pipfile")
        found[path] = table(read_toml(lookup, path), "requires")
    for path, requires in found.items():
        for key in ("python_full_version", "python_version"):
            match = re.match(r"\d+(\.\d+)*", str(requires.get(key) or ""))
            if match:
                place = python_place(lookup.read(path), path, key)
                return PythonVersion(_shorten(match[0], place, profile), place)
    return PythonVersion(profile.default_python, None, False)


def _shown(place: Location) -> str:
    """Return the place without its column, for a sentence."""
    return str(Location(place.path, place.line))


def _lock_requirements(lookup: Lookup, path: str) -> Mapping[str, Any]:
    return table(table(check_lock(lookup, path), "_meta"), "requires")
