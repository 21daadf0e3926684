"""The order of derivation, and that repository and ref stay one pair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sphinx_binderhub.config import OptionError, Settings
from sphinx_binderhub.repository import Sources, ThemeWord
from sphinx_binderhub.repository.checkout import Checkout
from sphinx_binderhub.repository.ci import CiBuild

SHA, OTHER = "a" * 40, "b" * 40
BASE, FORK = "https://github.com/base/r", "https://github.com/fork/r"


def checkout(**facts: Any) -> Checkout:
    known: dict[str, Any] = {
        "root": Path("/r"),
        "head": SHA,
        "branch": "work",
        "remotes": {"origin": BASE},
        "upstreams": {"work": ("origin", "work")},
    }
    return Checkout(**(known | facts))


def derived(
    *,
    repository: str | None = None,
    ref: str | None = None,
    theme: ThemeWord = ThemeWord(),
    ci: CiBuild | None = None,
    git: Checkout | None = None,
) -> str:
    settings = Settings(repository=repository, ref=ref)
    found = Sources(git or checkout(), theme, ci).derive(settings)
    return f"{found.address.name}@{found.ref.name}" if found else "nothing"


TAG = CiBuild("CI", BASE, "v1", "tag", frozenset({SHA}))
BRANCH = CiBuild("CI", BASE, "ci", "branch", frozenset({SHA}))
CHANGE = CiBuild("CI", FORK, "fix", "change", frozenset({SHA}), (BASE, "main"))
THEME = ThemeWord(BASE, "theme")


def test_git_alone() -> None:
    assert derived() == "base/r@work"


def test_a_branch_without_upstream_is_never_launched() -> None:
    git = checkout(upstreams={}, default_branches={"origin": "trunk"})
    assert derived(git=git) == "base/r@trunk"
    assert derived(git=checkout(upstreams={})) == "base/r@HEAD"


def test_an_upstream_that_is_gone_from_the_remote_is_not_launched() -> None:
    git = checkout(refs={"refs/remotes/origin/main": SHA}, default_branches={"origin": "main"})
    assert derived(git=git) == "base/r@main"


def test_the_upstream_of_another_remote() -> None:
    remotes = {"origin": BASE, "mine": FORK}
    assert derived(git=checkout(remotes=remotes, upstreams={"work": ("mine", "x")})) == "fork/r@x"


def test_the_only_remote_need_not_be_called_origin() -> None:
    assert derived(git=checkout(remotes={"hub": BASE}, upstreams={})) == "base/r@HEAD"
    two = checkout(remotes={"a": BASE, "b": FORK}, upstreams={})
    assert derived(git=two) == "nothing"


@pytest.mark.parametrize("url", ["/srv/r.git", "../r", "file:///r", "not a url", ""])
def test_a_remote_that_nobody_can_clone_is_nothing(url: str) -> None:
    assert derived(git=checkout(remotes={"origin": url})) == "nothing"


def test_ci_branch_before_git_and_theme_before_ci_branch() -> None:
    assert derived(ci=BRANCH) == "base/r@ci"
    assert derived(ci=BRANCH, theme=THEME) == "base/r@theme"


def test_tag_and_change_before_theme() -> None:
    assert derived(ci=TAG, theme=THEME) == "base/r@v1"
    assert derived(ci=CHANGE, theme=THEME) == "fork/r@fix"


def test_where_git_stands_elsewhere_ci_is_not_believed() -> None:
    for build in (TAG, BRANCH, CHANGE):
        assert derived(ci=build, git=checkout(head=OTHER)) == "base/r@work"
    assert derived(ci=BRANCH, git=checkout(head=None)) == "base/r@ci"


def test_the_author_wins() -> None:
    everything: dict[str, Any] = {"ci": TAG, "theme": THEME}
    assert derived(repository="a/b", ref="c", **everything) == "a/b@c"
    assert derived(ref="dev", **everything) == "base/r@dev"


def test_a_repository_of_its_own_takes_no_ref_of_another() -> None:
    assert derived(repository="a/b", theme=THEME, ci=BRANCH) == "a/b@HEAD"


def test_a_remote_that_is_a_local_path_lends_no_ref() -> None:
    assert derived(repository="a/b", git=checkout(remotes={"origin": "/srv/r.git"})) == "a/b@HEAD"


def test_the_authors_repository_takes_the_ref_that_belongs_to_it() -> None:
    assert derived(repository="BASE/r", theme=THEME) == "BASE/r@theme"
    assert derived(repository="https://github.com/a/b/tree/dev/docs") == "a/b@dev"


def test_the_refs_of_a_fork_and_of_its_base_never_mix() -> None:
    assert derived(repository="base/r", ci=CHANGE, git=checkout(upstreams={})) == "base/r@main"
    assert derived(ref="v2", ci=CHANGE) == "base/r@v2"
    assert derived(theme=ThemeWord(BASE), ci=BRANCH) == "base/r@ci"
    other = CiBuild("CI", FORK, "ci", "branch", frozenset({SHA}))
    assert derived(theme=ThemeWord(BASE), ci=other) == "base/r@work"


def test_jupyter_books_untouched_default_is_nobodys_word() -> None:
    default = ThemeWord("https://github.com/executablebooks/jupyter-book", "master")
    assert derived(theme=default) == "base/r@work"
    assert derived(theme=default, git=checkout(remotes={}, upstreams={})) == "nothing"
    own = checkout(remotes={"origin": "git@github.com:executablebooks/jupyter-book.git"})
    assert derived(theme=default, git=own) == "executablebooks/jupyter-book@master"


def test_master_beside_the_authors_repository_counts_only_where_it_may_exist() -> None:
    theme = ThemeWord(BASE, "master")
    assert derived(theme=theme) == "base/r@master"
    known = checkout(refs={"refs/remotes/origin/work": SHA})
    assert derived(theme=theme, git=known) == "base/r@work"
    both = {"refs/remotes/origin/work": SHA, "refs/remotes/origin/master": SHA}
    assert derived(theme=theme, git=checkout(refs=both)) == "base/r@master"


def test_a_theme_that_names_only_a_branch() -> None:
    assert derived(theme=ThemeWord(None, "theme")) == "base/r@theme"


def test_a_placeholder_in_the_theme_is_passed_over() -> None:
    assert derived(theme=ThemeWord("TODO", "theme")) == "base/r@work"


def test_the_kind_of_a_known_ref() -> None:
    git = checkout(refs={"refs/remotes/origin/work": SHA})
    found = Sources(git).derive(Settings())
    assert found is not None
    assert (found.ref.kind, found.ref.commit, found.origin) == ("branch", SHA, "git")
    assert not Sources(git).is_checkout(Sources(git).derive(Settings(repository="a/b")).address)  # type: ignore[union-attr]
    assert Sources(git).is_checkout(found.address)


@pytest.mark.parametrize("repository", ["x", "/srv/r", "https://u:secret@/x"])
def test_a_repository_that_cannot_be_one_is_one_clear_error(repository: str) -> None:
    with pytest.raises(OptionError) as caught:
        derived(repository=repository)
    assert caught.value.name == "repository"
    assert "owner/repo" in caught.value.message
    assert "secret" not in caught.value.message


def test_a_doi_that_does_not_tell_its_archive_has_one_mend() -> None:
    with pytest.raises(OptionError, match="write `zenodo:`, `figshare:` or `dataverse:`") as caught:
        derived(repository="10.1000/1")
    assert "owner/repo" not in caught.value.message


@pytest.mark.parametrize(
    ("browsed", "ref"),
    [
        ("feature/x/docs", "feature/x"),
        ("feature/x", "feature/x"),
        ("v1/a.ipynb", "v1"),
        ("unknown/docs", "unknown"),
    ],
)
def test_a_branch_with_slashes_in_a_browser_url(browsed: str, ref: str) -> None:
    git = checkout(refs={"refs/remotes/origin/feature/x": SHA, "refs/tags/v1": SHA})
    settings = Settings(repository=f"https://github.com/base/r/tree/{browsed}")
    found = Sources(git).derive(settings)
    assert found is not None
    assert found.ref.name == ref


@pytest.mark.parametrize("ref", ["a b", "a..b", "x~1", "/x", "x/", "a//b", "x.lock", "@{u}", "-x"])
def test_a_ref_that_cannot_be_one_is_one_clear_error(ref: str) -> None:
    with pytest.raises(OptionError, match="cannot be the name"):
        derived(ref=ref)


def test_a_themes_branch_never_meets_another_repository() -> None:
    assert derived(repository="x/z", theme=ThemeWord(None, "develop")) == "x/z@HEAD"


@pytest.mark.parametrize(
    "text", ["https://u:TO/KEN@github.com/o/r/x y", "x:TOKEN@host", "ftp://u:p@KEN@h.org/r"]
)
def test_no_part_of_a_password_is_shown(text: str) -> None:
    with pytest.raises(OptionError) as caught:
        derived(repository=text)
    assert "KEN" not in caught.value.message


HEADS = "refs/remotes/origin/"
KNOWN = {f"{HEADS}main": SHA, f"{HEADS}feature/x": OTHER, "refs/tags/v1": "c" * 40}


def missing(
    ref: str, ci: CiBuild | None = None, repository: str = "base/r", **facts: Any
) -> str | None:
    known: dict[str, Any] = {"refs": KNOWN, "fetches": frozenset({"origin"})}
    sources = Sources(checkout(**(known | facts)), ci=ci)
    found = sources.derive(Settings(repository=repository, ref=ref))
    assert found is not None
    return sources.missing(found)


def test_a_ref_that_the_whole_clone_does_not_know_is_missing() -> None:
    assert missing("mian") == "; did you mean 'main'?"
    assert missing("zzz") == "; its branches are feature/x, main"


@pytest.mark.parametrize(
    "ref",
    [
        *(
            "main",
            "feature/x",
            "v1",
            "refs/heads/main",
            "refs/tags/v1",
            "HEAD",
            SHA,
            "a" * 7,
            "f" * 40,
        ),
        "0f4fea5",
    ],
)
def test_a_ref_that_may_be_there_is_not_missing(ref: str) -> None:
    assert missing(ref) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"ci": BRANCH},
        {"shallow": True},
        {"fetches": frozenset()},
        {"fetches": frozenset({"fork"})},
        {"refs": {"refs/tags/v1": SHA}},
        {"repository": "other/x"},
        {"remotes": {"origin": FORK}},
    ],
)
def test_a_clone_that_cannot_know_says_nothing(facts: dict[str, Any]) -> None:
    assert missing("mian", **facts) is None


def built(
    ref: str | None = None, repository: str | None = None, ci: CiBuild | None = None, **facts: Any
) -> str | None:
    sources = Sources(checkout(**facts), ci=ci)
    found = sources.derive(Settings(repository=repository, ref=ref))
    assert found is not None
    return sources.built_commit(found)


CI_COMMIT = "d" * 40


@pytest.mark.parametrize(
    ("ref", "repository", "facts", "commit"),
    [
        (None, None, {}, SHA),
        ("HEAD", None, {}, SHA),
        ("work", None, {}, SHA),
        ("up", None, {"upstreams": {"work": ("origin", "up")}}, SHA),
        (OTHER, None, {}, OTHER),
        (OTHER, "a/b", {}, OTHER),
        ("v1", None, {"refs": KNOWN}, "c" * 40),
        ("feature/x", None, {"refs": KNOWN}, OTHER),
        ("unknown", None, {"refs": KNOWN}, None),
        ("work", "a/b", {}, None),
        (None, "a/b", {}, None),
        (None, None, {"head": None}, None),
        ("main", None, {"branch": None, "upstreams": {}, "refs": KNOWN}, SHA),
    ],
)
def test_the_commit_that_is_read(
    ref: str | None, repository: str | None, facts: dict[str, Any], commit: str | None
) -> None:
    assert built(ref, repository, **facts) == commit


@pytest.mark.parametrize(
    ("ref", "commit"), [(None, CI_COMMIT), ("fix", None), ("work", SHA), ("v1", "c" * 40)]
)
def test_a_proposed_change_is_read_at_its_head(ref: str | None, commit: str | None) -> None:
    ci = CiBuild(*("CI", FORK, "fix", "change", frozenset({SHA})), (BASE, "main"), CI_COMMIT)
    assert built(ref, ci=ci, refs=KNOWN) == commit


def test_where_git_stands_elsewhere_the_commit_is_gits() -> None:
    ci = CiBuild("CI", BASE, "work", "branch", frozenset({CI_COMMIT}), None, CI_COMMIT)
    assert built(ci=ci) == SHA
    assert built(ci=ci, head=CI_COMMIT) == CI_COMMIT
    assert built(ci=ci, head=None) == CI_COMMIT


def test_a_branch_of_this_clone_alone_is_not_missing() -> None:
    assert missing("local", refs={**KNOWN, "refs/heads/local": SHA}) is None
