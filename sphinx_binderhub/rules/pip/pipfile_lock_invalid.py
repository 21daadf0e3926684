"""`Pipfile.lock` cannot be read, and the build stops.

repo2docker reads the lock before it builds, for the Python version. It is a JSON file that Pipenv
writes. A merge of two branches that was left unfinished, or a change by hand, breaks it.

See https://pipenv.pypa.io/en/latest/pipfile.html

Mend: let Pipenv write it anew; or delete it, and Binder installs what the `Pipfile` lists::

    git rm Pipfile.lock
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.environment.pip.pipfile import LOCK_RULE
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield the one place at which the lock cannot be read."""
    yield from stop_of(project, LOCK_RULE)
