"""Which configuration files a buildpack uses, and why it ignores the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import (
    CONFIGURATION_FILES,
    ROOT_ONLY,
    SUFFICIENT_FILES,
    Lookup,
    root_files,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SCRIPTS = ("apt.txt", "postBuild", "start")
PIP = ("requirements.txt", "setup.py", "pyproject.toml")

USED = {
    "docker": ("Dockerfile",),
    "julia": (
        *("Project.toml", "JuliaProject.toml", "Manifest.toml", "REQUIRE", "runtime.txt"),
        *("environment.yml", "environment.yaml", *PIP, *SCRIPTS),
    ),
    "nix": ("default.nix", *SCRIPTS),
    "r": (
        *("runtime.txt", "DESCRIPTION", "install.R"),
        *("environment.yml", "environment.yaml", *PIP, *SCRIPTS),
    ),
    "conda": ("environment.yml", "environment.yaml", *SCRIPTS),
    "pipfile": ("Pipfile", "Pipfile.lock", *SCRIPTS),
    "python": ("runtime.txt", *PIP, *SCRIPTS),
}
"""By buildpack, the files it reads; the order is the order in which they are named."""

DECIDES = {
    "docker": "a `Dockerfile` decides alone",
    "julia": "the Julia project decides",
    "nix": "`default.nix` decides",
    "r": "R decides, by `runtime.txt` or `DESCRIPTION`",
    "conda": "`environment.yml` decides",
    "pipfile": "the `Pipfile` decides",
    "python": "it is not part of a Python environment",
}

OTHER_LANGUAGE = "`runtime.txt` asks for something that is not Python"


@dataclass(frozen=True)
class Ignored:
    """A configuration file that is there and has no effect, and why."""

    path: str
    reason: str


def used_files(
    buildpack: str | None, lookup: Lookup, conda_file: str | None, without: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the configuration files that have an effect, none of the names in `without`."""
    if buildpack is None:
        return ()
    skipped = {"environment.yml", "environment.yaml", *without}
    found = [name for name in USED[buildpack] if name not in skipped]
    present = [_path(lookup, name) for name in found if _present(lookup, name)]
    if buildpack == "julia" and len({"Project.toml", "JuliaProject.toml"} & set(_names(present))):
        present = [path for path in present if not path.endswith("REQUIRE")]
    if conda_file and "environment.yml" in USED[buildpack]:
        present.insert(0, conda_file)
    return tuple(present)


def ignored_files(
    buildpack: str | None, lookup: Lookup, used: tuple[str, ...]
) -> tuple[Ignored, ...]:
    """Return the configuration files that have no effect, those in the root last."""
    return tuple(_ignored(buildpack, lookup, used))


def _ignored(buildpack: str | None, lookup: Lookup, used: tuple[str, ...]) -> Iterator[Ignored]:
    reason = DECIDES.get(buildpack or "", "alone it describes no environment")
    for name in (*CONFIGURATION_FILES, *ROOT_ONLY):
        path = _path(lookup, name)
        if path not in used and _present(lookup, name):
            yield Ignored(path, _reason(name, buildpack, used) or reason)
    if lookup.directory:
        for name in root_files(lookup.tree, (*CONFIGURATION_FILES, *ROOT_ONLY)):
            if name not in used:
                yield Ignored(name, f"`{lookup.directory}/` exists, so the root is not searched")


def _reason(name: str, buildpack: str | None, used: tuple[str, ...]) -> str | None:
    if name == "environment.yaml" and buildpack != "docker":
        twin = any(path.endswith("environment.yml") for path in used)
        return "`environment.yml` is read instead" if twin else "only newer releases read it"
    if buildpack is None and name in SUFFICIENT_FILES:
        return OTHER_LANGUAGE
    if name == "pyproject.toml" and buildpack in {None, "python"}:
        return "it is installed only with the tables `[project]` and `[build-system]`"
    if name == "install.R":
        return "it is run only with a dated `runtime.txt`, such as `r-4.4-2026-06-01`"
    return None


def _present(lookup: Lookup, name: str) -> bool:
    return lookup.has_in_root(name) if name in ROOT_ONLY else lookup.has(name)


def _path(lookup: Lookup, name: str) -> str:
    return name if name in ROOT_ONLY else lookup.path(name)


def _names(paths: list[str]) -> Iterator[str]:
    return (path.rpartition("/")[2] for path in paths)
