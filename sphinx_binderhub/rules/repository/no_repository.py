"""Nothing says which public repository the badges launch, so there are none.

A launch link names a repository that the hub can clone. It is taken from `binderhub_repository`,
CI's variables, the theme's options or the git remote. A folder without git (a zip download), a
checkout without a remote, or one whose remote is a path on this machine names none. The book is
built all the same, without badges.

See https://mybinder.readthedocs.io/en/latest/introduction.html

Mend: name the repository in `conf.py`::

    binderhub_repository = "https://github.com/owner/repo"
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.repository.address import AddressError, LocalAddressError, parse_address

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.repository.checkout import Checkout

SEVERITY = Severity.WARNING

_WHY_NOT = {
    "git-missing": "git is not installed, and nothing else names the repository",
    "no-checkout": "this folder is no git checkout (a zip download?), and nothing else names the "
    "repository",
    "bare-repository": "this is a bare git repository, which has no working files",
    "git-failed": "git gave no answer ({detail}), and nothing else names the repository",
}


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the project has no repository to launch."""
    checkout = project.sources.checkout
    if project.repository is not None or "repository" in project.refused:
        return
    if checkout.problem is not None and checkout.problem.kind == "dubious-ownership":
        return  # its own rule says so
    yield Finding(
        f"No launch badge can be made: {_reason(checkout)}.",
        'Set `binderhub_repository = "https://github.com/owner/repo"` in `conf.py` (Jupyter '
        "Book: under `sphinx: config:` in `_config.yml`).",
        Location(project.config_path),
    )


def _reason(checkout: Checkout) -> str:
    if checkout.problem is not None:
        return _WHY_NOT[checkout.problem.kind].format(detail=checkout.problem.detail)
    if not checkout.remotes:
        return "the git checkout has no remote"
    name = checkout.remote
    if name is None:
        known = ", ".join(f"`{remote}`" for remote in sorted(checkout.remotes))
        return f"the git remotes are {known}, and none of them is `origin`"
    try:
        parse_address(checkout.remotes[name])
    except LocalAddressError:
        return f"the git remote `{name}` is a path on this machine, which no hub can clone"
    except AddressError:
        return f"the git remote `{name}` is not the URL of a public repository"
    return "nobody names a repository"
