"""What BinderHub's server and the page it serves make of the path of a launch link.

The server signs a build token for the raw spec. The page decodes the path (wouter), looks for a
provider's pattern in it, and asks for a build with what it found, encoded again; the server then
holds that raw spec against the token and only then hands it to the provider.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes, urlparse

from .browser import Address, URIError, decode_uri, parse
from .rejected import Rejected

_DOT = "[^\n\r\u2028\u2029]"  # JavaScript's
_DOI = rf"10\.[0-9]+/{_DOT}+"
_PATTERNS = {
    "gh": rf"[^/]+/[^/]+/{_DOT}+",
    "gist": r"[^/]+/[^/]+(?:/[^/]+)?",
    "git": rf"[^/]+/{_DOT}+",
    "gl": rf"[^/]+/{_DOT}+",
    "zenodo": _DOI,
    "figshare": _DOI,
    "hydroshare": r"[^/]+",
    "dataverse": _DOI,
    "ckan": r"[^/]+",
}
_PAGES = {name: re.compile(f"/v2/{name}/({spec})/?") for name, spec in _PATTERNS.items()}
_LAUNCH = re.compile(rf"((?:/[A-Za-z0-9._~-]+)*?)/v2/({'|'.join(_PATTERNS)})/(.+)", re.DOTALL)

_SSH = re.compile(r"([\w\-]+@[\w\-\.]+):(.+)", re.IGNORECASE)
_GIT_PROTOCOLS = {"http", "https", "git", "ssh"}
_HYDROSHARE = re.compile(r".*([0-9a-f]{32}).*")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Resolved:
    """What a provider is asked for.

    `repository` is what is cloned, or the DOI, the HydroShare id or the CKAN address. `ref` is
    what the provider looks up, after the last program on the way has unquoted it; None where
    nothing is named.
    """

    provider: str
    repository: str
    ref: str | None


def resolve(address: Address) -> tuple[str, Resolved]:
    """Give the hub, and what its provider is asked for, of a launch link."""
    base, provider, spec = launched(address)
    found = page_spec(address.path[len(base) :], provider)
    endpoint = Address(address.origin, f"{base}/build/")
    asked = parse(f"{provider}/{found}", endpoint).path
    if asked != f"{base}/build/{provider}/{spec}":
        raise Rejected("403: Invalid build token")
    return address.origin + base, _PROVIDERS[provider](provider, spec.rstrip("/"))


def launched(address: Address) -> tuple[str, str, str]:
    """Give the path of the hub, the provider and the raw spec: what a build token is for."""
    launch = _LAUNCH.fullmatch(address.path)
    if not launch:
        raise Rejected("404: not /v2/<provider>/<spec>")
    base, provider, spec = launch.groups()
    _decoded(spec)
    return base, provider, spec


def _decoded(text: str) -> str:
    """Unquote as tornado does: bare percent signs stay, what is not UTF-8 is an error."""
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise Rejected("400: not UTF-8") from None


def page_spec(path: str, provider: str) -> str:
    """Give the spec that the page finds in the path below the hub, decoded once."""
    try:
        location = decode_uri(path)
    except URIError:
        location = path
    if "|" in location or "^" in location:
        raise Rejected("differs between browsers: | or ^ in the path")
    page = _PAGES[provider].fullmatch(location)
    if not page:
        raise Rejected("404: Not Found, says the page")
    return page.group(1)


def _read_elsewhere(raw: str) -> str:
    """Unquote what is passed on raw to another server, which is less patient with bare `%`."""
    if _BARE_PERCENT.search(raw):
        raise Rejected("a percent sign that is passed on raw")
    return _decoded(raw)


def _github(provider: str, spec: str) -> Resolved:
    parts = spec.split("/", 2)
    if len(parts) != 3:
        raise Rejected("not of the form user/repo/ref")
    user, repo, ref = parts
    repository = f"https://github.com/{user}/{repo.removesuffix('.git')}"
    return Resolved(provider, repository, _read_elsewhere(ref))


def _gist(provider: str, spec: str) -> Resolved:
    parts = spec.split("/")
    if len(parts) < 2:
        raise Rejected("not of the form user/id")
    ref = parts[2] if len(parts) > 2 else ""
    if ref not in {"", "HEAD", "master", "main"} and not _COMMIT.fullmatch(ref):
        raise Rejected("a gist has no other refs than HEAD and its commits")
    return Resolved(provider, f"https://gist.github.com/{parts[0]}/{parts[1]}.git", ref or None)


def _gitlab(provider: str, spec: str) -> Resolved:
    namespace, ref = _unquoted_pair(spec)
    return Resolved(provider, f"https://gitlab.com/{namespace}.git", ref)


def _git(provider: str, spec: str) -> Resolved:
    repository, ref = _unquoted_pair(spec)
    ssh = _SSH.match(repository)
    if ssh:
        repository = "ssh://{}/{}".format(*ssh.groups())
    try:
        protocol = urlparse(repository).scheme
    except ValueError as error:
        raise Rejected(f"not an address of git: {error}") from None
    if protocol not in _GIT_PROTOCOLS:
        raise Rejected(f"unsupported git url, protocol {protocol!r}")
    return Resolved(provider, repository, ref)


def _unquoted_pair(spec: str) -> tuple[str, str]:
    quoted, _, ref = spec.partition("/")
    if not ref:
        raise Rejected("an unresolved ref is required")
    return unquote(quoted), unquote(ref)


def _doi(provider: str, spec: str) -> Resolved:
    if provider == "figshare" and len(spec.partition("/")[2].split(".")) < 3:
        raise Rejected("unexpected figshare doi")
    return Resolved(provider, _read_elsewhere(spec), None)


def _hydroshare(provider: str, spec: str) -> Resolved:
    resource = _HYDROSHARE.match(spec)
    if not resource:
        raise Rejected("the HydroShare resource id was not recognized")
    return Resolved(provider, resource.group(1), None)


def _ckan(provider: str, spec: str) -> Resolved:
    dataset = unquote(spec)
    try:
        path = urlparse(dataset).path
    except ValueError as error:
        raise Rejected(f"not an address: {error}") from None
    if path.count("/dataset/") != 1:
        raise Rejected("not the address of a CKAN dataset")
    return Resolved(provider, dataset, None)


_PROVIDERS: dict[str, Callable[[str, str], Resolved]] = {
    "gh": _github,
    "gist": _gist,
    "git": _git,
    "gl": _gitlab,
    "zenodo": _doi,
    "figshare": _doi,
    "hydroshare": _hydroshare,
    "dataverse": _doi,
    "ckan": _ckan,
}
