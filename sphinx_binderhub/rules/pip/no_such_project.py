"""pip is asked for a name under which PyPI has nothing that can be installed.

`python` is no package: its version is chosen elsewhere. `PIL` is called `pillow` there, and
`sklearn`, which is the name of a module, `scikit-learn`: the package `sklearn` only says so, and
stops the build. pip then installs nothing at all.

See https://github.com/scikit-learn/sklearn-pypi-package
and https://github.com/imsatoshi/GeneTrader/issues/3

Mend, in `requirements.txt`::

    numpy==2.3.2
    scikit-learn
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.languages.python_version import written
from sphinx_binderhub.environment.pip.pip_runs import looks_elsewhere
from sphinx_binderhub.environment.pip.toml_file import load_toml
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment, Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

INSTEAD = {"pil": "pillow", "sklearn": "scikit-learn", "python": None}
"""The names, looked up in November 2026, and what is meant."""

HARMLESS = {"sklearn": "==0.0"}
"""The one version of a name that does install, and brings what is meant."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each such name."""
    found: dict[str, list[Package]] = {}
    environment = project.environment
    if looks_elsewhere(environment.pip_entries, project.tree) or _has_own_index(project):
        return
    for package in environment.packages:
        name = str(canonicalize_name(package.name))
        exact = package.specifier.replace(" ", "")
        if package.manager != "pip" or name not in INSTEAD or HARMLESS.get(name) == exact:
            continue
        if exact.startswith("@"):
            continue
        found.setdefault(name, []).append(package)
    for name, (first, *more) in found.items():
        yield Finding(
            f"PyPI has no package `{first.name}` that can be installed. pip stops there, and the "
            "build fails.",
            _mend(name, environment),
            first.location,
            also=tuple(one.location for one in more),
        )


def _has_own_index(project: Project) -> bool:
    """Tell whether a `Pipfile` names another index than PyPI."""
    path = project.environment.file("Pipfile")
    sources = (load_toml(project.tree, path) or {}).get("source") if path else None
    named = sources if isinstance(sources, list) else []
    return any(isinstance(one, Mapping) and one.get("name") != "pypi" for one in named)


def _mend(name: str, environment: Environment) -> str:
    instead = INSTEAD[name]
    if instead is not None:
        return f"Write `{instead}`."
    version = environment.python or environment.profile.default_python
    if environment.conda_file is not None:
        line = written(environment.conda_file.path, version)
        return f"Delete it; `{line}` under `dependencies:` chooses Python."
    if environment.buildpack == "pipfile":
        return f"Delete it; `{written('Pipfile', version)}` under `[requires]` chooses Python."
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    return f"Delete it; a file `{folder}runtime.txt` with `python-{version}` chooses Python."
