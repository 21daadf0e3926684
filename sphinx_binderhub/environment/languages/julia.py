"""Julia in the image: which versions the project admits, and which one chose its packages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sphinx_binderhub.environment.languages.julia_constraint import (
    JuliaConstraint,
    parse_constraint,
)
from sphinx_binderhub.environment.languages.runtime import shown
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.environment.pip.toml_file import read_toml, table
from sphinx_binderhub.findings import Location
from sphinx_binderhub.tree import UnreadableError

PROJECTS = ("JuliaProject.toml", "Project.toml")
"""The files that describe a Julia environment, the one that is read first."""
MANIFESTS = ("JuliaManifest.toml", "Manifest.toml")
VERSIONED_MANIFEST = re.compile(r"(Julia)?Manifest-v\d+\.\d+\.toml")

DEFAULT = "1.6"
"""The constraint of a project without one, which means the newest Julia 1."""

ADVICE = "~1.10"
"""A constraint to advise: Julia 1.10 is supported for long."""


@dataclass(frozen=True)
class JuliaVersion:
    """The Julia of an image, as far as the files tell: its version is looked up when it is built.

    `project` is the file that is read, `text` the constraint in it, `None` where there is none,
    and `place` where it stands. `packages` is whether the project lists any. `manifest` is the file
    that lists their versions, `None` without one, and `made_with` the Julia that wrote it, where
    there is but one.
    """

    project: str
    text: str | None
    place: Location
    constraint: JuliaConstraint
    packages: bool = False
    manifest: str | None = None
    made_with: str | None = None

    def newest(self, versions: Iterable[str]) -> str | None:
        """Return the version that is taken out of `versions`, which are sorted."""
        return self.constraint.newest(versions)


def read_julia(buildpack: str | None, lookup: Lookup) -> JuliaVersion | None:
    """Return the image's Julia, `None` where it has none; raise `StopError`."""
    if buildpack != "julia":
        return None
    path = next((lookup.path(name) for name in PROJECTS if lookup.has(name)), None)
    if path is None:
        raise StopError(
            f"`{lookup.path('REQUIRE')}` is no longer supported; Julia needs a `Project.toml`.",
            Location(lookup.path("REQUIRE")),
            "removed-format",
            fix="List the packages under `[deps]` in a `Project.toml`, and delete this file.",
        )
    project = read_toml(lookup, path)
    asked = table(project, "compat").get("julia")
    text = lookup.read(path)
    place = _place(text, path) if asked is not None else Location(path)
    constraint = _constraint(DEFAULT if asked is None else asked, place, text)
    *others, manifest = [None, *_manifests(lookup)]
    made_with = _made_with(lookup, manifest) if manifest and len(others) == 1 else None
    packages = bool(table(project, "deps"))
    return JuliaVersion(path, asked, place, constraint, packages, manifest, made_with)


def _constraint(asked: Any, place: Location, text: str) -> JuliaConstraint:
    try:
        if isinstance(asked, str):
            return parse_constraint(asked)
        reason = "it is no text in quotes"
    except ValueError as error:
        reason = str(error)
    written = str(asked)
    if isinstance(asked, float) and place.line and place.column:
        line = re.split(r"\r\n?|\n", text)[place.line - 1]
        written = re.split(r"[\s#,}]", line[place.column - 1 :])[0]  # 1.10, which is no 1.1
    advice = f"~{written}" if re.fullmatch(r"1\.\d+", written) else ADVICE
    raise StopError(
        f"`{place.path}` asks for Julia {shown(written)}, which repo2docker cannot read: {reason}.",
        place,
        "julia-compat",
        f'Write one constraint under `[compat]`, such as `julia = "{advice}"`.',
    )


def _place(text: str, path: str) -> Location:
    """Return where the constraint stands; the file alone where it is written in an unusual way."""
    name = ""
    for number, line in enumerate(re.split(r"\r\n?|\n", text), 1):
        heading = re.match(r"\s*\[\s*[\"']?(\w+)[\"']?\s*\]", line)
        name = heading[1] if heading else name
        key = "julia" if name == "compat" else r"compat\s*(?:\.\s*[\"']?|=\s*\{[^}]*?\b)julia"
        if match := re.match(rf"\s*[\"']?{key}[\"']?\s*=\s*", line):
            return Location(path, number, match.end() + 1)
    return Location(path)


def _manifests(lookup: Lookup) -> list[str]:
    """Return the files that list the versions of packages; some are for one Julia alone."""
    found = [lookup.path(name) for name in MANIFESTS if lookup.has(name)]
    folder = f"{lookup.directory}/" if lookup.directory else ""
    names = (path.removeprefix(folder) for path in lookup.tree.files if path.startswith(folder))
    versioned = sorted(name for name in names if VERSIONED_MANIFEST.fullmatch(name))
    return [*map(lookup.path, versioned), *reversed(found)]


def _made_with(lookup: Lookup, path: str) -> str | None:
    try:
        text = lookup.tree.read_text(path)
    except UnreadableError:
        return None
    match = re.search(r"^julia_version\s*=\s*\"(\d+\.\d+\.\d+)", text, re.MULTILINE | re.ASCII)
    return match[1] if match else None
