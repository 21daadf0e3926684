"""Binder does not read `environment.yaml`, and would read `environment.yml`.

repo2docker knows the longer suffix since its releases of 2026. A hub that runs an older one passes
over the file, and every hub does where both are there. It is an error where no other file describes
the environment, and nothing is said where both hold the same.

See https://github.com/jupyterhub/repo2docker/issues/970

Mend::

    git mv environment.yaml environment.yml
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.environment.elsewhere import explains, same_content, unread_suffix
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the file is there in vain."""
    environment, tree = project.environment, project.tree
    path = unread_suffix(tree, environment)
    if path is None or (environment.buildpack is None and not environment.empty):
        return
    twin = path.removesuffix("yaml") + "yml"
    if twin not in environment.used:
        yield _alone(environment, path, twin, fatal=explains(tree, environment)[:1] == [path])
    elif not same_content(tree, path, twin):
        yield Finding(
            f"Binder ignores `{path}`, because `{twin}` is there too; they are not the same.",
            f"Bring what Binder needs into `{twin}`, and run `git rm {path}`.",
            Location(path),
            also=(Location(twin),),
        )


def _alone(environment: Environment, path: str, twin: str, *, fatal: bool) -> Finding:
    return Finding(
        f"Binder ignores `{path}`: this hub runs repo2docker {environment.profile.release}, which "
        f"reads `{twin.rpartition('/')[2]}` alone.",
        f"Run `git mv {path} {twin}`.",
        Location(path),
        Severity.ERROR if fatal else Severity.WARNING,
    )
