"""One package is asked for twice, in versions that exclude each other, and pip installs nothing.

It comes about where the output of `pip freeze` is added to a list that is there already, or where
one file includes another. pip obeys all lines at once, with those of constraint files: where one
asks for an exact version that another excludes, there is no solution, and the build fails.

See https://pip.pypa.io/en/stable/topics/dependency-resolution/

Mend, in `requirements.txt`: keep one of the two::

    numpy==2.3.2
    pandas>=2
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from sphinx_binderhub.environment.pip.pip_runs import runs_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each package that no version of suits all lines."""
    for entries in runs_of(project.environment):
        named: dict[str, list[PipEntry]] = {}
        for entry in entries:
            if entry.said.name and not entry.said.target:
                named.setdefault(canonicalize_name(entry.said.name), []).append(entry)
        for found in named.values():
            if len(found) > 1 and not all(one.constraint for one in found):
                yield from _judge(found)


def _judge(entries: list[PipEntry]) -> Iterator[Finding]:
    wanted = {entry.said.specifier: _parsed(entry.said.specifier) for entry in entries}
    pins = {text: _pins(specifiers) for text, specifiers in wanted.items()}
    # Exact versions exclude most: they come first, so that few comparisons are made.
    ordered = sorted(wanted.values(), key=lambda one: not _pins(one))
    versions = [version for found in pins.values() for version in found]
    if not versions or any(_fits(version, ordered) for version in versions):
        return
    first = next(entry for entry in entries if pins[entry.said.specifier])
    own = pins[first.said.specifier]
    other = next(
        (
            entry
            for entry in entries
            if not any(_fits(version, [wanted[entry.said.specifier]]) for version in own)
        ),
        first,  # it excludes itself: `==1,==2`
    )
    early, late = sorted((first, other), key=lambda one: one.location.sort_key)
    where = "" if early.file == late.file else f" in `{early.file}`"
    yield Finding(
        f"`{_written(late)}` and `{_written(early)}`{where} exclude each other. pip stops there, "
        "and the build fails.",
        "Keep one of the two lines.",
        late.location,
        also=(early.location,),
    )


def _parsed(text: str) -> SpecifierSet | None:
    try:
        return SpecifierSet(text)
    except ValueError:
        return None


def _pins(specifiers: SpecifierSet | None) -> list[Version]:
    """Return the exact versions that are asked for; none where that is done in a way of its own."""
    return [
        Version(one.version)
        for one in specifiers or ()
        if one.operator == "==" and not one.version.endswith(".*")
    ]


def _fits(version: Version, wanted: Iterable[SpecifierSet | None]) -> bool:
    return all(one is None or one.contains(version, prereleases=True) for one in wanted)


def _written(entry: PipEntry) -> str:
    return f"{entry.said.name}{entry.said.specifier}"
