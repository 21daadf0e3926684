"""The requirements point to files on the author's own computer.

`pip freeze` in an environment of conda writes `certifi @ file:///home/…`, the place where the
package was once built. Elsewhere there is no such file, and pip installs nothing at all. The same
goes for `-e /home/me/package`. In the image, the repository lies in `/home/jovyan`.

See https://github.com/pypa/pip/issues/8174

Mend, in `requirements.txt`: write the version, or no more than the name::

    certifi
    numpy==2.3.2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all lines of this kind."""
    found = [entry for entry in project.environment.pip_entries if entry.foreign]
    if not found:
        return
    first, *more = found
    others = f", and so do {len(more)} more lines" if len(more) > 1 else ""
    others = ", and so does one more line" if len(more) == 1 else others
    yield Finding(
        f"`{shown(first.text)}` points to your own computer{others}; Binder does not have the "
        "file, and installs nothing.",
        _mend(found),
        first.location,
        also=tuple(entry.location for entry in more),
    )


def _mend(found: list[PipEntry]) -> str:
    name = found[0].said.name
    if name is None or found[0].said.editable:
        return (
            "Put the package into the repository, and write its path from the root, as in "
            "`./package`."
        )
    if len(found) == 1:
        return f"Write `{name}`, with the version that you use: `{name}==VERSION`."
    return "Make the list anew: `python -m pip list --format=freeze > requirements.txt`."
