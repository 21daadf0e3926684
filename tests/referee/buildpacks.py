"""What the installed repo2docker makes of a folder: its own classes are asked.

Not its application, which would run `repo2docker_config.py` of the folder. Its two look-ups in the
network, R's snapshots and Julia's versions, are answered here.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import repo2docker
from packaging.version import Version
from repo2docker.app import Repo2Docker
from repo2docker.buildpacks import PythonBuildPack

RELEASE = str(Version(repo2docker.__version__))
JULIAS = [f"0.{minor}.0" for minor in range(3, 8)] + [
    f"1.{minor}.{patch}" for minor in range(13) for patch in range(3)
]
"""Releases of Julia, as if they were all."""


@dataclass(frozen=True)
class Answer:
    """The decision; `error` is what it raises while it chooses or renders."""

    buildpack: str | None
    directory: str = ""
    python: str | None = None
    error: str | None = None
    julia: str | None = None
    r: str | None = None
    steps: tuple[str, ...] = ()


STEPS = {
    "image": r"^FROM image$",
    "nix": r"install-nix\.bash &&",
    "python": r"/tmp/install-base-env\.bash'",
    "r": r"/tmp/r-[\w.]+\.deb &&",
    "julia": r"julialang-s3",
    "apt": r"apt-get install --yes --no-install-recommends (?=\S* ?\S)(?!.*libclang)[^\s\\]",
    "conda": r"env update -p",
    "conda-r": r"r-irkernel r-devtools",
    "pip": r"/bin/pip install --no-cache-dir -r \"",
    "pipenv": r"pipenv==",
    "copy": r"^COPY --chown=1000:1000 src/ \$\{REPO_DIR\}/$",
    "package": r"/bin/pip install --no-cache-dir (-e )?\.$",
    "pipfile": r"pipenv install",
    "install.R": r"Rscript .*\.preassembled \|\| true",
    "description": r"(remotes|devtools)::install_local",
    "julia-packages": r"Pkg\.instantiate",
    "nix-shell": r"^RUN nix-shell|nix-shell \S*default\.nix",
    "postBuild": r"^RUN \./",
    "start": r"^ENV R2D_ENTRYPOINT=",
}
"""What the rendered Dockerfile shows of each step."""


def _steps(rendered: str) -> tuple[str, ...]:
    """Return the steps in the order of the Dockerfile."""
    places: list[tuple[int, str]] = []
    for step, pattern in STEPS.items():
        found = list(re.finditer(pattern, rendered, re.MULTILINE))
        places += [(match.start(), step) for match in found[: None if step == "pip" else 1]]
    # Nix's own wrapper runs `start` where there is one.
    hidden = "start" if "nix-shell-wrapper" in rendered else None
    return tuple(step for _, step in sorted(places) if step != hidden)


def ask(root: Path) -> Answer:
    """Return the decision on the files in `root`; without any, the default is a Python image."""
    before = Path.cwd()
    os.chdir(root)
    try:
        with _network():
            return _choose()
    finally:
        os.chdir(before)


def _choose() -> Answer:
    kinds = Repo2Docker.buildpacks.default_args[0]
    for kind in [*kinds, PythonBuildPack]:
        buildpack = kind(base_image="image")
        buildpack.platform = "linux/amd64"
        buildpack.log = logging.getLogger("referee")
        buildpack.log.disabled = True
        try:
            if not buildpack.detect() and kind is not PythonBuildPack:
                continue
        except Exception as error:
            return Answer(None, error=repr(error))
        return _describe(buildpack)
    raise AssertionError


def _describe(buildpack: Any) -> Answer:
    kind = type(buildpack).__name__.removesuffix("BuildPack").lower()
    name = "julia" if kind.startswith("julia") else kind
    python = julia = r = error = None
    try:
        if name not in {"docker", "nix"}:
            python = buildpack.python_version
        if kind == "juliaprojecttoml":
            julia = buildpack.julia_version
        if name == "r":
            r = buildpack.r_version
        rendered = buildpack.render()
        if kind == "juliarequire":  # which fails in the build, and says so in its script
            error = "no longer supported"
    except Exception as raised:
        error = repr(raised)
    steps = _steps(rendered) if error is None and name != "docker" else ()
    return Answer(name, buildpack.binder_dir, python, error, julia, r, steps)


@contextmanager
def _network() -> Iterator[None]:
    julias, snapshot = mock.Mock(), mock.Mock()
    julias.json.return_value = {version: {} for version in JULIAS}
    snapshot.json.return_value = {"upsi": "1", "name": "cran"}
    with (
        mock.patch("requests.get", return_value=julias),
        mock.patch("requests.post", return_value=snapshot),
    ):
        yield
