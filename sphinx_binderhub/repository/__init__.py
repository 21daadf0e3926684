"""Which repository and which ref a book launches: derived as one pair, never guessed.

The order is: the author's options; CI where it builds a tag or a proposed change; the theme's
options; CI's branch; git. A ref is only ever used with a repository that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.config import Settings
from sphinx_binderhub.launch import Repository
from sphinx_binderhub.providers import Address, Ref, UnlaunchableError, is_short_hash
from sphinx_binderhub.repository.address import AddressError, parse_address
from sphinx_binderhub.repository.existence import missing_ref
from sphinx_binderhub.repository.explicit import explicit_repository
from sphinx_binderhub.repository.history import full_hash

if TYPE_CHECKING:
    from sphinx_binderhub.repository.checkout import Checkout
    from sphinx_binderhub.repository.ci import CiBuild


@dataclass(frozen=True)
class ThemeWord:
    """What the theme's options say: `repository_url` and `repository_branch` or their like."""

    repository: str | None = None
    ref: str | None = None


@dataclass(frozen=True)
class Sources:
    """Everybody who may say which repository and ref a book launches, apart from its options."""

    checkout: Checkout
    theme: ThemeWord = ThemeWord()
    ci: CiBuild | None = None

    def derive(self, settings: Settings) -> Repository | None:
        """Return the repository and ref to launch, or `None` where nobody names a repository.

        Raises `OptionError` for an author's `repository` or `ref` that cannot be one.
        """
        chosen = explicit_repository(settings)
        words = list(self._words(settings.ref is not None))
        if chosen is None:
            named = next((word for word in words if word.address), None)
            if named is None or named.address is None:
                return None
            chosen = Repository(named.address, origin=named.origin)
        address = chosen.address
        ref = settings.ref or self.named_with(address) or self._ref_for(address, words) or "HEAD"
        return replace(chosen, address=_bare(address), ref=self.known(address, ref))

    def named_with(self, address: Address) -> str | None:
        """Return the ref that came with the address of a repository.

        Of what follows `/tree/` in a browser URL, the longest name that git knows is the ref, for a
        branch may hold slashes; where git knows none, it is the first part.
        """
        if address.ref or not address.browsed:
            return address.ref
        parts = address.browsed.split("/")
        remote = self.remote_of(address)
        for end in range(len(parts), 0, -1):
            name = "/".join(parts[:end])
            if {f"refs/remotes/{remote}/{name}", f"refs/tags/{name}"} & self.checkout.refs.keys():
                return name
        return parts[0]

    def _ref_for(self, address: Address, words: list[_Word]) -> str | None:
        """Return the first ref that somebody names for this very repository.

        A theme that names a ref alone means the repository that is launched without the author's
        own: the first that somebody names.
        """
        main = next((word.address for word in words if word.address), None)
        for word in words:
            meant = word.address or main
            if word.ref and meant and meant.key == address.key:
                return word.ref
        return None

    def built_commit(self, content: Repository) -> str | None:
        """Return the commit of `content` that this build reads, or `None` where nobody knows it.

        A pull request is built from a merge that exists for a while only; its head is what lasts.
        """
        ref, ci, checkout = content.ref, self._trusted_ci(), self.checkout
        if ref.kind == "commit":
            return ref.name
        if ci and ci.commit and ci.ref == ref.name and _key(ci.repository) == content.address.key:
            return ci.commit
        upstream = checkout.upstreams.get(checkout.branch or "")
        current = {"HEAD", checkout.branch, upstream[1] if upstream else None}
        if ref.name in current and self.is_checkout(content.address):
            return checkout.head
        return ref.commit

    def check_exists(self, repository: Repository, option: str = "binderhub_ref") -> None:
        """Raise `UnlaunchableError` for a ref that certainly does not exist; `option` named it."""
        missing = self.missing(repository)
        if missing:
            raise UnlaunchableError(
                f"`{repository.ref.name}` is no branch or tag of the repository, as far as this "
                "clone knows",
                f"run `git fetch` if it is new, or set `{option}` to one that exists{missing}",
                "ref-missing",
            )

    def missing(self, repository: Repository) -> str | None:
        """Return a sentence's end on a ref that certainly does not exist, as the clone knows."""
        remote = self.remote_of(repository.address)
        if self.ci or remote is None:
            return None
        return missing_ref(repository.ref, remote, self.checkout)

    def is_checkout(self, address: Address) -> bool:
        """Whether `address` is the repository of the checkout, so that git's files are its."""
        return address.key in self._remote_keys

    def _words(self, explicit_ref: bool) -> Iterator[_Word]:
        """Yield what each party says, the strongest first, but for repositories nobody can clone.

        Only a theme may name a ref alone; it then means the repository of the checkout.
        """
        for word in self._said(explicit_ref):
            if word.address or word.origin == _THEME:
                yield word

    def _said(self, explicit_ref: bool) -> Iterator[_Word]:
        """Yield what each party says.

        The author's own ref belongs to the base repository: with it, a proposed change from a
        fork has no say.
        """
        ci = self._trusted_ci()
        if ci and ci.kind != "branch" and not (explicit_ref and ci.kind == "change"):
            yield self._word(ci.repository, ci.ref, ci.system)
        yield from self._theme_words()
        if ci and ci.kind == "branch":
            yield self._word(ci.repository, ci.ref, ci.system)
        if ci and ci.base:
            yield self._word(*ci.base, ci.system)
        yield from self._git_words()

    def _trusted_ci(self) -> CiBuild | None:
        """CI's word, unless git stands at another commit: then the job built something else."""
        head = self.checkout.head
        if self.ci and self.ci.commits and head and head not in self.ci.commits:
            return None
        return self.ci

    def _theme_words(self) -> Iterator[_Word]:
        word = self._word(self.theme.repository, self.theme.ref, _THEME)
        remotes = self._remotes.values()
        if word.address == _JUPYTER_BOOK and _JUPYTER_BOOK.key not in {one.key for one in remotes}:
            return  # Jupyter Book 1's own default: nobody's word
        if self.theme.repository and not word.address:
            return  # a placeholder: its branch says nothing either
        if word.ref == "master" and self._knows_better_than_master(word.address):
            word = replace(word, ref=None)  # the same default beside an author's repository
        yield word

    def _knows_better_than_master(self, address: Address | None) -> bool:
        """Whether git knows branches of `address`, and none of them is called `master`."""
        remote = self.remote_of(address)
        known = {ref for ref in self.checkout.refs if ref.startswith(f"refs/remotes/{remote}/")}
        return bool(known) and f"refs/remotes/{remote}/master" not in known

    def _git_words(self) -> Iterator[_Word]:
        checkout = self.checkout
        remote = checkout.remote
        if remote is None:
            return
        upstream = checkout.upstreams.get(checkout.branch or "")
        published = {ref for ref in checkout.refs if ref.startswith(f"refs/remotes/{remote}/")}
        if upstream and published and f"refs/remotes/{remote}/{upstream[1]}" not in published:
            upstream = None  # the branch is gone from the remote
        ref = upstream[1] if upstream else checkout.default_branches.get(remote)
        yield self._word(checkout.remotes[remote], ref, "git")

    def _word(self, repository: str | None, ref: str | None, origin: str) -> _Word:
        address = _parsed(repository) if repository else None
        if address is None:
            return _Word(None, ref or None, origin)
        return _Word(_bare(address), ref or self.named_with(address), origin)

    @cached_property
    def _remote_keys(self) -> frozenset[tuple[str, str]]:
        return frozenset(address.key for address in self._remotes.values())

    @cached_property
    def _remotes(self) -> dict[str, Address]:
        found = {name: _parsed(url) for name, url in self.checkout.remotes.items()}
        return {name: _bare(address) for name, address in found.items() if address}

    def remote_of(self, address: Address | None) -> str | None:
        """Return the remote of the checkout that `address` is, if it is one."""
        key = address.key if address else None
        return next((name for name, one in self._remotes.items() if one.key == key), None)

    def known(self, address: Address, ref: str) -> Ref:
        """Return `ref` with what git knows of it, where the checkout is of that repository."""
        remote = self.remote_of(address)
        if remote:
            known = self.checkout.ref(ref, remote)
            commit = full_hash(self.checkout.root, ref) if is_short_hash(known) else None
            return Ref(commit, "commit", commit) if commit else known
        ci = self.ci
        known = Ref.named(ref)
        if ci and ci.ref == ref and known.kind == "unknown" and ci.kind in {"tag", "branch"}:
            return Ref(ref, "tag" if ci.kind == "tag" else "branch")
        return known


@dataclass(frozen=True)
class _Word:
    address: Address | None
    ref: str | None
    origin: str


_THEME = "html_theme_options"
_JUPYTER_BOOK = Address("gh", "executablebooks/jupyter-book")


def _key(text: str) -> tuple[str, str] | None:
    address = _parsed(text)
    return address.key if address else None


def _parsed(text: str) -> Address | None:
    try:
        return parse_address(text)
    except AddressError:
        return None


def _bare(address: Address) -> Address:
    """Return the repository alone, without the ref that came with it."""
    return replace(address, browsed=None, ref=None)
