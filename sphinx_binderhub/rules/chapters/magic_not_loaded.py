"""A chapter uses a magic that no extension was loaded for.

``%%cython``, ``%%R`` and their like come with an extension, which ``%load_ext`` loads. A chapter
that relies on one that was loaded elsewhere, as in the chapter before, ends with "Cell magic not
found". Only magics of a list are judged, and no chapter that runs another file, imports a module of
the repository or comes with a configuration of IPython: each of these may load the extension.

See https://github.com/ContinuumIO/anaconda-issues/issues/360
and https://ipython.readthedocs.io/en/stable/config/extensions/index.html

Mend: load the extension in a cell before the first use::

    %load_ext Cython
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.notebook.commands.magic_names import EXTENSIONS, OWN_EXTENSIONS
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.machine.magics import may_be_loaded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each extension."""
    found: dict[str, list[Asked]] = {}
    for one in asked_for(project, "magic"):
        extensions = EXTENSIONS.get(one.need.name, ())
        if not OWN_EXTENSIONS.isdisjoint(extensions):
            continue  # it is not told where these are loaded
        if extensions and not may_be_loaded(one, extensions, project):
            found.setdefault(extensions[0], []).append(one)
    for extension, group in sorted(found.items()):
        location, also = places_of(group)
        names = list(dict.fromkeys(one.need.name for one in group))
        yield Finding(
            f"{who(group, 'use')} the magic{'s' * (len(names) > 1)} {listed(names)}, "
            f"and no cell loads the extension `{extension}`.",
            f"Put `%load_ext {extension}` into a cell before it.",
            location,
            also=also,
        )
