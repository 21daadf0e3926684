"""What stands beside Python: `runtime.txt`, R, Julia, and the packages of the system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from sphinx_binderhub.environment.debian.apt_file import AptEntry, read_apt
from sphinx_binderhub.environment.languages.julia import JuliaVersion, read_julia
from sphinx_binderhub.environment.languages.r_language import RLanguage, read_r
from sphinx_binderhub.environment.languages.runtime import Runtime, read_runtime
from sphinx_binderhub.environment.lookup import Lookup, StopError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile

Read = TypeVar("Read")


@dataclass(frozen=True)
class Languages:
    """What the files say beside Python; what is not there, or stops the build, is `None`.

    `runtime` is what `runtime.txt` says, whether it has an effect or not, but beside a
    `Dockerfile`. `apt` are the entries of an `apt.txt` that is used.
    """

    runtime: Runtime | None = None
    r: RLanguage | None = None
    julia: JuliaVersion | None = None
    apt: tuple[AptEntry, ...] = ()


def read_languages(
    buildpack: str | None, lookup: Lookup, profile: Profile, conda_file: CondaFile | None
) -> Languages:
    """Return what the files say of everything but Python."""
    if buildpack == "docker":
        return Languages()
    runtime = _unless_stopped(lambda: read_runtime(lookup, profile))
    apt = lookup.path("apt.txt") if buildpack and lookup.has("apt.txt") else None
    return Languages(
        runtime if runtime and runtime.name is not None else None,
        _unless_stopped(lambda: read_r(buildpack, lookup, profile, conda_file)),
        _unless_stopped(lambda: read_julia(buildpack, lookup)),
        (apt and _unless_stopped(lambda: read_apt(lookup, apt))) or (),
    )


def _unless_stopped(read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except StopError:
        return None
