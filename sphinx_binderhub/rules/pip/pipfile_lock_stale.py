"""`Pipfile.lock` lacks what the `Pipfile` asks for, and Binder installs from the lock alone.

With a lock, repo2docker tells Pipenv to ignore the `Pipfile`. A package that was added there, or
asked for in another version, without the lock being written anew, is missing or old.

See https://pipenv.pypa.io/en/latest/pipfile.html

Mend: run `pipenv lock`, and commit the lock; or delete it, and Binder installs what the `Pipfile`
lists::

    git rm Pipfile.lock
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.pip.pipfile import PipfileEntry, read_lock, read_pipfile
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all that the lock lacks."""
    environment, tree = project.environment, project.tree
    pipfile, lock = environment.file("Pipfile"), environment.file("Pipfile.lock")
    if pipfile is None or lock is None or environment.stop:
        return
    locked = read_lock(tree, lock, environment.python)
    held = {str(canonicalize_name(entry.name)): entry for entry in locked.entries}
    wanted = read_pipfile(tree, pipfile, environment.python).entries
    found = [entry for entry in wanted if entry.plain and not _is_held(entry, held)]
    if not found:
        return
    first, *more = found
    others = f", nor {len(more)} more" if more else ""
    yield Finding(
        f"`{lock}` does not have `{first.name}` as the `Pipfile` asks for it{others}, and Binder "
        "installs from the lock alone.",
        f"Run `pipenv lock`, and commit `{lock}`.",
        first.location,
        also=(*(entry.location for entry in more), Location(lock)),
    )


def _is_held(entry: PipfileEntry, held: dict[str, PipfileEntry]) -> bool:
    """Tell whether the lock has the package, in a version that is asked for."""
    found = held.get(canonicalize_name(entry.name))
    if found is None:
        return False
    try:
        wanted = SpecifierSet(entry.specifier)
        version = found.specifier.removeprefix("==")
        return not found.plain or not version or wanted.contains(version, prereleases=True)
    except ValueError:
        return True
