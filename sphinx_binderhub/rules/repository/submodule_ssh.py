"""A submodule is cloned by ssh, which the build cannot do, so it stops.

Binder clones the repository with all its submodules, without a key, and in an image that has no
ssh. That you can clone it proves nothing: you have both. An address that begins with `https://`
works for a public repository, and so does one that is relative, such as `../other.git`.

See https://github.com/jupyterhub/binderhub/issues/1853

Mend: give the public address of the submodule::

    git config --file .gitmodules submodule.tools.url https://github.com/owner/tools.git
    git commit --message "Clone the submodule by https" .gitmodules
    git push
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import cloned_submodules
from sphinx_binderhub.repository.address import without_credentials
from sphinx_binderhub.repository.git_config import ConfigError
from sphinx_binderhub.repository.submodules import NAME, Submodule, public_url

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all submodules that are cloned by ssh."""
    try:
        found = [one for one in cloned_submodules(project) if one.way == "ssh"]
    except ConfigError:
        return  # another rule says so
    if not found:
        return
    first, *more = found
    others = f" and {len(more)} more are" if more else " is"
    yield Finding(
        f"The submodule `{first.path}`{others} cloned by ssh "
        f"(`{without_credentials(first.url or '')}`), and the build has neither ssh nor a key, so "
        "it stops.",
        f"Give the public address: `{' && '.join(map(_command, found))}`, commit and push.",
        _place(first),
        also=tuple(map(_place, more)),
    )


def _command(submodule: Submodule) -> str:
    url = public_url(submodule.url or "")
    key = shlex.quote(f"submodule.{submodule.name}.url")
    return f"git config --file {NAME} {key} {shlex.quote(url) if url else 'https://…'}"


def _place(submodule: Submodule) -> Location:
    return Location(NAME, submodule.line, submodule.column)
