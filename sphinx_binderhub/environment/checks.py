"""The other reasons for which repo2docker stops once a buildpack is chosen."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.buildpack import is_python_package
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.runtime import read_runtime
from sphinx_binderhub.environment.sources import apt_lines
from sphinx_binderhub.environment.toml_file import read_toml
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile

APT_NAME = re.compile(r"[a-z0-9.+-]+")

FIRST_SNAPSHOT = date(2018, 12, 7)
"""The oldest day for which R packages can still be had."""


def check_contents(
    buildpack: str, lookup: Lookup, profile: Profile, conda_file: CondaFile | None
) -> None:
    """Raise `StopError` for the first file on which repo2docker gives up."""
    if buildpack == "docker":
        lookup.read(lookup.path("Dockerfile"))
        return
    if conda_file is not None and conda_file.stops:
        raise StopError(conda_file.stops, Location(conda_file.path), "environment-invalid")
    if buildpack in {"python", "julia", "r"}:
        is_python_package(lookup, profile)
    if buildpack == "julia":
        _check_julia(lookup)
    elif buildpack == "r":
        _check_r(lookup, profile)
    _check_apt(lookup)


def _check_julia(lookup: Lookup) -> None:
    names = [name for name in ("JuliaProject.toml", "Project.toml") if lookup.has(name)]
    if not names:
        raise StopError(
            f"`{lookup.path('REQUIRE')}` is no longer supported; Julia needs a `Project.toml`.",
            Location(lookup.path("REQUIRE")),
            fix="List the packages under `[deps]` in a `Project.toml`, and delete this file.",
        )
    read_toml(lookup, lookup.path(names[0]))


def _check_r(lookup: Lookup, profile: Profile) -> None:
    runtime = read_runtime(lookup, profile)
    if runtime.name == "r" and runtime.date and runtime.date < FIRST_SNAPSHOT:
        raise StopError(
            f"`{runtime.path}` asks for R packages of {runtime.date}; "
            f"none older than {FIRST_SNAPSHOT} can be had.",
            Location(runtime.path, 1),
            fix=f"Write a later day: `r-{profile.default_r}-2026-06-01`.",
        )
    version = runtime.version
    known = version is None or version in profile.r_versions or version.count(".") == 2
    if profile.strict_runtime and not known:
        message = f"`{runtime.path}` asks for R {version}, which repo2docker does not know."
        known_versions = ", ".join(profile.r_versions)
        fix = f"Write one of {known_versions}, as in `r-{profile.default_r}-2026-06-01`."
        raise StopError(message, Location(runtime.path, 1), fix=fix)


def _check_apt(lookup: Lookup) -> None:
    if not lookup.has("apt.txt"):
        return
    path = lookup.path("apt.txt")
    for number, line in apt_lines(lookup, path):
        if not APT_NAME.match(line):
            place = Location(path, number)
            message = f"`{place}` holds `{line[:60]}`, which is no package name."
            fix = "Write one Debian package a line, in small letters, such as `graphviz`."
            raise StopError(message, place, fix=fix)
