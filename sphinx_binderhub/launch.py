"""Launch URLs: hub + repository + ref + path + interface. Pure string work.

The encoding is the one that opens the right file on both front ends of BinderHub, the older one
that decodes the query once and the current one that decodes it twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from sphinx_binderhub.providers import PROVIDERS, Address, Ref, UnlaunchableError

GUARD = "&_=%FF"
"""A parameter that is not UTF-8: the current front end then leaves the query undecoded."""


@dataclass(frozen=True)
class Repository:
    """What is launched: an address and a ref, always chosen as one pair.

    `origin` says whose word it is, for reports.
    """

    address: Address
    ref: Ref = Ref()
    origin: str = ""


@dataclass(frozen=True)
class Launch:
    """One launch, resolved: everything a badge or a report shows of it."""

    hub: str
    repository: Repository
    path: str | None = None
    interface: str = "lab"

    @property
    def url(self) -> str:
        """The launch URL. Raises `UnlaunchableError` where there is none that would be right."""
        address = self.repository.address
        spec = PROVIDERS[address.provider].spec(address.name, self.repository.ref)
        return f"{self.hub}/v2/{address.provider}/{spec}{_query(self.interface, self.path)}"


def _query(interface: str, path: str | None) -> str:
    """Return the launch part: what opens once the server runs."""
    if interface.startswith("/"):
        return "?urlpath=" + quote(interface.lstrip("/"), safe="/")
    if interface in {"rstudio", "terminal"}:  # neither can be told which file to open
        return "?urlpath=" + {"rstudio": "rstudio", "terminal": "terminals/1"}[interface]
    if not path:
        return {"lab": "", "notebook": "?urlpath=tree", "voila": "?urlpath=voila"}[interface]
    _check_utf8(path)
    return _opening(interface, path)


def _opening(interface: str, path: str) -> str:
    if interface == "voila":
        return _urlpath("voila/render/", path)
    # JupyterLab's routes lose every further `/tree/`; the Notebook route keeps it.
    notebook = interface == "notebook" or "tree" in path.split("/")[:-1]
    if re.search(r"[#?]|%[0-9A-Fa-f]{2}", path):
        return _urlpath("tree/" if notebook else "doc/tree/", path)
    return f"?{'filepath' if notebook else 'labpath'}={quote(path, safe='/')}"


def _urlpath(route: str, path: str) -> str:
    """Return a `urlpath` whose file name survives one decoding and two."""
    return "?urlpath=" + quote(route + quote(path, safe="/"), safe="") + GUARD


def _check_utf8(path: str) -> None:
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
        raise UnlaunchableError(
            f"the file name {shown!r} is not UTF-8, and no link can name it", "rename the file"
        ) from None
