"""What a browser does to an address: the parts of the WHATWG URL Standard and of JavaScript
that stand between a launch link and the file it opens.

Web addresses (http and https) only. Two characters are left as node leaves them, `|` and `^`:
browsers differ about them in a path, so whoever cares has to refuse them (see `server`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from .rejected import Rejected

_SURROGATE = re.compile("[\ud800-\udfff]")
_C0_AND_SPACE = "".join(map(chr, range(0x21)))
_TAB_OR_NEWLINE = re.compile("[\t\n\r]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_SLASH = re.compile(r"[/\\]")
_HOST = re.compile(r"[a-z0-9._-]+")
_NUMBER_AT_END = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?")
_OCTET = r"(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])"
_IPV4 = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_SINGLE_DOT = {".", "%2e"}
_DOUBLE_DOT = {"..", ".%2e", "%2e.", "%2e%2e"}
_PORTS = {"http": 80, "https": 443}

# The percent-encode sets, as what has to be encoded (path: but for `^`, see above).
_PATH = re.compile("[^!$-;=@-_a-z|~]")
_QUERY = re.compile("[^!$-&(-;=?-~]")
_FRAGMENT = re.compile("[^!#-;=?-_a-~]")
_FORM = re.compile(r"[^A-Za-z0-9*\-._]")
_ENCODE_URI = re.compile(r"[^A-Za-z0-9;/?:@&=+$,#\-_.!~*'()]")

_ESCAPES = re.compile("%(?:[0-9A-Fa-f]{2}(?:%[0-9A-Fa-f]{2})*)?")
_RESERVED = frozenset(";/?:@&=+$,#")


@dataclass(frozen=True)
class Address:
    """A parsed address: `location.origin`, `.pathname`, and what follows `?` and `#`, or None."""

    origin: str
    path: str
    query: str | None = None
    fragment: str | None = None

    @property
    def scheme(self) -> str:
        return self.origin.partition(":")[0]

    @property
    def search(self) -> str:
        """`location.search`: with its question mark, or nothing at all."""
        return f"?{self.query}" if self.query else ""

    @property
    def href(self) -> str:
        query = "" if self.query is None else f"?{self.query}"
        fragment = "" if self.fragment is None else f"#{self.fragment}"
        return f"{self.origin}{self.path}{query}{fragment}"


class URIError(ValueError):
    """`decodeURI` throws a URIError."""


def usv(text: str) -> str:
    """Join pairs of surrogates and replace lone ones, as wherever a USVString is asked for."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def parse(text: str, base: Address | None = None) -> Address:
    """`new URL(text, base)`; anything with an authority has to name a plain host."""
    text = _TAB_OR_NEWLINE.sub("", usv(text).strip(_C0_AND_SPACE))
    scheme = _SCHEME.match(text)
    if scheme:
        name, text = scheme.group(1).lower(), text[scheme.end() :]
        if name not in _PORTS:
            raise Rejected(f"not a web address: {name}:")
        same = base is not None and base.scheme == name
        if not same or text.startswith("//"):
            return _after_slashes(name, text)
    if base is None:
        raise Rejected("a relative address, and nothing it is relative to")
    if len(text) > 1 and text[0] in "/\\" and text[1] in "/\\":
        return _after_slashes(base.scheme, text)
    raw, query, fragment = _cut(text)
    if raw:
        above = [] if raw[0] in "/\\" else base.path[1:].split("/")[:-1]
        path = _path(above, raw[1:] if raw[0] in "/\\" else raw)
    else:
        path = base.path
        if query is None:
            query = base.query
    return Address(base.origin, path, query, fragment)


def _after_slashes(scheme: str, text: str) -> Address:
    """Parse what follows a scheme that is not that of the base, or two slashes."""
    rest = text.lstrip("/\\")
    end = min((at for at in map(rest.find, "/\\?#") if at >= 0), default=len(rest))
    origin = f"{scheme}://{_authority(scheme, rest[:end])}"
    raw, query, fragment = _cut(rest[end:])
    return Address(origin, _path([], raw[1:]), query, fragment)


def _authority(scheme: str, text: str) -> str:
    host, colon, port = text.partition(":")
    host = host.lower()
    if not _HOST.fullmatch(host) or (_NUMBER_AT_END.fullmatch(host) and not _IPV4.fullmatch(host)):
        raise Rejected(f"not a plain host: {text!r}")
    if not colon or not port:
        return host
    if not (port.isascii() and port.isdigit()) or int(port) > 0xFFFF:
        raise Rejected(f"not a port: {port!r}")
    return host if int(port) == _PORTS[scheme] else f"{host}:{int(port)}"


def _cut(text: str) -> tuple[str, str | None, str | None]:
    """Split into the raw path, the encoded query and the encoded fragment."""
    rest, hash_sign, after = text.partition("#")
    fragment = _FRAGMENT.sub(_escape, after) if hash_sign else None
    raw, question, after = rest.partition("?")
    return raw, _QUERY.sub(_escape, after) if question else None, fragment


def _path(segments: list[str], raw: str) -> str:
    """Append a raw path to segments: the "path state"."""
    segments = list(segments)
    parts = _SLASH.split(raw)
    last = len(parts) - 1
    for number, part in enumerate(parts):
        dots = part.lower()
        if dots in _DOUBLE_DOT:
            if segments:
                segments.pop()
        elif dots not in _SINGLE_DOT:
            segments.append(_PATH.sub(_escape, part))
            continue
        if number == last:
            segments.append("")
    return "/" + "/".join(segments)


def decode_uri(text: str) -> str:
    """`decodeURI`: UTF-8 or a URIError; the escapes of `;/?:@&=+$,#` stay as they are."""
    return _ESCAPES.sub(_decode_escapes, text) if "%" in text else text


def _decode_escapes(match: re.Match[str]) -> str:
    escapes = match.group()
    if len(escapes) == 1:
        raise URIError("a percent sign without two hexadecimal digits")
    try:
        decoded = unquote_to_bytes(escapes).decode()
    except UnicodeDecodeError:
        raise URIError("escapes that are not UTF-8") from None
    if _RESERVED.isdisjoint(decoded):
        return decoded
    out, at = [], 0
    for character in decoded:
        out.append(escapes[at : at + 3] if character in _RESERVED else character)
        at += 3 * len(character.encode())
    return "".join(out)


def encode_uri(text: str) -> str:
    """`encodeURI`: leaves the reserved characters and `#` alone, throws on a lone surrogate."""
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        if _SURROGATE.search(text):
            raise URIError("a lone surrogate")
    return _ENCODE_URI.sub(_escape, text)


def search_params(text: str) -> list[tuple[str, str]]:
    """`[...new URLSearchParams(text)]`."""
    return form_decode(usv(text).removeprefix("?"))


def form_decode(query: str) -> list[tuple[str, str]]:
    """Parse application/x-www-form-urlencoded."""
    pairs = []
    for pair in query.split("&"):
        if pair:
            name, _, value = pair.replace("+", " ").partition("=")
            pairs.append((_lenient(name), _lenient(value)))
    return pairs


def _lenient(text: str) -> str:
    return unquote_to_bytes(text).decode("utf-8", "replace") if "%" in text else text


def form_encode(pairs: list[tuple[str, str]]) -> str:
    """`String(new URLSearchParams(pairs))`."""
    return "&".join(
        "=".join(_FORM.sub(_escape, part).replace("%20", "+") for part in pair) for pair in pairs
    )
