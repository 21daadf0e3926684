"""The facts that a rule may ask for, gathered once: from a directory or from a Sphinx build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.config import Settings
from sphinx_binderhub.tree import Tree

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.notebook import Notebook


@dataclass(frozen=True)
class Chapter:
    """A page of the book that can be launched: its source, and what it needs."""

    path: str
    notebook: Notebook
    docname: str | None = None


@dataclass(frozen=True)
class Project:
    """One book in one repository."""

    tree: Tree
    settings: Settings = Settings()
    chapters: tuple[Chapter, ...] = ()
    ci: bool = False

    @cached_property
    def environment(self) -> Environment:
        """What repo2docker makes of the tree, as the hub of the settings runs it."""
        from sphinx_binderhub.environment import read_environment

        return read_environment(self.tree, self.settings)
