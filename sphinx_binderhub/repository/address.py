"""Addresses: what an author or a remote may write, taken apart; credentials are cut out."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from sphinx_binderhub.providers import DOI, PROVIDERS, Address, Locator

_SCP = re.compile(r"(?:(?P<user>[\w.+-]+)@)?(?P<host>[\w.-]{2,}):(?!//)(?P<path>[^\\@]+)")
_LOCAL = re.compile(r"[A-Za-z]:[\\/]|[/~\\]|\.\.?([/\\]|$)|file:", re.IGNORECASE)
_TELLING = ("persistentId", "activity_id")
"""The parameters of a URL that name a data set; every other may carry a token."""
_HTTP = {"ssh": "https", "git+ssh": "https", "ssh+git": "https", "git+https": "https"}


class AddressError(ValueError):
    """A text that names no public repository; says why, as the end of a sentence."""


class UnknownDoiError(AddressError):
    """A DOI that does not tell which archive has its files."""


class LocalAddressError(AddressError):
    """A path on this machine, which no hub can clone."""


def without_credentials(url: str) -> str:
    """Return `url` without user, password, query and fragment: all may carry a token."""
    url = re.split(r"[?#]", url, maxsplit=1)[0] if "://" in url else url
    return re.sub(r"^([\w+.-]+://)[^/]*@", r"\1", url)


def parse_address(text: str) -> Address:
    """Return the repository that `text` names.

    A browser or clone URL, an ssh address, `owner/repo`, a DOI (with `zenodo:`, `figshare:` or
    `dataverse:` before it where it does not tell), or a launch link, of which its `ref` is kept.
    Raises `AddressError`. repo2docker's image has no ssh, so an ssh address becomes the https one
    of the same host and path.
    """
    text = text.strip()
    link = LAUNCH_LINK.match(text)
    if link:
        return _launched(link["provider"], link["spec"])
    archive = re.fullmatch(rf"(zenodo|figshare|dataverse):\s*({DOI})", text)
    if archive:
        return Address(archive[1], archive[2])
    locator = _locator(text)
    for provider in PROVIDERS.values():
        address = provider.recognise(locator)
        if address:
            return address
    if locator.host == "doi.org":
        raise UnknownDoiError(
            "is a DOI that does not tell where its files are; write `zenodo:`, `figshare:` or "
            "`dataverse:` before it"
        )
    raise AddressError("names no repository that a hub could clone")


LAUNCH_LINK = re.compile(
    r"(?P<hub>https?://[^?#]*?)/v2/(?P<provider>[a-z]+)/(?P<spec>[^?#]+)(?P<query>[?#].*)?$"
)
"""A launch link: hub, provider, spec, and what opens."""


def _launched(provider: str, spec: str) -> Address:
    """Return what a launch link of `provider` launches."""
    parts = spec.strip("/").split("/")
    length = {"gh": 2, "gist": 2, "gl": 1, "git": 1, "ckan": 1, "hydroshare": 1}.get(provider)
    name = unquote("/".join(parts[:length]))
    ref = unquote("/".join(parts[length:])) if length else ""
    server = {
        "gh": "https://github.com/",
        "gist": "https://gist.github.com/",
        "gl": "https://gitlab.com/",
        "hydroshare": "https://www.hydroshare.org/resource/",
        **dict.fromkeys(("git", "ckan"), ""),
    }.get(provider, f"{provider}:")
    address = parse_address(server + name)
    if provider == "ckan":
        address = Address("ckan", name)
    return replace(address, ref=ref or None, browsed=None)


def _locator(text: str) -> Locator:
    """Return a text taken apart, without credentials; raise `AddressError`."""
    doi = re.fullmatch(rf"(?:doi:\s*)?({DOI})", text, re.IGNORECASE)
    if doi:
        return Locator("doi", "doi.org", f"/{doi[1]}")
    query = parse_qs(re.sub(r"[^?]*\??", "", text.partition("#")[0], count=1))
    text = without_credentials(text)
    if _LOCAL.match(text):
        raise LocalAddressError("is a path on this machine, which no hub can clone")
    telling = {name: query[name][0] for name in _TELLING if name in query}
    return Locator(*_split(text), telling)


def _split(text: str) -> tuple[str, str, str]:
    """Return scheme, host (with its port) and path of any form."""
    if "://" not in text:
        text = _as_url(text)
    try:
        parts = urlsplit(text)
        host, port = _known_host(parts.hostname or ""), parts.port
    except ValueError:
        raise AddressError("is not a URL") from None
    scheme = _HTTP.get(parts.scheme, parts.scheme)
    if scheme not in {"http", "https", "git"} or not re.fullmatch(r"[\w.:-]+", host):
        raise AddressError("is not the URL of a public repository")
    # An ssh port is not the port of the web server.
    shown = f"{host}:{port}" if port and scheme == parts.scheme else host
    if host in {"github.com", "gitlab.com"}:
        scheme = "https"
    return scheme, shown, _clean_path(parts.path)


def _as_url(text: str) -> str:
    """Return a text without scheme as a URL: `git@host:o/r`, `host.org/o/r`, `owner/repo`."""
    scp = _SCP.fullmatch(text)
    if scp and (scp["user"] or "." in scp["host"]):
        return f"ssh://{scp['host']}/{scp['path'].lstrip('/')}"
    first, _, rest = text.partition("/")
    if "." in first and rest:
        return f"https://{text}"
    if re.fullmatch(r"[A-Za-z0-9-]+/[\w.-]+/?", text, re.ASCII):
        return f"https://github.com/{text}"
    raise AddressError("is neither a URL nor `owner/repo`")


def _known_host(host: str) -> str:
    """Undo the usual names for several accounts in an ssh configuration, `github.com-work`."""
    match = re.match(r"(?:ssh\.|altssh\.|www\.)?((?:github|gitlab)\.com)(?:-[\w-]+)?$", host)
    return match[1] if match else host


def _clean_path(path: str) -> str:
    if re.search(r"[\x00-\x20\x7f\"<>`{}|^\\]", path):
        raise AddressError("holds characters that a URL cannot")
    if re.search(r"[^/]@", path):
        raise AddressError("holds an '@' where a password may stand before it")
    plain = unquote(path) if "%" in path and not re.search(r"%(?![2-7][0-9A-Fa-f])", path) else path
    usable = re.fullmatch(r"[\w./~!'()*+@:;,=&$-]+", plain)
    return re.sub(r"/{2,}", "/", plain if usable else path)
