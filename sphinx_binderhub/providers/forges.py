"""Providers that clone a git repository: GitHub, its gists, GitLab.com, and any other git host."""

from __future__ import annotations

import re
from urllib.parse import quote

from sphinx_binderhub.providers.address import Address, Locator, Provider
from sphinx_binderhub.providers.refs import (
    RAW_IN_NAME,
    Ref,
    UnlaunchableError,
    encode_ref,
    is_short_hash,
)

_PAGES = r"(?:tree|blob|raw|commits?|edit|src)/(?:(?:branch|tag|commit)/(?=.))?(.+)"
"""What a forge's page of a ref is called, and what follows."""


def _github(url: Locator) -> Address | None:
    if url.host != "github.com":
        return None
    match = re.fullmatch(r"/([A-Za-z0-9-]+)/([\w.-]+?)(?:\.git)?(?:/(.*))?", url.path, re.ASCII)
    if not match or match[2] in {".", ".."}:
        return None
    return Address("gh", f"{match[1]}/{match[2]}", _browsed(match[3] or ""))


def _gist(url: Locator) -> Address | None:
    if url.host != "gist.github.com":
        return None
    match = re.fullmatch(
        r"/([A-Za-z0-9-]+)/([0-9a-f]{20,32})(?:\.git)?(?:/([0-9a-f]{40}))?/?", url.path
    )
    return Address("gist", f"{match[1]}/{match[2]}", match[3]) if match else None


def _gitlab(url: Locator) -> Address | None:
    if url.host != "gitlab.com":
        return None
    # `tree`, `blob` and the like are reserved on GitLab, so an older URL is told from a project.
    project, rest = (
        [*re.split(r"/(?:-/)?(?=(?:-|tree|blob|raw|commits)/)", url.path, maxsplit=1), ""]
    )[:2]
    name = project.strip("/").removesuffix(".git")
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name):
        return None
    return Address("gl", name, _browsed(rest))


_NO_GIT_HOST = (
    r"(^|\.)(github\.com|gitlab\.com|github\.io|gitlab\.io|doi\.org|zenodo\.org|figshare\.com"
    r"|hydroshare\.org|nbviewer\.org|raw\.githubusercontent\.com|colab\.research\.google\.com)$"
)
"""Hosts of which nothing, or nothing but what another provider recognises, can be cloned."""


def _git(url: Locator) -> Address | None:
    if not url.path.strip("/") or re.search(_NO_GIT_HOST, url.host) or url.scheme == "doi":
        return None
    path, browsed = _cut_browser_part(url.path)
    return Address("git", f"{url.scheme}://{url.host}{path.rstrip('/')}", browsed)


def _browsed(rest: str) -> str | None:
    """Return the ref and what follows it in a page's path, such as `main/docs`."""
    match = re.match(_PAGES, rest)
    return match[1].strip("/") or None if match else None


def _cut_browser_part(path: str) -> tuple[str, str | None]:
    """Split the page of a self-hosted forge into the repository's path and what it shows."""
    project, _, rest = path.partition("/-/")
    if rest:
        return project, _browsed(rest)
    match = re.match(rf"(/.+?/.+?)/(?=(?:src|tree|blob)/){_PAGES}", path)
    return (match[1], match[2].strip("/") or None) if match else (path, None)


def _github_spec(name: str, ref: Ref) -> str:
    return f"{name}/{encode_ref(ref)}"


def _gist_spec(name: str, ref: Ref) -> str:
    if ref.commit:
        return f"{name}/{ref.commit}"
    if ref.name in {"HEAD", "main", "master"}:
        return name
    raise UnlaunchableError(
        f"a gist has no branch or tag such as {ref.name!r}",
        "set `binderhub_ref` to the full commit hash of a revision, or to `HEAD`",
    )


def _gitlab_spec(name: str, ref: Ref) -> str:
    return f"{quote(name, safe=RAW_IN_NAME)}/{encode_ref(ref)}"


def _git_spec(name: str, ref: Ref) -> str:
    if "%" in name or "\\" in name:
        raise UnlaunchableError(
            f"BinderHub cannot be given the repository URL {name!r}: it holds an escape",
            "rename the repository so that its URL needs no escapes",
        )
    if is_short_hash(ref):
        raise UnlaunchableError(
            f"`{ref.name}` looks like a short commit hash, which BinderHub cannot resolve there",
            "set `binderhub_ref` to the full hash of 40 digits",
        )
    return f"{quote(name, safe=RAW_IN_NAME)}/{encode_ref(_full_ref(ref))}"


def _full_ref(ref: Ref) -> Ref:
    """Return `ref` by its full name where git knows its kind.

    The provider takes the first line of `git ls-remote <url> <ref>`, and `main` also matches
    `a/main`, which comes first.
    """
    folder = {"branch": "refs/heads/", "tag": "refs/tags/"}.get(ref.kind, "")
    return Ref(folder + ref.name, ref.kind, ref.commit)


FORGES = (
    Provider("gh", "GitHub", _github, _github_spec, "https://github.com/{}".format),
    Provider("gist", "GitHub Gist", _gist, _gist_spec, "https://gist.github.com/{}".format),
    Provider("gl", "GitLab.com", _gitlab, _gitlab_spec, "https://gitlab.com/{}".format),
)
ANY_GIT_HOST = Provider("git", "a git host", _git, _git_spec, str)
