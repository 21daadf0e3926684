"""Trees and environments of the commits that are launched, each read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sphinx_binderhub.environment import Environment
from sphinx_binderhub.repository.checkout import Checkout
from sphinx_binderhub.repository.history import CommittedTree, tree_at
from sphinx_binderhub.tree import Tree


@dataclass(frozen=True)
class Revisions:
    """What git has of one repository at any commit.

    `tree` is the working tree, `read` makes the environment of a tree.
    """

    checkout: Checkout
    tree: Tree
    read: Callable[[Tree], Environment]
    _trees: dict[str, CommittedTree | None] = field(default_factory=dict, repr=False)
    _environments: dict[str | None, Environment] = field(default_factory=dict, repr=False)

    def tree_at(self, commit: str) -> CommittedTree | None:
        """Return the tree of `commit`, or `None` where git does not have it."""
        if commit not in self._trees:
            self._trees[commit] = tree_at(self.checkout.root, commit)
        return self._trees[commit]

    def environment_at(self, commit: str | None) -> Environment:
        """Return the environment of `commit`; of the working tree for what is not there."""
        tree = self.tree_at(commit) if commit else None
        key = commit if tree else None
        if key not in self._environments:
            self._environments[key] = self.read(tree or self.tree)
        return self._environments[key]

    def add(self, package: str) -> str:
        """Return the mend for a `package` that the environment of a launched commit lacks."""
        if self.environment_at(None).declares(package):
            return f"commit and push the environment file here, which has `{package}` already"
        return f"add `{package}` to the environment file, commit and push"
