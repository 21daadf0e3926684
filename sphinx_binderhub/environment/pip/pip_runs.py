"""What pip is told in one go, and which pip it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_binderhub.environment.pip.pip_refusal import Refusal
    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

PIP_CONFIGURATION = (".config/pip/pip.conf", ".pip/pip.conf")
"""Where pip looks for its configuration, in the home folder: there the repository lies."""


def runs_of(environment: Environment) -> list[list[PipEntry]]:
    """Return the lines that pip reads, those of one run together."""
    runs: dict[str, list[PipEntry]] = {}
    for entry in environment.pip_entries:
        runs.setdefault(entry.origin, []).append(entry)
    return list(runs.values())


def looks_elsewhere(entries: Iterable[PipEntry], tree: Tree) -> bool:
    """Tell whether pip may find packages in another place than PyPI."""
    configured = any(path in tree.files for path in PIP_CONFIGURATION)
    return configured or any(entry.said.elsewhere for entry in entries)


def pip_version(environment: Environment) -> Version | None:
    """Return the pip that the base environment has, `None` where it may be another."""
    asked = (one for one in environment.packages if one.name.lower() == "pip" and one.specifier)
    base = environment.profile.base.get(environment.python or "", {})
    if any(asked) or "pip" not in base:
        return None
    try:
        return Version(base["pip"])
    except ValueError:
        return None


def is_refused(refusal: Refusal, environment: Environment) -> bool:
    """Tell whether the pip that is used refuses a line for this reason."""
    if refusal.since is None:
        return True
    version = pip_version(environment)
    return version is not None and version >= Version(refusal.since)
