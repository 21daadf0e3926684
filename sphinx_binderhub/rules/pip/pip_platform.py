"""pip is asked for a package that exists for Windows or macOS alone.

Binder runs Linux. `pip freeze` lists everything that is installed, and with it what only its own
system needs, such as `pywin32`. PyPI has no file of these packages for Linux, or one that refuses
to be built there: pip fails, and installs nothing at all. A condition behind a semicolon leaves
them out everywhere else.

See https://github.com/CDCgov/DynODE/issues/28
and https://peps.python.org/pep-0508/#environment-markers

Mend, in `requirements.txt`: delete the line, or give it a condition::

    pywin32==306; sys_platform == "win32"
    numpy==2.3.2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

ON = {
    **dict.fromkeys(
        ("pywin32", "pypiwin32", "pywinpty", "windows-curses", "tensorflow-intel"), "Windows"
    ),
    **dict.fromkeys(("tensorflow-macos", "tensorflow-metal"), "macOS"),
}
"""The packages, looked up in November 2026: none has a file for Linux, or that needs one of them
that has not, or refuses to be built there. `appnope`, `pywin32-ctypes` and others like them that
can be installed on Linux, where they do nothing, are not among them."""

PLATFORMS = {"Windows": "win32", "macOS": "darwin"}

DUMMIES = {"tensorflow-intel": "0.0.1"}
"""Versions that exist for every system, and hold nothing."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such packages."""
    environment = project.environment
    packages = [one for one in environment.packages if one.manager == "pip"]
    found = [(one, system) for one in packages if (system := _system(one))]
    if not found:
        return
    (first, system), *more = found
    others = f", like {len(more)} more" if more else ""
    yield Finding(
        f"`{first.name}{first.specifier}` exists for {system} only{others}. pip finds nothing for "
        "Linux, which Binder runs, and installs nothing.",
        _mend(first, system),
        first.location,
        also=tuple(one.location for one, _ in more),
    )


def _system(package: Package) -> str | None:
    name = canonicalize_name(package.name)
    if name.startswith("pyobjc"):
        return "macOS"
    if package.specifier.startswith("@") or _is_dummy(name, package.specifier):
        return None
    return ON.get(name)


def _is_dummy(name: str, specifier: str) -> bool:
    try:
        return name in DUMMIES and DUMMIES[name] in SpecifierSet(specifier)
    except ValueError:
        return True


def _mend(package: Package, system: str) -> str:
    if package.file.endswith("Pipfile.lock"):
        return f"In the `Pipfile`, write `sys_platform = \"== '{PLATFORMS[system]}'\"` for it."
    written = f'{package.name}{package.specifier}; sys_platform == "{PLATFORMS[system]}"'
    return f"Delete it, or write `{written}`."
