"""R in the image: which version, who asks for it, and of which day its packages are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.runtime import EXAMPLE_DAY, Runtime, read_runtime
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.environment.profile import Profile

FIRST_SNAPSHOT = date(2018, 12, 7)
"""The oldest day for which R packages can still be had."""

R_PIN = re.compile(r"r-base\s*=+\s*([\d\.]*)")
"""The one pattern by which repo2docker recognises the version of conda's R."""

FIELDS = ("Package", "Version")
"""What every `DESCRIPTION` of an R package has."""

THREE_NUMBERS = re.compile(r"\d+\.\d+\.\d+", re.ASCII)


@dataclass(frozen=True)
class RLanguage:
    """The R of an image.

    `version` is `None` where conda chooses it; `place` is where a file asks for it, `None` where
    none does. `source` is the file that brings R in: `runtime.txt`, `DESCRIPTION` or, with
    `by_conda`, the environment file. `snapshot` is the day of its packages; with a `DESCRIPTION`
    alone that is `None`, for two days before the build.
    """

    version: str | None
    place: Location | None
    source: Location
    snapshot: date | None = None
    by_conda: bool = False


def read_r(
    buildpack: str | None, lookup: Lookup, profile: Profile, conda_file: CondaFile | None
) -> RLanguage | None:
    """Return the image's R, `None` where it has none; raise `StopError` where repo2docker stops."""
    if buildpack == "r":
        return _from_posit(lookup, profile)
    if buildpack in {"conda", "julia"} and conda_file is not None:
        return _from_conda(conda_file)
    return None


def missing_fields(tree: Tree) -> list[str]:
    """Return the fields that the root's `DESCRIPTION` lacks to be that of an R package."""
    try:
        text = tree.read("DESCRIPTION").decode("utf-8", "replace")
    except UnreadableError:
        return []
    return [name for name in FIELDS if not re.search(rf"^{name}\s*:[ \t]*\S", text, re.MULTILINE)]


def is_offered(version: str, profile: Profile) -> bool:
    """Tell whether there may be an R of that version, as far as its form and the profile tell."""
    if THREE_NUMBERS.fullmatch(version) or version in profile.r_versions:
        return True
    return profile.completes_r and re.fullmatch(r"\d\.\d+", version) is not None


def _from_posit(lookup: Lookup, profile: Profile) -> RLanguage:
    runtime = read_runtime(lookup, profile)
    dated = runtime.name == "r" and runtime.date is not None
    if dated and runtime.date is not None and runtime.date < FIRST_SNAPSHOT:
        raise StopError(
            f"`{runtime.path}` asks for R packages of {runtime.date}; "
            f"none older than {FIRST_SNAPSHOT} can be had.",
            runtime.place(str(runtime.date)),
            "r-snapshot-date",
            f"Write a later day: `r-{profile.default_r}-{EXAMPLE_DAY}`.",
        )
    # Not the name: beside a DESCRIPTION, the version of any language is taken for that of R.
    asked = runtime.version if profile.strict_runtime or dated else None
    source = runtime.place() if dated else Location("DESCRIPTION")
    place = runtime.place(asked) if asked else None
    version = _full(asked, runtime, profile) if asked else profile.r_versions[profile.default_r]
    return RLanguage(version, place, source, runtime.date if dated else None)


def _full(version: str, runtime: Runtime, profile: Profile) -> str:
    """Return the three numbers that `version` stands for, as far as the release knows them."""
    if version in profile.r_versions:
        return profile.r_versions[version]
    parts = version.count(".") + 1
    if profile.strict_runtime and parts != 3:
        raise unknown_version(version, runtime, profile)
    return f"{version}.0" if profile.completes_r and parts == 2 else version


def unknown_version(version: str, runtime: Runtime, profile: Profile) -> StopError:
    """Return the reason to stop on a version of R that there is not."""
    known = ", ".join(profile.r_versions)
    if runtime.name != "r":
        return StopError(
            f"`{runtime.path}` asks for {version}, which is taken for the version of R, because of "
            "the `DESCRIPTION` in the root; there is no such R.",
            runtime.place(version),
            "r-version",
            f"Write `r-{profile.default_r}-{EXAMPLE_DAY}`, or delete `{runtime.path}`.",
        )
    return StopError(
        f"`{runtime.path}` asks for R {version}, which repo2docker {profile.release} does not "
        "know.",
        runtime.place(version),
        "r-version",
        f"Write one of {known}, as in `r-{profile.default_r}-{EXAMPLE_DAY}`.",
    )


def _from_conda(conda_file: CondaFile) -> RLanguage | None:
    texts = conda_file.dependencies
    first = next((text for text in texts if text.value.startswith("r-")), None)
    if first is None:
        return None
    pinned = next((text for text in texts if R_PIN.match(text.value)), None)
    match = R_PIN.match(pinned.value) if pinned else None
    place = Location(conda_file.path, pinned.line, pinned.column) if pinned else None
    source = Location(conda_file.path, first.line, first.column)
    return RLanguage((match[1] if match else "") or None, place, source, by_conda=True)
