"""Debian packages that later releases of Ubuntu do not have, each with a report of it.

Only names that are known to stop `apt-get install`: a package that was renamed, and that another
one still provides under its old name (`libglib2.0-0`, `libncurses5-dev`), does no harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_binderhub.environment.profile import Profile


@dataclass(frozen=True)
class Gone:
    """A package that is gone from Ubuntu `since` a release; `instead` is what to install, if any.

    `report` is where somebody met it.
    """

    since: str
    instead: str | None
    report: str


_GITHUB = "https://github.com/"

GONE = {
    "libav-tools": Gone("18.04", "ffmpeg", _GITHUB + "sozi-projects/Sozi-export/issues/20"),
    "libgfortran3": Gone("20.04", "libgfortran5", _GITHUB + "RPVote/eiCompare/issues/59"),
    "python-pip": Gone("20.04", "python3-pip", _GITHUB + "apache/openwhisk/issues/5188"),
    "texlive-generic-recommended": Gone(
        "20.04", "texlive-plain-generic", _GITHUB + "binder-examples/latex/issues/14"
    ),
    "libcurl3": Gone("22.04", "libcurl4", _GITHUB + "lastpass/lastpass-cli/issues/710"),
    "libgfortran4": Gone("22.04", "libgfortran5", _GITHUB + "watertap-org/watertap/issues/1191"),
    "libssl1.1": Gone("22.04", "libssl3", _GITHUB + "intel/lkp-tests/pull/362"),
    "python": Gone("22.04", "python3", _GITHUB + "deployphp/deployer/issues/3232"),
    "python-dev": Gone("22.04", "python3-dev", _GITHUB + "lewagon/data-setup/issues/219"),
    "qt5-default": Gone("22.04", "qtbase5-dev", _GITHUB + "nomacs/nomacs/issues/1024"),
    "freeglut3": Gone("24.04", "libglut3.12", _GITHUB + "emeiri/ogldev/issues/38"),
    "libasound2": Gone(
        "24.04", "libasound2t64", _GITHUB + "cypress-io/cypress-documentation/issues/5816"
    ),
    "libgconf-2-4": Gone("24.04", None, _GITHUB + "wazuh/wazuh-indexer/issues/456"),
    "libgl1-mesa-glx": Gone(
        "24.04", "libgl1", _GITHUB + "pyvista/setup-headless-display-action/issues/20"
    ),
    "libncurses5": Gone("24.04", "libncurses6", _GITHUB + "rusefi/rusefi/pull/7826"),
    "libncursesw5": Gone(
        "24.04", "libncursesw6", _GITHUB + "cardano-foundation/developer-portal/issues/1364"
    ),
    "libtinfo5": Gone("24.04", "libtinfo6", _GITHUB + "rust-lang/rust-bindgen/pull/2952"),
    "python2.7": Gone("24.04", None, _GITHUB + "akhilnarang/scripts/issues/209"),
    "python3-distutils": Gone(
        "24.04", "python3-setuptools", _GITHUB + "AlexxIT/Dataplicity/issues/40"
    ),
}
"""By name; the releases before are not on any hub that is supported."""

_RELEASES = {"jammy": "22.04", "noble": "24.04"}


def ubuntu_of(profile: Profile) -> str | None:
    """Return the release of Ubuntu on which the images of `profile` are built."""
    tag = profile.base_image.rpartition(":")[2]
    return _RELEASES.get(tag, tag if tag in _RELEASES.values() else None)


def gone_from(name: str, profile: Profile) -> Gone | None:
    """Return what is known of the package `name`, where the images of `profile` lack it."""
    ubuntu = ubuntu_of(profile)
    found = GONE.get(name)
    return found if ubuntu is not None and found is not None and found.since <= ubuntu else None
