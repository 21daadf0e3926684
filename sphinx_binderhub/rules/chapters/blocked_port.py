"""A chapter asks for an address that mybinder.org does not let it reach.

A session on mybinder.org may speak to the internet at a few ports only, so that nobody misuses it:
those of http and https, git, rsync, XRootD and two more. Whatever is fetched by FTP, from a server
at another port or from a database waits until its time is out, though it works everywhere else. A
hub of one's own may allow what it likes, and is not judged. Hosts of one's own machine are left
alone, and so are addresses within `try` or `if`.

See https://github.com/jupyterhub/mybinder.org-user-guide/issues/163
and https://github.com/jupyterhub/mybinder.org-deploy/issues/427

Mend: take the data from an address that begins with ``https``, or keep them in the repository::

    pd.read_csv("https://example.org/data/stations.csv")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity
from sphinx_binderhub.provision.asking import Asked, asked_for, listed, places_of, who
from sphinx_binderhub.provision.machine.ports import PORTS, PROGRAMS, closed_port, runs_on_mybinder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_DATABASES = frozenset({1433, 1521, 3306, 5432, 6379, 7687, 9042, 9200, 27017})
_MAIL = frozenset({25, 110, 143, 465, 587, 993, 995})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each closed port."""
    if not runs_on_mybinder(project):
        return
    found: dict[int, list[Asked]] = {}
    for one in asked_for(project, "address", "program"):
        port = _closed_port(one)
        if port is not None:
            found.setdefault(port, []).append(one)
    for port, group in found.items():
        location, also = places_of(group)
        yield Finding(
            f"{who(group, 'ask')} for {listed(map(_shown, group))}, and "
            f"mybinder.org lets nothing out to port {port}{' (FTP)' if port == 21 else ''}.",
            _fix(port),
            location,
            also=also,
        )


def _shown(one: Asked) -> str:
    """Return the address, without the port that its scheme has anyway."""
    name = one.need.name
    return name.removesuffix(f":{PORTS.get(name.partition('://')[0])}")


def _closed_port(one: Asked) -> int | None:
    if one.need.kind == "program":
        return PROGRAMS.get(one.need.name)
    return closed_port(one.need.name)


def _fix(port: int) -> str:
    if port in _DATABASES:
        return "Keep the data in the repository, as SQLite, Parquet or CSV."
    if port in _MAIL:
        return "Leave mail out of what readers run: no mail gets out of mybinder.org."
    if port in {22, 23}:
        return "Fetch what is needed by `https`, or keep it in the repository."
    return (
        "Take the data from an address that begins with `https://`, or keep them in the repository."
    )
