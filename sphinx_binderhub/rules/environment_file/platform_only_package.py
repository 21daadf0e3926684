"""`environment.yml` asks for a package that exists for Windows or macOS alone.

Binder runs Linux. The channels have no build of such a package for it, and conda, which finds no
package of that name, installs nothing at all. They come into the file with `conda env export`, and
nobody needs them: on the system where they belong, conda brings them by itself.

See https://github.com/jupyterhub/mybinder.org-user-guide/issues/149

Mend: delete the line::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy=2.3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.conda.conda_export import only_elsewhere, read_export
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such packages."""
    file = project.environment.conda_file
    found = list(only_elsewhere(file)) if file is not None else []
    if file is None or not found or read_export(project.tree, file).has_foreign_builds:
        return  # a file that was exported in whole is reported as such
    first, system = found[0]
    places = [Location(file.path, text.line, text.column) for text, _ in found]
    others = f", like {len(found) - 1} more in this file" if len(found) > 1 else ""
    yield Finding(
        f"`{first.value}` exists for {system} only{others}; Binder runs Linux, where conda does "
        "not find it.",
        "Delete the line; conda brings the package by itself where it is needed."
        if len(found) == 1
        else "Delete these lines; conda brings the packages by itself where they are needed.",
        places[0],
        also=tuple(places[1:]),
    )
