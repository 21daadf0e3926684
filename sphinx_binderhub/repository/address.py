"""Addresses: what an author or a remote may write, taken apart; credentials are cut out."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from sphinx_binderhub.providers import PROVIDERS, Address

_SCP = re.compile(r"(?:(?P<user>[\w.+-]+)@)?(?P<host>[\w.-]{2,}):(?!//)(?P<path>[^\\@]+)")
_LOCAL = re.compile(r"[A-Za-z]:[\\/]|[/~\\]|\.\.?([/\\]|$)|file:", re.IGNORECASE)
_HTTP = {"ssh": "https", "git+ssh": "https", "ssh+git": "https", "git+https": "https"}


class AddressError(ValueError):
    """A text that names no public repository; says why, as the end of a sentence."""


class LocalAddressError(AddressError):
    """A path on this machine, which no hub can clone."""


def without_credentials(url: str) -> str:
    """Return `url` without user, password, query and fragment: all may carry a token."""
    url = re.split(r"[?#]", url, maxsplit=1)[0] if "://" in url else url
    return re.sub(r"^([\w+.-]+://)[^/]*@", r"\1", url)


def parse_address(text: str) -> Address:
    """Return the repository that `text` names: a browser or clone URL, ssh, or `owner/repo`.

    Raises `AddressError`. repo2docker's image has no ssh, so an ssh address becomes the https one
    of the same host and path.
    """
    text = without_credentials(text.strip())
    if _LOCAL.match(text):
        raise LocalAddressError("is a path on this machine, which no hub can clone")
    scheme, host, path = _split(text)
    if re.search(r"/v2/[a-z]+/", path):
        raise AddressError("is a launch link; write the address of the repository it launches")
    for provider in PROVIDERS.values():
        address = provider.recognise(scheme, host, path)
        if address:
            return address
    raise AddressError("names no repository that a hub could clone")


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
    if re.fullmatch(r"10\.\d{4,}", first):
        raise AddressError("is a DOI; write the address of the repository instead")
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
    plain = unquote(path) if "%" in path and not re.search(r"%(?![2-7][0-9A-Fa-f])", path) else path
    usable = re.fullmatch(r"[\w./~!'()*+@:;,=&$-]+", plain)
    return re.sub(r"/{2,}", "/", plain if usable else path)
