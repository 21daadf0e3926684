"""A Jupyter package is held to an old version, beside which Binder's JupyterLab does not work.

Binder brings JupyterLab, Notebook and their server, in versions that belong together. pip puts an
old one of them between the others, and says no more than a warning in the build log: the image is
built, and what opens is an error. Seen with `jupyter-server` before 2 (error 500 instead of
JupyterLab), with `notebook` before 6 (no JupyterLab at all), and, where a book opens the Notebook,
with `notebook` before 6.5. Nothing is said of older ones that still work, such as JupyterLab 3.

See https://repo2docker.readthedocs.io/en/latest/howto/user_interface/

Mend, in `requirements.txt`: take the line out, for Binder brings the package::

    numpy==2.3.2
    pandas==2.3.2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_binderhub.environment import Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

LIMITS = {
    "lab": {"jupyter-server": "2.0", "notebook": "6.0"},
    "notebook": {"notebook": "6.5"},
}
"""By interface, the first version of each package that works with Binder's JupyterLab 4."""

LATER = ("6.0", "6.1", "6.4", "6.5", "6.5.7", "7.0", "7.4", "8.0")
"""Versions of either package, of which one that is only held from below admits some."""


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for each package that is held too low for the interface of the book."""
    environment, interface = project.environment, project.settings.interface
    base = environment.profile.base.get(environment.python or "", {})
    by_pip = {canonicalize_name(one.name): one for one in environment.packages if _is_pip(one)}
    # A JupyterLab, or what serves the old Notebook, of the author's own may fit after all.
    if base.get("notebook", "").partition(".")[0] != "7" or {"jupyterlab", "nbclassic"} & set(
        by_pip
    ):
        return
    for name, limit in LIMITS.get(interface, {}).items():
        package = by_pip.get(canonicalize_name(name))
        if package is not None and _is_below(package.specifier, limit):
            yield Finding(
                f"`{package.name}{package.specifier}` replaces {_own(base, name)}, and "
                f"{_consequence(interface)} does not work with it.",
                "Delete the line: Binder brings the package, in a version that fits.",
                package.location,
            )


def _is_pip(package: Package) -> bool:
    return package.manager == "pip"


def _own(base: Mapping[str, str], name: str) -> str:
    version = base.get(name.replace("-", "_"), base.get(name, ""))
    return f"Binder's {version}" if version else "Binder's own"


def _consequence(interface: str) -> str:
    return "JupyterLab" if interface == "lab" else "the link that opens the Notebook"


def _is_below(specifier: str, limit: str) -> bool:
    """Tell whether every version that `specifier` admits is older than `limit`."""
    try:
        admitted = SpecifierSet(specifier)
        first = Version(limit)
        later = [version for version in map(Version, (limit, *LATER)) if version >= first]
        held = (one for one in admitted if one.operator in {"==", "===", "<", "<=", "~="})
        bounds = [(one.operator, Version(one.version.removesuffix(".*"))) for one in held]
    except ValueError:
        return False
    low = any(version < first or (sign == "<" and version == first) for sign, version in bounds)
    return low and not any(version in admitted for version in later)
