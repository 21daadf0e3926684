"""What a `binder-environment` shows, as facts: a table, a file, or a sentence in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sphinx_binderhub.badges.memory import digest
from sphinx_binderhub.builds import image_address
from sphinx_binderhub.environment import Overview, main_file, named_file, overview
from sphinx_binderhub.site import once, pages_of, project_of
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

MOST_ROWS = 1000
"""Packages in a table. A longer list is shown as the file that it is."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Note = Literal["", "elsewhere", "empty", "stopped", "unshown"]


@dataclass(frozen=True)
class Exhibit:
    """What stands on a page.

    `note` is the sentence that comes first, of the repository or file that `named` is: the image is
    built `elsewhere`, the environment is `empty`, the build is `stopped`, a file is `unshown`. Then
    follows the `overview`, or the `text` of `file`.
    """

    note: Note = ""
    named: str = ""
    overview: Overview | None = None
    file: str | None = None
    text: str = ""


def exhibit_of(config: Config, asked: str | None) -> Exhibit:
    """Return what the build shows of a file; of the main one for `""`, or a table for `None`."""
    return once(config, ("environment", asked), lambda: exhibit(project_of(config), asked))


def exhibit(project: Project, asked: str | None) -> Exhibit:
    """Return what is shown of the environment of `project`; see `exhibit_of`."""
    if "environment" in project.refused:  # it is not the one here, and a rule says why
        return Exhibit("stopped")
    if not project.has_own_environment:
        return Exhibit("elsewhere", _elsewhere(project))
    if asked is None:
        return _table(project, project.environment)
    if asked:
        path = named_file(project.environment, project.tree, asked)
        return _file(project, path) if path else Exhibit()  # a rule says why
    path = main_file(project.environment, project.tree)
    return _file(project, path) if path else Exhibit("empty")


def pages_to_read(
    app: Sphinx,
    env: BuildEnvironment,
    added: Set[str],  # noqa: ARG001
    changed: Set[str],  # noqa: ARG001
    removed: Set[str],  # noqa: ARG001
) -> list[str]:
    """Return the pages that show what the environment was, and no longer is: `env-get-outdated`.

    A file appears, or the hub changes, and no file changes that the page depends on.
    """
    return [
        docname
        for docname, page in pages_of(env).items()
        if any(one.digest != digest(exhibit_of(app.config, one.file)) for one in page.environments)
    ]


def _table(project: Project, environment: Environment) -> Exhibit:
    path = main_file(environment, project.tree)
    if environment.stop is not None and environment.empty:
        return Exhibit("empty")
    if _fails(environment):
        place = environment.stop.location.path if environment.stop else path
        shown = place if place in project.tree.files else None
        with_file = _file(project, shown) if shown else Exhibit()
        return replace(with_file, note="stopped", named=shown or "")
    found = overview(environment)
    # Without a Python of repo2docker's, a recipe decides everything.
    if path and (len(found.packages) > MOST_ROWS or not found.languages):
        return _file(project, path)
    return Exhibit("empty" if environment.empty else "", overview=found)


def _fails(environment: Environment) -> bool:
    """Tell whether no image can be built, by repo2docker or by the installer."""
    listed = environment.conda_file
    return environment.stop is not None or (
        listed is not None and any(problem.fatal for problem in listed.problems)
    )


def _file(project: Project, path: str) -> Exhibit:
    try:
        text = project.tree.read_text(path)
    except UnreadableError:
        return Exhibit("unshown", path)
    if _NOT_IN_XML.search(text):
        return Exhibit("unshown", path)
    return Exhibit(file=path, text=text)


def _elsewhere(project: Project) -> str:
    """Return the repository that the image comes from, and its ref where one is named."""
    address = image_address(project.settings)
    own = project.repository
    name = address.name if address else own.address.name if own else ""
    ref = project.settings.environment.ref if project.settings.environment else None
    return f"{name} ({ref})" if name and ref else name or ref or ""
