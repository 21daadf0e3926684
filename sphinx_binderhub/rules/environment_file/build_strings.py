"""`environment.yml` asks for builds that were made for another computer.

`conda env export` writes each package with its version and its build, as in
`bzip2=1.0.8=h80987f9_6`. Most builds exist for one system and one processor alone; Binder runs
Linux, and finds no others. It is an error where the file was exported on Windows or macOS and most
of it is such packages; a warning where the system is not known. What was written for Linux, as by
`conda-lock`, is left alone.

See https://github.com/jupyterhub/mybinder.org-deploy/issues/906

Mend: list what you asked for, and let conda find the rest::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - numpy=2.3
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.conda.conda_export import read_export
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.conda.conda_export import Export
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the builds of another system."""
    file = project.environment.conda_file
    if file is None:
        return
    export = read_export(project.tree, file)
    if not export.has_foreign_builds:
        return
    places = [Location(file.path, text.line, text.column) for text in export.builds]
    certain = export.system is not None and export.exact * 2 > len(file.dependencies)
    yield Finding(
        _message(export),
        "Run `conda env export --from-history` where the chapters run, and put what it prints "
        f"into `{file.path}`; or delete the second `=` of each entry and what follows it.",
        places[0],
        Severity.ERROR if certain else Severity.WARNING,
        tuple(places[1:]),
    )


def _message(export: Export) -> str:
    count = len(export.builds)
    what = f"{count} packages ask for a build" if count > 1 else "One package asks for a build"
    where = f"for {export.system}" if export.system else "for one system"
    return f"{what} {where}, such as `{export.builds[0].value}`; Binder runs Linux, where " + (
        "there is no such build." if export.system else "there may be no such build."
    )
