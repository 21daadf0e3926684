"""The providers of BinderHub: how an address becomes a provider and a name, and those a spec.

Adding a provider is one entry in `PROVIDERS`. The rules of the specs come from BinderHub's
`repoproviders.py`, those of their encoding from what its page does to a URL: the page decodes the
path and encodes it again, and the result must be what the server signed, or the launch ends with
"403 Invalid build token". So a character that a browser leaves alone in a path must stay raw.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

RefKind = Literal["branch", "tag", "commit", "head", "unknown"]

_RAW_IN_REF = "/!'()*]+&=@:;,$~"
_RAW_IN_NAME = "!'()*~[]"


class UnlaunchableError(Exception):
    """There is no launch URL that would be right. `reason` is a sentence, `fix` says the mend.

    `rule` names the rule that reports it, so that one cause gives one finding.
    """

    def __init__(self, reason: str, fix: str, rule: str = "unlaunchable") -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix
        self.rule = rule


@dataclass(frozen=True)
class Ref:
    """A branch, tag or commit, or `HEAD`; `commit` is its full hash where git knows it."""

    name: str = "HEAD"
    kind: RefKind = "head"
    commit: str | None = None

    @classmethod
    def named(cls, name: str) -> Ref:
        """Return the ref of that name, as far as the name itself tells what it is."""
        if name == "HEAD":
            return cls()
        if re.fullmatch(r"[0-9a-f]{40}", name):
            return cls(name, "commit", name)
        return cls(name, "unknown")


@dataclass(frozen=True)
class Address:
    """A public repository: `provider` key and `name`, the spec without its ref.

    `ref` is what a browser URL (`/tree/<ref>/…`) said of it.
    """

    provider: str
    name: str
    ref: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What is equal for two spellings of one repository."""
        name = self.name.lower() if self.provider in {"gh", "gl"} else self.name
        return (self.provider, name.removesuffix(".git"))


@dataclass(frozen=True)
class Provider:
    """One provider of BinderHub.

    `recognise(scheme, host, path)` gives the address that a URL names, or `None`;
    `spec(name, ref)` the encoded spec.
    """

    key: str
    title: str
    recognise: Callable[[str, str, str], Address | None]
    spec: Callable[[str, Ref], str]


def encode_ref(ref: Ref) -> str:
    """Return `ref` as a spec carries it; a ref that cannot be written gives way to its commit."""
    if writable_ref(ref.name):
        return quote(ref.name, safe=_RAW_IN_REF)
    if ref.commit:
        return ref.commit
    raise UnlaunchableError(
        f"BinderHub cannot be given the ref {ref.name!r} in a link",
        "set `binderhub_ref` to a full commit hash, or rename the branch or tag",
    )


def writable_ref(name: str) -> bool:
    """Whether `name` survives the page's decoding and encoding unchanged.

    A `%` is decoded once too often, `|` and `^` are encoded by some browsers only, a backslash
    becomes a slash, and dot segments are resolved away.
    """
    if re.search(r"[%|^\[\\\x00-\x20\x7f]", name) or name.startswith(("/", "-")):
        return False
    return not name.endswith("/") and not {"", ".", ".."} & set(name.split("/")) and _is_utf8(name)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _github(_scheme: str, host: str, path: str) -> Address | None:
    if host != "github.com":
        return None
    match = re.fullmatch(r"/([A-Za-z0-9-]+)/([\w.-]+?)(?:\.git)?(?:/(.*))?", path, re.ASCII)
    if not match or match[2] in {".", ".."}:
        return None
    return Address("gh", f"{match[1]}/{match[2]}", _browsed_ref(match[3] or ""))


def _gitlab(_scheme: str, host: str, path: str) -> Address | None:
    if host != "gitlab.com":
        return None
    # `tree`, `blob` and the like are reserved on GitLab, so an older URL is told from a project.
    project, rest = (
        [*re.split(r"/(?:-/)?(?=(?:-|tree|blob|raw|commits)/)", path, maxsplit=1), ""]
    )[:2]
    name = project.strip("/").removesuffix(".git")
    if not re.fullmatch(r"[\w.-]+(/[\w.-]+)+", name):
        return None
    return Address("gl", name, _browsed_ref(rest))


_NO_GIT_HOST = (
    r"(^|\.)(github\.com|gitlab\.com|github\.io|gitlab\.io|doi\.org|zenodo\.org|nbviewer\.org"
    r"|raw\.githubusercontent\.com|colab\.research\.google\.com)$"
)
"""Hosts of which nothing, or nothing but what another provider recognises, can be cloned."""


def _git(scheme: str, host: str, path: str) -> Address | None:
    if not path.strip("/") or re.search(_NO_GIT_HOST, host):
        return None
    path, ref = _cut_browser_part(path)
    return Address("git", f"{scheme}://{host}{path.rstrip('/')}", ref)


def _browsed_ref(rest: str) -> str | None:
    """Return the ref in what follows a repository in a browser URL, such as `tree/main/docs`."""
    match = re.match(r"(?:tree|blob|raw|commits?|src)/([^/]+)", rest)
    return match[1] if match else None


def _cut_browser_part(path: str) -> tuple[str, str | None]:
    """Split the page of a self-hosted forge into the repository's path and the ref shown."""
    project, _, rest = path.partition("/-/")
    if rest:
        return project, _browsed_ref(rest)
    match = re.match(r"(/.+?/.+?)/(?:src/(?:branch/|tag/|commit/)?|tree/|blob/)([^/]+)", path)
    return (match[1], match[2]) if match else (path, None)


def _github_spec(name: str, ref: Ref) -> str:
    return f"{name}/{encode_ref(ref)}"


def _gitlab_spec(name: str, ref: Ref) -> str:
    return f"{quote(name, safe=_RAW_IN_NAME)}/{encode_ref(ref)}"


def _git_spec(name: str, ref: Ref) -> str:
    if "%" in name or "\\" in name:
        raise UnlaunchableError(
            f"BinderHub cannot be given the repository URL {name!r}: it holds an escape",
            "rename the repository so that its URL needs no escapes",
        )
    return f"{quote(name, safe=_RAW_IN_NAME)}/{encode_ref(_full_ref(ref))}"


def _full_ref(ref: Ref) -> Ref:
    """Return `ref` by its full name where git knows its kind.

    The provider takes the first line of `git ls-remote <url> <ref>`, and `main` also matches
    `a/main`, which comes first.
    """
    folder = {"branch": "refs/heads/", "tag": "refs/tags/"}.get(ref.kind, "")
    return Ref(folder + ref.name, ref.kind, ref.commit)


PROVIDERS: dict[str, Provider] = {
    provider.key: provider
    for provider in (
        Provider("gh", "GitHub", _github, _github_spec),
        Provider("gl", "GitLab.com", _gitlab, _gitlab_spec),
        Provider("git", "a git host", _git, _git_spec),
    )
}
"""Every provider by its key, in the order in which they are asked for an address."""
