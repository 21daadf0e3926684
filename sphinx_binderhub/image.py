"""What the hub clones for a book, as far as this clone knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_binderhub.config import OptionError
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.repository.submodules import NAME, Submodule, read_submodules
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.launch import Launch, Repository
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.repository.history import CommittedTree


def book_launch(project: Project) -> Launch | None:
    """Return the launch of the book's repository, `None` where there is none."""
    try:
        return project.launch(None)
    except (UnlaunchableError, OptionError):
        return None


def commit_at_hub(project: Project, repository: Repository) -> str | None:
    """Return the commit that the hub has of `repository`, `None` where nobody here knows it.

    Where git knows nothing of the launched branch, it is the commit here: what a push makes it.
    """
    sources, checkout = project.sources, project.sources.checkout
    if not sources.is_checkout(repository.address):
        return None
    remote = sources.remote_of(repository.address)
    default = checkout.default_branches.get(remote or "")
    if repository.ref.name == "HEAD" and default:
        repository = replace(repository, ref=checkout.ref(default, remote))
    return repository.ref.commit or sources.built_commit(repository)


def built_tree(project: Project, repository: Repository) -> CommittedTree | None:
    """Return the committed files of `repository` that this book is built from, where git knows.

    Of the branch that is checked out they are those here, pushed or not.
    """
    if not project.sources.is_checkout(repository.address):
        return None
    return tree_of(project, project.sources.built_commit(repository))


def tree_of(project: Project, commit: str | None) -> CommittedTree | None:
    """Return the files of `commit`, `None` where git has them not here."""
    checkout = project.sources.checkout
    if commit is None or (checkout.partial and commit != checkout.head):
        return None  # git would have to fetch
    return project.revisions.tree_at(commit)


def cloned_submodules(project: Project) -> tuple[Submodule, ...]:
    """Return the submodules that the hub clones with the repository, or tries to.

    Raises `ConfigError` for a `.gitmodules` at which git stops.
    """
    checkout, repository = project.sources.checkout, project.repository
    archive = repository is not None and repository.clone_url is None
    if archive or not project.has_own_environment:
        return ()
    try:
        content = project.tree.read(NAME) if NAME in project.tree.files else b""
    except UnreadableError:
        return ()
    found = read_submodules(content, checkout.submodules)
    return tuple(submodule for submodule in found if not submodule.left)
