"""What a session on mybinder.org reaches: the hosts of the internet, at a few ports.

Source: jupyterhub/mybinder.org-deploy 95860db of 2026-08-05, `mybinder/values.yaml`, under
`binderhub.networkPolicy.egress.tcpPorts`; the policy (`mybinder/templates/netpol.yaml`) lets
nothing else out, neither UDP (but for names) nor `ping`. The hubs behind it have been known to
close still more (mybinder.org-deploy#3860).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_binderhub.environment.profile import MYBINDER, MYBINDER_HOSTS

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

OPEN_PORTS = frozenset({80, 443, 873, 1094, 1095, 4001, 9418, 16286})

PORTS = {
    "amqp": 5672,
    "amqps": 5671,
    "cassandra": 9042,
    "ftp": 21,
    "ftps": 990,
    "git": 9418,
    "git+ssh": 22,
    "http": 80,
    "https": 443,
    "imap": 143,
    "imaps": 993,
    "ldap": 389,
    "ldaps": 636,
    "mariadb": 3306,
    "mongodb": 27017,
    "mqtt": 1883,
    "mqtts": 8883,
    "mssql": 1433,
    "mysql": 3306,
    "neo4j": 7687,
    "oracle": 1521,
    "pop3": 110,
    "postgres": 5432,
    "postgresql": 5432,
    "redis": 6379,
    "rediss": 6379,
    "rtmp": 1935,
    "rtsp": 554,
    "scp": 22,
    "sftp": 22,
    "smtp": 25,
    "smtps": 465,
    "ssh": 22,
    "telnet": 23,
}
"""The port of a scheme whose address names none."""

PROGRAMS = {
    "ftp": 21,
    "lftp": 21,
    "scp": 22,
    "sftp": 22,
    "ssh": 22,
    "ssh-copy-id": 22,
    "telnet": 23,
}
"""Programs that are of use at one closed port."""

_LONGEST = 2048
_END = re.compile(r"[/?#\s,]")
"""What ends the host and its port."""
_LOCAL = re.compile(
    r"localhost|0\.0\.0\.0|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[|[^.]*$"
    r"|.*\.(?:local|localhost|localdomain|internal|lan|test|invalid|example)$"
    r"|(?:.*\.)?example\.(?:com|org|net|edu)$",
    re.IGNORECASE,
)
"""Hosts of one's own, and those of examples; a name without a dot is one of them."""
_UNKNOWN = re.compile(r"[{}<>$%*()\[\]\\]|\.\.\.|x{3}|\byour", re.IGNORECASE)
"""What stands for a host that is not written out."""


def runs_on_mybinder(project: Project) -> bool:
    """Tell whether the book is launched on mybinder.org; another hub may allow and hold more.

    A book whose image is never built has other worries.
    """
    if project.has_own_environment and project.environment.stop is not None:
        return False
    hub = urlsplit(project.settings.url).hostname
    return hub in MYBINDER_HOSTS or project.environment.profile.name == MYBINDER


def closed_port(address: str) -> int | None:
    """Return the port of `address` where mybinder.org does not let a session reach it."""
    scheme, separator, rest = address.strip()[:_LONGEST].partition("://")
    scheme, rest = (scheme.lower(), rest) if separator else ("", scheme)
    place = _END.split(rest, maxsplit=1)[0].rpartition("@")[2]
    host, colon, digits = place.partition(":")
    port = int(digits) if re.fullmatch(r"[0-9]{1,5}", digits) else None
    if colon and port is None:
        return None
    if port is None:
        port = PORTS.get(scheme, PORTS.get(scheme.partition("+")[0]))
    if port is None or port in OPEN_PORTS or not _is_far(host, scheme):
        return None
    return port


def _is_far(host: str, scheme: str) -> bool:
    """Tell whether `host` is one on the internet, as far as it is written out."""
    if not host or _UNKNOWN.search(host):
        return scheme == "ftp" and bool(host)  # whichever host it is
    return not _LOCAL.match(host)
