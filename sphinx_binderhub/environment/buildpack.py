"""Which buildpack takes the repository: the first whose files are there, in repo2docker's order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.runtime import Runtime, read_runtime
from sphinx_binderhub.environment.lookup import Lookup, StopError, exists
from sphinx_binderhub.environment.pip.toml_file import read_toml
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.profile import Profile

LEGACY_IMAGE = "andrewosh/binder-base"


def detect_buildpack(lookup: Lookup, profile: Profile) -> str | None:
    """Return the buildpack that the files choose, or `None`; raise `StopError`."""
    if lookup.has("Dockerfile"):
        return "docker"
    if lookup.has("Project.toml") or lookup.has("JuliaProject.toml") or lookup.has("REQUIRE"):
        return "julia"
    if lookup.has("default.nix"):
        return "nix"
    # From here on runtime.txt is read, and a bad one stops even a repository that does not need it.
    runtime = read_runtime(lookup, profile)
    if (runtime.name == "r" and runtime.date) or lookup.has_in_root("DESCRIPTION"):
        return "r"
    if find_conda_file(lookup, profile):
        return "conda"
    return _detect_pip(lookup, profile, runtime)


def check_legacy(tree: Tree) -> None:
    """Raise `StopError` for the root `Dockerfile` of the first Binder, which is always read."""
    if not exists(tree, "Dockerfile"):
        return
    try:
        lines = tree.read("Dockerfile").decode("utf-8", "replace").splitlines()
    except UnreadableError:
        return
    numbered = enumerate(lines, 1)
    number, first = next((one for one in numbered if one[1].startswith("FROM")), (0, ""))
    if LEGACY_IMAGE in first.partition("#")[0].lower():
        raise StopError(
            f"The `Dockerfile` in the root builds on `{LEGACY_IMAGE}`, which was removed in 2020.",
            Location("Dockerfile", number),
            "removed-format",
            fix="Delete it, and list the packages in an `environment.yml`.",
        )


def find_conda_file(lookup: Lookup, profile: Profile) -> str | None:
    """Return the path of the `environment.yml` that repo2docker reads."""
    return next((lookup.path(name) for name in profile.conda_files if lookup.has(name)), None)


def is_python_package(lookup: Lookup, profile: Profile) -> bool:
    """Tell whether `pip install .` is run in the root; raise `StopError`."""
    if lookup.has_in_root("setup.py"):
        return True
    if not profile.reads_pyproject or not lookup.has_in_root("pyproject.toml"):
        return False
    if profile.stumbles_on_pyproject:
        raise StopError(
            f"repo2docker {profile.release} fails on every repository with a `pyproject.toml`: "
            "it opens a file of another name.",
            Location("pyproject.toml"),
            fix="Put the environment files into a folder `binder/`: the root is then not searched.",
        )
    document = read_toml(lookup, "pyproject.toml")
    return "project" in document and "build-system" in document


def _detect_pip(lookup: Lookup, profile: Profile, runtime: Runtime) -> str | None:
    if runtime.name in {None, "python"} and (lookup.has("Pipfile") or lookup.has("Pipfile.lock")):
        return "pipfile"
    if runtime.name is not None:
        return "python" if runtime.name == "python" else None
    if is_python_package(lookup, profile) or lookup.has("requirements.txt"):
        return "python"
    return None
