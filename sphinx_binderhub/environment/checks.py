"""The other reasons for which repo2docker stops once a buildpack is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.buildpack import is_python_package
from sphinx_binderhub.environment.debian.apt_file import check_apt
from sphinx_binderhub.environment.languages.julia import read_julia
from sphinx_binderhub.environment.languages.r_language import read_r
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile


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
    read_julia(buildpack, lookup)
    read_r(buildpack, lookup, profile, conda_file)
    check_apt(lookup)
