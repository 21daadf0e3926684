"""The theme's options name another repository than the git remote; the badges follow the theme.

That is as it should be in the checkout of a fork. Where the repository was renamed or moved, the
old name works only as long as its host redirects it, and nobody else takes it.

See https://docs.github.com/en/repositories/creating-and-managing-repositories/renaming-a-repository

Mend: write the name that the repository has now, in `conf.py`::

    html_theme_options = {"repository_url": "https://github.com/owner/repo"}
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the theme's repository is no remote of the checkout."""
    repository, checkout = project.repository, project.sources.checkout
    if repository is None or repository.origin != "html_theme_options" or not checkout.remote:
        return
    if project.sources.is_checkout(repository.address):
        return
    remote, name = checkout.remotes[checkout.remote], repository.address.name
    option = "url" if (project.config_path or "").endswith("_config.yml") else "repository_url"
    yield Finding(
        f"The theme's options name `{name}`, the git remote is `{remote}`; the "
        "badges launch the former.",
        "If the repository was renamed or moved, write its new address there.",
        Location(project.config_path, project.config_line(name) or project.config_line(option)),
    )
