"""The servers that a cell names, by host and port."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

CLIENTS = {
    "FTP": ("ftp", 21),
    "FTP_TLS": ("ftp", 21),
    "IMAP4": ("imap", 143),
    "IMAP4_SSL": ("imap", 993),
    "POP3": ("pop", 110),
    "POP3_SSL": ("pop", 995),
    "SMTP": ("smtp", 25),
    "SMTP_SSL": ("smtp", 465),
}
"""Python's own clients: the scheme of each, and its port where none is said."""

_PORTS = {
    "amqp": 5672,
    "ftp": 21,
    "ftps": 990,
    "ldap": 389,
    "mongodb": 27017,
    "mssql": 1433,
    "mysql": 3306,
    "postgres": 5432,
    "postgresql": 5432,
    "redis": 6379,
    "sftp": 22,
    "ssh": 22,
}
"""The ports of schemes that are not the web's; others are told with their port only."""
_URL = re.compile(
    r"([A-Za-z][A-Za-z0-9.-]*)(?:\+\w+)?://"
    r"(?:[^/\s@]*@)?(\[[0-9A-Fa-f:.]*\]|[^/\s:?#@\[\]]+)(?::(\d{1,5}))?(?=[/?#]|$)"
)
_LONGEST = 2048
WRITTEN = re.compile(rf"\b(?:{'|'.join(_PORTS)})(?:\+\w+)?://|://[^/\s]*:\d", re.IGNORECASE)
"""What stands in the source of a text that is an address, unless it is written with escapes."""


def address_of(text: str) -> str | None:
    """Return scheme, host and port of a URL, `None` for one of the web without a port.

    User, password and all that follows the host are left out.
    """
    match = _URL.match(text.strip()[:_LONGEST])
    if match is None:
        return None
    scheme, host = match[1].lower(), match[2]
    port = match[3] or _PORTS.get(scheme)
    return f"{scheme}://{host}:{port}" if port else None


def server_of(call: ast.Call, name: str) -> Iterator[str]:
    """Yield the server that one of the `CLIENTS` is asked to reach."""
    scheme, port = CLIENTS[name]
    host = _given(call, "host", 0)
    said = _given(call, "port", 1)
    if isinstance(said, int) and scheme != "ftp":  # the second argument of `FTP` is the user
        port = said
    if isinstance(host, str) and host:
        yield f"{scheme}://{host}:{port}"


def _given(call: ast.Call, name: str, position: int) -> object:
    nodes = [one.value for one in call.keywords if one.arg == name]
    nodes += call.args[position : position + 1]
    return next((node.value for node in nodes if isinstance(node, ast.Constant)), None)
