"""Which Python the image has, and which line of which file says so."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from sphinx_binderhub.environment.lookup import Cause, Lookup, StopError
from sphinx_binderhub.environment.runtime import read_runtime
from sphinx_binderhub.environment.toml_file import line_of, read_toml, table

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile

DEFAULT = "default"
"""The source of a version that no file sets."""


@dataclass(frozen=True)
class PythonVersion:
    """A Python version and its source: `path:line`, a path, or `DEFAULT`."""

    version: str | None
    source: str


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


def check_supported(version: str | None, source: str, profile: Profile) -> None:
    """Raise `StopError` where there is no base environment for `version`."""
    if version is None or version in profile.base:
        return
    parts = version.split(".")
    if len(parts) > 2 and ".".join(parts[:2]) in profile.base:
        raise StopError(
            f"`{source}` asks for Python {version}, where repo2docker accepts two numbers alone, "
            f"such as {'.'.join(parts[:2])}.",
            source,
            Cause.PYTHON,
        )
    raise StopError(
        f"`{source}` asks for Python {version}, for which repo2docker {profile.release} has no "
        "base environment.",
        source,
        Cause.PYTHON,
    )


def _shorten(version: str, source: str, profile: Profile) -> str:
    """Return major and minor version; the default minor version where only the major is given."""
    parts = version.split(".")
    if len(parts) > 1:
        return ".".join(parts[:2])
    if parts[0] not in profile.major_pythons:
        message = f"`{source}` asks for Python {version}, which repo2docker does not know."
        raise StopError(message, source, Cause.PYTHON)
    return profile.major_pythons[parts[0]]


def _from_conda_file(profile: Profile, conda_file: CondaFile | None) -> PythonVersion:
    if conda_file is None or conda_file.python is None or not conda_file.python_version:
        return PythonVersion(profile.default_python, DEFAULT)
    source = f"{conda_file.path}:{conda_file.python.line}"
    return PythonVersion(_shorten(conda_file.python_version, source, profile), source)


def _from_runtime(lookup: Lookup, profile: Profile) -> PythonVersion:
    runtime = read_runtime(lookup, profile)
    source = f"{runtime.path}:1"
    if runtime.name != "python" or runtime.version is None:
        if runtime.name not in {None, "python"}:
            return PythonVersion(profile.default_python, DEFAULT)
        return _by_requirement(lookup, profile, profile.default_python, DEFAULT)
    if not profile.strict_runtime or runtime.version.isdigit():
        version = _shorten(runtime.version, source, profile)
    else:
        version = _valid(runtime.version, source)
    return _by_requirement(lookup, profile, version, source)


def _valid(version: str, source: str) -> str:
    try:
        if len(Version(version).release) > 1:
            return version
    except InvalidVersion:
        pass
    message = f"`{source}` asks for Python {version}, which is no version."
    raise StopError(message, source, Cause.PYTHON)


def _by_requirement(lookup: Lookup, profile: Profile, version: str, source: str) -> PythonVersion:
    """Return `version`, or the newest that `requires-python` admits where that one is not."""
    path = "pyproject.toml"
    if not profile.reads_pyproject or not lookup.has_in_root(path):
        return PythonVersion(version, source)
    required = table(read_toml(lookup, path), "project").get("requires-python")
    if required is None:
        return PythonVersion(version, source)
    place = f"{path}:{line_of(lookup.read(path), 'requires-python') or 1}"
    try:
        admitted = SpecifierSet(required)
        if Version(version) in admitted:
            return PythonVersion(version, source)
        fitting = list(admitted.filter(profile.pythons_by_requirement))
    except (InvalidSpecifier, InvalidVersion, TypeError, AttributeError) as error:
        message = f"`{place}` or `{source}` cannot be understood: {error}."
        raise StopError(message, place) from None
    # A major version alone counts as unset, though a file does set it.
    if source != DEFAULT and "." in (read_runtime(lookup, profile).version or ""):
        message = f"`{source}` asks for Python {version}, which `{place}` does not admit."
        fix = f"Write a version that `{place}` admits, or widen `requires-python`."
        raise StopError(message, source, fix=fix)
    if not fitting:
        message = f"`{place}` admits no Python that repo2docker {profile.release} has."
        fix = f"Widen `requires-python`; there are {', '.join(profile.pythons_by_requirement)}."
        raise StopError(message, place, fix=fix)
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
                return PythonVersion(_shorten(match[0], path, profile), path)
    return PythonVersion(profile.default_python, DEFAULT)


def _lock_requirements(lookup: Lookup, path: str) -> Mapping[str, Any]:
    try:
        lock = json.loads(lookup.read(path))
    except (ValueError, RecursionError) as error:
        raise StopError(f"`{path}` is not valid JSON: {error}.", path) from None
    return table(table(lock, "_meta"), "requires") if isinstance(lock, Mapping) else {}
