"""A service is named in `binderhub_targets`, and no page of the book can be opened there.

A service is offered only where it works. Colab, Kaggle and Deepnote open notebooks on GitHub, and
no text notebooks; Codespaces opens repositories on GitHub; a JupyterHub fetches branches and tags,
and no commits or archives.

See https://colab.research.google.com/github/googlecolab/colabtools/blob/main/notebooks/colab-github-demo.ipynb

Mend: take the service out of the list, in `conf.py`::

    binderhub_targets = ["codespaces"]
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.services import refusal

if TYPE_CHECKING:
    from sphinx_binderhub.launch import Launch
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield a finding for every service that opens none of the chapters."""
    words = [word for word in project.settings.targets if word.service != "binderhub"]
    launches = list(_launches(project)) if words else []
    for word in words:
        errors = [refusal(launch, word) for launch in launches]
        if errors and all(errors):
            yield Finding(
                f"`{word.service}` is offered on no page: {errors[0].reason if errors[0] else ''}.",
                "Take it out of `binderhub_targets`, where nothing else needs it.",
                Location(project.config_path, project.config_line("binderhub_targets")),
            )


def _launches(project: Project) -> Iterator[Launch]:
    for chapter in project.chapters:
        try:
            yield project.launch(chapter.path)
        except UnlaunchableError:
            continue
