"""What a reader gets: languages and packages with their versions, and what the base image adds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.sources import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.packages import Package
    from sphinx_binderhub.environment.reader import Environment

JUPYTER = ("jupyterlab", "notebook", "ipykernel", "ipywidgets")
"""What readers see of Jupyter, among the many packages of a base environment."""


@dataclass(frozen=True)
class Row:
    """One thing that is installed.

    `version` is empty where nothing fixes it, `source` is the channel or the tool that it comes
    with, `file` the file that asks for it.
    """

    name: str
    version: str = ""
    source: str = ""
    file: str | None = None


@dataclass(frozen=True)
class Overview:
    """What is installed.

    `folders` are the folders of the repository that are installed, `""` for its root. `added` is
    what the base image brings of Jupyter, `further` the number of its other packages. `open_files`
    may install more than is listed.
    """

    languages: tuple[Row, ...]
    packages: tuple[Row, ...]
    folders: tuple[str, ...]
    added: tuple[Row, ...]
    further: int
    open_files: tuple[str, ...]


def overview(environment: Environment) -> Overview:
    """Return what the image of `environment` holds, in the order in which files ask for it."""
    # Python is a language, and not shown again among the packages.
    packages = [one for one in environment.packages if not _is_python(one)]
    declared = {canonicalize_name(one.name) for one in environment.packages}
    base = environment.profile.base.get(environment.python or "", {})
    added = tuple(
        Row(name, base[name]) for name in JUPYTER if name in base and name not in declared
    )
    rest = environment.base_packages - declared - set(JUPYTER) - {"python"}
    return Overview(
        tuple(_languages(environment)),
        tuple(_row(environment, one) for one in packages),
        environment.installed,
        added,
        len(rest),
        _open_files(environment),
    )


def _languages(environment: Environment) -> Iterator[Row]:
    r, julia = environment.r, environment.julia
    if r is not None and not r.by_conda:  # else it is one of conda's packages
        day = f"({r.snapshot})" if r.snapshot else ""
        yield Row("R", f"{r.version or ''} {day}".strip(), "", (r.place or r.source).path)
    if julia is not None:
        yield Row("Julia", julia.text or "", "", julia.place.path)
    if environment.python is not None:
        yield _python(environment, environment.python)


def _python(environment: Environment, version: str) -> Row:
    asked = next((one for one in environment.packages if _is_python(one)), None)
    if asked is not None and (asked.specifier or environment.python_location):
        row = _row(environment, asked)
        # Where `3` is asked for, repo2docker chooses the rest.
        known = version if version.startswith(f"{row.version}.") else row.version
        return Row("Python", known or version, row.source, row.file)
    place = environment.python_location
    return Row("Python", version, "", place.path if place else None)


def _is_python(package: Package) -> bool:
    return package.manager == "conda" and package.name == "python"


def _row(environment: Environment, package: Package) -> Row:
    # `=2.3`, `==2.3` and `=2.3=py312_0`, with its build, fix a version; every other specifier is
    # shown as it was written.
    exact = re.fullmatch(r"={1,2}\s*([^\s,=|<>!~]+)(?:=[^\s,=|<>!~]+)?", package.specifier)
    version = exact[1] if exact else package.specifier
    source = _channel(environment, package) if package.manager == "conda" else package.manager
    return Row(package.name, version, source, package.file)


def _channel(environment: Environment, package: Package) -> str:
    """Return where conda takes a package from: its own channel, or those of the file."""
    found = environment.conda_file
    if found is None:
        return package.manager
    own = (one.value for one in found.dependencies if one.line == package.line)
    named = next(own, "").rpartition("::")[0].partition("[")[0].strip()
    listed = [one.value for one in found.channels if one.value != "nodefaults"]
    return ", ".join(_shortened(name) for name in ([named] if named else listed)) or "conda-forge"


def _shortened(channel: str) -> str:
    """Return the name of a channel; an address may hold a word that lets its author in."""
    if "://" not in channel:
        return channel
    try:
        parts = urlsplit(channel)
        return parts.path.strip("/").rpartition("/")[2] or parts.hostname or "conda"
    except ValueError:
        return "conda"


def _open_files(environment: Environment) -> tuple[str, ...]:
    if environment.complete:
        return ()
    opaque = tuple(path for path in environment.used if path.rpartition("/")[2] in OPAQUE)
    return opaque or environment.used[:1]
