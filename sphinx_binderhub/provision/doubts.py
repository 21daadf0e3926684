"""Why a package that nothing is known to install may be on Binder after all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.provision.modules.standard_library import change_of

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.provision.packages.import_names import ImportName
    from sphinx_binderhub.provision.supply import Supply

_SCRIPTS = ("postBuild", "start", "install.R", "DESCRIPTION", "Project.toml", "JuliaProject.toml")
"""Files that may install anything."""


def doubt_about(name: ImportName, chapter: Chapter, supply: Supply) -> str:
    """Return what may bring the package, as the end of a sentence, or nothing where none may."""
    return next(_doubts(name, chapter, supply), "")


def _doubts(name: ImportName, chapter: Chapter, supply: Supply) -> Iterator[str]:
    if not name.certain and not change_of(name.module):
        # Here a package was seen to hold it, or none is known at all.
        yield "another one may hold such a module" if name.found else "its package is a guess"
    if chapter.notebook.install_files:
        file = min(chapter.notebook.install_files)
        what = "what a variable names" if file in {"*", "{}"} else f"`{file}`"
        yield f"the chapter installs {what}, which may bring it"
    may = [supply.perhaps[one] for one in sorted(name.packages) if one in supply.perhaps]
    if may:
        yield f"{may[0]} may bring it"
    if supply.unknown:
        yield f"{_listed(supply.unknown)} may bring it"
    if not supply.environment.complete:
        yield unread(supply.environment)


def unread(environment: Environment) -> str:
    """Return what of the environment is not known to the end, as the end of a sentence."""
    for path in environment.used:
        if path.rpartition("/")[2] in _SCRIPTS:
            return f"`{path}` may install it"
    if any(path == "setup.py" for path in environment.used):
        return "`setup.py` may ask for it"
    for entry in environment.pip_entries:
        if entry.said.target and not entry.constraint:
            return f"what `{entry.file}` installs from an address or a folder may bring it"
        if not entry.said.understood:
            return f"a line of `{entry.file}` may ask for it"
    return "not everything that the environment installs could be read"


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - 1
    others = f" or {more} other package{'s' if more > 1 else ''}" if more else ""
    return f"`{names[0]}`{others}"
