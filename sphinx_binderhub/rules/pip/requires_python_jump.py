"""`requires-python` sets only a lower bound, and Binder takes the newest Python there is.

repo2docker begins with its usual Python. Where `requires-python` in `pyproject.toml` excludes that
one, it takes not the next, but the newest that it has: `>=3.11` may become 3.14, for which many
packages have no files yet. With a newer release of repo2docker the version changes again.

See https://repo2docker.readthedocs.io/en/latest/howto/languages/

Mend: add a file `runtime.txt` with the one line::

    python-3.12
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from sphinx_binderhub.environment.languages.python_releases import recommended
from sphinx_binderhub.environment.pip.toml_file import load_toml, table
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree

SEVERITY = Severity.WARNING

PATH = "pyproject.toml"


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the newest of several Pythons is taken."""
    environment = project.environment
    place, python = environment.python_location, environment.python
    if environment.stop or python is None or place is None or place.path != PATH:
        return
    admitted = _admitted(project.tree, environment)
    if len(admitted) < 2 or Version(python) < Version(environment.profile.default_python):
        return
    yield Finding(
        f"Binder takes Python {python}, the newest of {len(admitted)} that `requires-python` "
        "admits; packages may not be ready for it, and it will change again.",
        f"Add a file `runtime.txt` with the one line `python-{recommended(admitted)}`.",
        place,
    )


def _admitted(tree: Tree, environment: Environment) -> tuple[str, ...]:
    required = table(load_toml(tree, PATH) or {}, "project").get("requires-python")
    try:
        specifiers = SpecifierSet(str(required))
    except ValueError:
        return ()
    return tuple(specifiers.filter(environment.profile.pythons_by_requirement))
