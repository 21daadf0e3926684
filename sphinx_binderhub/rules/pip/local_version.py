"""A version with a `+`, such as `torch==2.1.0+cu118`, is asked for, and PyPI has none of them.

What stands after the `+` says how somebody built the package for a place of his own, most often for
a graphics card. PyPI accepts no such version, so pip finds none and installs nothing, unless a line
names the index that has it.

See https://github.com/pytorch/pytorch/issues/96608
and https://packaging.python.org/en/latest/specifications/version-specifiers/

Mend, in `requirements.txt`: leave out the `+` and what follows; Binder has no graphics card::

    torch==2.1.0
    numpy==2.3.2
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from sphinx_binderhub.environment.pip.pip_runs import looks_elsewhere, runs_of
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such versions of a run of pip."""
    for entries in runs_of(project.environment):
        if looks_elsewhere(entries, project.tree):
            continue
        found = [(entry, public) for entry in entries if (public := _public(entry))]
        if not found:
            continue
        (first, public), *more = found
        others = f", and {len(more)} more like it" if more else ""
        written = f"{first.said.name}=={public}"
        yield Finding(
            f"PyPI has no `{first.said.name}{first.said.specifier}`{others}: a version with a `+` "
            "was built for a place of its own. pip stops there, and the build fails.",
            "Delete the line: the package belongs to the system that the list was made on."
            if _is_of_debian(first)
            else f"Write `{written}`, or name the index that has it with `--extra-index-url`.",
            first.location,
            also=tuple(entry.location for entry, _ in more),
        )


def _is_of_debian(entry: PipEntry) -> bool:
    """Tell whether Debian or Ubuntu built the package, for their own Python."""
    return re.search(r"\+(ubuntu|debian|deb)", entry.said.specifier) is not None


def _public(entry: PipEntry) -> str | None:
    """Return the version that a line asks for without what follows a `+`, if there is one."""
    if entry.said.name is None or entry.said.target or entry.constraint:
        return None
    try:
        specifiers = SpecifierSet(entry.said.specifier)
    except ValueError:
        return None
    for one in specifiers:
        if one.operator == "==" and "+" in one.version:
            return Version(one.version).public
    return None
