"""Profiles: what one release of repo2docker, or one hub, reads and supports; data in JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from packaging.utils import canonicalize_name
from packaging.version import Version

from sphinx_binderhub.config import OptionError, Settings, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

MYBINDER = "mybinder.org"
_PROFILES = Path(__file__).parent / "profiles"
NEWEST_RELEASE = "2026.4.0"

MYBINDER_HOSTS = frozenset(
    {MYBINDER, "www.mybinder.org", "gke.mybinder.org", "ovh.mybinder.org"}
    | {f"{member}.mybinder.org" for member in ("2i2c", "gesis", "bids", "curvenote", "staging")}
    | {"notebooks.gesis.org"}
)
"""The front door and the hubs behind it, which all run the same build image."""


@dataclass(frozen=True)
class Profile:
    """What a repo2docker does.

    `release` is its version, and `name` that or the name of a hub that runs it; `source` is where
    these facts come from. `base` is, for each
    Python it has a base environment for, the packages of that environment: name to version.
    """

    name: str
    release: str
    source: str
    base_image: str
    default_buildpack: str | None
    conda_files: tuple[str, ...]
    reads_pyproject: bool
    stumbles_on_pyproject: bool
    waits_for_setup_py: bool
    strict_runtime: bool
    default_r: str
    completes_r: bool
    pythons_by_requirement: tuple[str, ...]
    major_pythons: Mapping[str, str] = field(hash=False)
    r_versions: Mapping[str, str] = field(hash=False, repr=False)
    base: Mapping[str, Mapping[str, str]] = field(hash=False, repr=False)

    @property
    def pythons(self) -> tuple[str, ...]:
        """The Python versions there is a base environment for, oldest first."""
        return tuple(sorted(self.base, key=Version))

    @property
    def default_python(self) -> str:
        """The Python of a repository that asks for none."""
        return self.major_pythons["3"]

    def base_packages(self, python: str | None) -> frozenset[str]:
        """Return the normalised names of what the base environment of `python` holds."""
        return frozenset(map(canonicalize_name, self.base.get(python or "", ())))


@cache
def profile_names() -> tuple[str, ...]:
    """Return the names that the option `profile` may have: the hub first, then by release."""
    names = {file.stem for file in _PROFILES.glob("*.json")}
    return (MYBINDER, *sorted(names - {MYBINDER}, key=Version))


@cache
def load_profile(name: str) -> Profile:
    """Return the profile `name`, one of `profile_names()`."""
    facts = _facts(name)
    if "based_on" in facts:
        facts = {**_facts(facts.pop("based_on")), **facts}
    tuples = {key: tuple(facts[key]) for key in ("conda_files", "pythons_by_requirement")}
    return Profile(**{**facts, **tuples})


def profile_for(settings: Settings) -> Profile:
    """Return the profile that the settings name, else the one that the hub runs."""
    name = settings.profile
    if name is None:
        host = urlsplit(settings.url).hostname
        return load_profile(MYBINDER if host in MYBINDER_HOSTS else NEWEST_RELEASE)
    if name not in profile_names():
        allowed = ", ".join(map(repr, profile_names()))
        hint = nearest(name, iter(profile_names()))
        raise OptionError("profile", f"{shown(name)} is not one of {allowed}{hint}")
    return load_profile(name)


def _facts(name: str) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((_PROFILES / f"{name}.json").read_text(encoding="utf-8"))
    return facts
