"""An environment file asks for packages that nothing in the repository is seen to use.

Each of them makes the image larger, the build longer, and the set of versions harder to agree on.
The rule looks at what all chapters import, and at every other program and setting of the
repository. It leaves out what serves other packages, such as file formats and back ends of plots,
what serves Jupyter or the author, and every package of which it is not known what modules it holds.
It stays a note: a package may be there for readers to play with.

See https://deptry.com/rules-violations/#unused-dependencies-dep002

Mend: delete the lines of packages that are not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.needless_packages import needless_packages
from sphinx_binderhub.provision.packages.declaring import reads_environment

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_SHOWN = 12
"""Packages that a message lists."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the whole book."""
    if not reads_environment(project) or not project.chapters:
        return
    found = sorted(needless_packages(project), key=lambda one: one.location.sort_key)
    if not found:
        return
    names = list(dict.fromkeys(one.name for one in found))
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN]) + more
    them = "them" if len(names) > 1 else "it"
    yield Finding(
        f"Nothing in the repository is seen to use {shown}; perhaps no chapter needs {them}, and "
        f"{'each makes' if len(names) > 1 else 'it makes'} the image larger.",
        f"If no reader needs {them} either, delete {them} from `{found[0].file}`.",
        found[0].location,
        also=tuple(one.location for one in found[1:]),
    )
