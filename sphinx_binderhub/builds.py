"""From which commit the image of a launch is built, and what is pulled into it.

A launch opens the content of one repository at one ref. Its image may come from elsewhere: from the
commit that the site was built from, from another repository, or from the last commit that changed
the environment; in the last two nbgitpuller pulls the content when the server starts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_binderhub.config import OptionError, shown
from sphinx_binderhub.environment.inputs import read_inputs
from sphinx_binderhub.launch import Pull, Repository
from sphinx_binderhub.providers import Address, Ref, UnlaunchableError
from sphinx_binderhub.repository.address import AddressError, parse_address
from sphinx_binderhub.repository.explicit import is_ref
from sphinx_binderhub.repository.git import GitError
from sphinx_binderhub.repository.history import Change, is_published, last_change

if TYPE_CHECKING:
    from sphinx_binderhub.config import Settings
    from sphinx_binderhub.repository import Sources
    from sphinx_binderhub.revisions import Revisions
    from sphinx_binderhub.tree import Tree


ENVIRONMENT_WORD = "binderhub_environment"
"""The origin of an image that the author named himself."""


WHOLE_HISTORY = {
    "GitHub Actions": "write `fetch-depth: 0` under `with:` of `actions/checkout` in the workflow",
    "GitLab CI": "write `GIT_DEPTH: 0` under `variables:` of the job in `.gitlab-ci.yml`",
    "Read the Docs": "write `- git fetch --unshallow || true` under `build: jobs: post_checkout:` "
    "in `.readthedocs.yaml`",
}
"""What makes each CI system fetch the whole history."""


@dataclass(frozen=True)
class Build:
    """The repository and ref that the image is built from, and the content pulled into it.

    `problems` say why it is not built as the author asked, or may not be.
    """

    image: Repository
    pull: Pull | None = None
    problems: tuple[UnlaunchableError, ...] = ()


@dataclass(frozen=True)
class Builds:
    """How the images of one book are built, resolved once for each way and each content."""

    sources: Sources
    revisions: Revisions
    chapters: frozenset[str]
    _known: dict[object, Build] = field(default_factory=dict, repr=False)
    _changes: dict[object, Change] = field(default_factory=dict, repr=False)

    def of(self, settings: Settings, content: Repository) -> Build:
        """Return how the image for `content` is built.

        Raises `UnlaunchableError` where no link would open the content, and `OptionError`.
        """
        key = (settings.build, settings.environment, settings.environment_files, content)
        if key not in self._known:
            self._known[key] = self._resolve(settings, content)
        return self._known[key]

    def _resolve(self, settings: Settings, content: Repository) -> Build:
        if settings.environment is not None:
            return self._elsewhere(settings, content)
        if content.clone_url is None:
            return Build(content)  # an archive is one version, and has no history
        if settings.build == "commit":
            return self._pinned(content)
        if settings.build == "environment":
            try:
                return self._at_last_change(settings, content)
            except UnlaunchableError as error:
                return Build(content, problems=(error,))  # the image of the ref itself does as well
        return Build(content)

    def _elsewhere(self, settings: Settings, content: Repository) -> Build:
        """Return the build of the author's own environment, elsewhere or at another ref."""
        word, address = settings.environment, image_address(settings)
        named = self.sources.named_with(address) if address else None
        bare = replace(address, browsed=None, ref=None) if address else content.address
        ref = self.sources.known(bare, (word and word.ref) or named or "HEAD")
        image = Repository(bare, ref, ENVIRONMENT_WORD)
        self.sources.check_exists(image, "binderhub_environment")
        if (bare.key, ref.name) == (content.address.key, content.ref.name):
            return Build(content)
        if not self.sources.is_checkout(bare):
            return Build(image, Pull.of(content))
        tree = self.revisions.tree_at(ref.commit) if ref.commit else None
        if tree is not None:
            self._check_puller(ref.commit)
        return Build(image, Pull.of(content, _top(tree or self.revisions.tree)))

    def _check_puller(self, commit: str | None) -> None:
        """Raise `UnlaunchableError` where the environment certainly cannot pull."""
        if self.revisions.environment_at(commit).declares("nbgitpuller") is False:
            raise UnlaunchableError(
                "the environment has no nbgitpuller, which pulls the content into the image",
                self.revisions.add("nbgitpuller"),
                "nbgitpuller-missing",
            )

    def _pinned(self, content: Repository) -> Build:
        """Return the build of the very commit that the site was built from."""
        commit = self.sources.built_commit(content)
        if commit is None:
            return Build(
                content,
                problems=(
                    UnlaunchableError(
                        f"the commit of `{content.ref.name}` is not known here, so links cannot be "
                        "pinned to it",
                        "set `binderhub_ref` to a full commit hash, or build in a checkout of the "
                        "repository",
                        "commit-unknown",
                    ),
                ),
            )
        image = replace(content, ref=Ref(commit, "commit", commit))
        return Build(image, problems=self._unpublished(content, commit))

    def _unpublished(self, content: Repository, commit: str) -> tuple[UnlaunchableError, ...]:
        """Return a problem where the remote is known, and not known to have `commit`."""
        checkout, remote = self.sources.checkout, self.sources.remote_of(content.address)
        known = any(ref.startswith(f"refs/remotes/{remote}/") for ref in checkout.refs)
        built = self.sources.ci and commit in self.sources.ci.commits  # so CI could fetch it
        if built or remote is None or not known or is_published(checkout.root, commit, remote):
            return ()
        error = UnlaunchableError(
            f"the commit `{commit[:10]}`, from which images are built, is not pushed",
            "run `git push` before the site is published",
            "not-pushed",
        )
        return (error,)

    def _at_last_change(self, settings: Settings, content: Repository) -> Build:
        """Return the build of the last commit that changed the environment."""
        checkout = self.sources.checkout
        start = content.ref.commit or self.sources.built_commit(content)
        if not self.sources.is_checkout(content.address) or start is None:
            raise _no_history(content, "this is no checkout of it")
        Pull.of(content)  # raises for a ref that cannot be pulled
        tree = self.revisions.tree_at(start)
        if tree is None:
            raise self._cut_off() if checkout.shallow else _no_history(content, "git has it not")
        self._check_puller(start)
        change = self._last_change(settings, start, tree)
        image = replace(content, ref=Ref(change.commit, "commit", change.commit))
        # The content is pulled beside what the image has, which may be older.
        pull = Pull.of(content, _top(self.revisions.tree_at(change.commit) or tree))
        problems = self._unpublished(content, change.commit)
        return Build(image, pull, problems if change.certain else (*problems, self._cut_off()))

    def _last_change(self, settings: Settings, start: str, tree: Tree) -> Change:
        key = (settings.environment_files, start)
        if key not in self._changes:
            inputs = read_inputs(
                *(self.revisions.environment_at(start), tree),
                *(settings.environment_files, self.chapters),
            )
            checkout = self.sources.checkout
            try:
                change = last_change(checkout.root, start, checkout.shallow, inputs.touches)
            except GitError as error:
                raise UnlaunchableError(
                    f"git cannot tell the history ({error.detail})",
                    "see what `git log` says",
                    "history-unknown",
                ) from None
            self._changes[key] = change
        return self._changes[key]

    def _cut_off(self) -> UnlaunchableError:
        system = self.sources.ci.system if self.sources.ci else ""
        return UnlaunchableError(
            "the clone is shallow, so the last change of the environment cannot be found; the "
            "image is built from the oldest commit that is known, and more often than it need be",
            WHOLE_HISTORY.get(system, "run `git fetch --unshallow` before the book is built"),
            "shallow-clone",
        )


def _no_history(content: Repository, why: str) -> UnlaunchableError:
    return UnlaunchableError(
        f"the history of `{content.address.name}` at `{content.ref.name}` is not known here: {why}",
        "build in a git checkout of the repository, or set `binderhub_environment`",
        "history-unknown",
    )


def _top(tree: Tree) -> frozenset[str]:
    """Return the names at the top of a repository, which lie where content is pulled to."""
    return frozenset(path.partition("/")[0] for path in tree.files)


def image_address(settings: Settings) -> Address | None:
    """Return the repository of the author's own environment, `None` where he names none.

    Raises `OptionError` for a text that names none, or a ref that cannot be one.
    """
    ref = settings.environment.ref if settings.environment else None
    if ref is not None and not is_ref(ref):
        raise OptionError(
            "environment", f"{shown(ref)} cannot be the name of a branch, tag or commit"
        )
    text = settings.environment.repository if settings.environment else None
    if text is None:
        return None
    try:
        return parse_address(text)
    except AddressError as error:
        raise OptionError(
            "environment",
            f"{shown(text)} {error}; write it as 'https://github.com/owner/repo' or 'owner/repo'",
        ) from None
