"""Launch URLs: hub + repository + ref + path + interface. Pure string work.

The encoding is the one that opens the right file on both front ends of BinderHub, the older one
that decodes the query once and the current one that decodes it twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from sphinx_binderhub.providers import PROVIDERS, Address, Ref, UnlaunchableError, is_short_hash
from sphinx_binderhub.routes import checked, route, uses_notebook

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

    @cached_property
    def spec(self) -> str:
        """Provider and spec, as the path of a launch URL has them."""
        address = self.address
        return f"{address.provider}/{PROVIDERS[address.provider].spec(address.name, self.ref)}"

    @property
    def clone_url(self) -> str | None:
        """What git clones and a browser opens; `None` for an archive."""
        return PROVIDERS[self.address.provider].clone_url(self.address.name)


@dataclass(frozen=True)
class Pull:
    """Content that nbgitpuller clones into the folder `folder` of a running server."""

    repository: Repository
    folder: str

    @classmethod
    def of(cls, repository: Repository, taken: frozenset[str] = frozenset()) -> Pull:
        """Return the pull of `repository` into a folder of its name that is not `taken`.

        Raises `UnlaunchableError` for what nbgitpuller cannot pull: it needs a branch or a tag.
        """
        url = repository.clone_url
        if url is None:
            raise UnlaunchableError(
                f"nbgitpuller cannot pull the archive `{repository.address.name}`",
                "set `binderhub_repository` to a git repository",
            )
        if repository.ref.kind == "commit" or is_short_hash(repository.ref):
            raise UnlaunchableError(
                f"nbgitpuller cannot pull the commit `{repository.ref.name}`, only a branch or tag",
                "set `binderhub_ref` to a branch or a tag",
                "nbgitpuller-ref",
            )
        if not repository.ref.name or re.search(r"^refs/|\s", _short(repository.ref)):
            raise UnlaunchableError(
                f"nbgitpuller cannot pull the ref {repository.ref.name!r}",
                "give the branch a name without white space",
                "nbgitpuller-ref",
            )
        name = _folder_of(url).removesuffix(".git")
        while name in taken:
            name += "-content"
        return cls(repository, name)

    def query(self, opening: str) -> str:
        """Return the path on the server that pulls and then opens the route `opening`."""
        head, tail = self._ends
        return f"{head}{quote(opening, safe='')}{tail}"

    def quoted_query(self, opening: str) -> str:
        """Return the query quoted once more, as BinderHub's `urlpath` takes it."""
        head, tail = self._quoted_ends
        return f"{head}{quote(quote(opening, safe=''), safe='')}{tail}"

    @cached_property
    def _ends(self) -> tuple[str, str]:
        """What stands before and after the route that opens."""
        url = self.repository.clone_url or ""
        after = {"branch": self.branch, "targetPath": self.folder}
        if self.folder == _folder_of(url):
            del after["targetPath"]
        if self.repository.ref.kind == "head":
            del after["branch"]  # nbgitpuller then asks for the default branch, and refuses HEAD
        tail = "".join(f"&{key}={quote(value, safe='')}" for key, value in after.items())
        return f"git-pull?repo={quote(url, safe='')}&urlpath=", tail

    @cached_property
    def _quoted_ends(self) -> tuple[str, str]:
        head, tail = self._ends
        return quote(head, safe=""), quote(tail, safe="")

    @property
    def branch(self) -> str:
        """The branch or tag, as nbgitpuller names it."""
        return _short(self.repository.ref)

    def inside(self, path: str | None) -> str:
        """Return where `path` of the pulled repository is on the server."""
        return f"{self.folder}/{path}" if path else self.folder

    @cached_property
    def fragile(self) -> bool:
        """Whether its parameters change when a query is decoded once too often."""
        return bool(re.search(r"[#?&+%]", f"{self.repository.clone_url}{self.branch}{self.folder}"))


def _short(ref: Ref) -> str:
    return re.sub(r"^refs/(heads|tags)/", "", ref.name)


def _folder_of(url: str) -> str:
    """Return the folder that nbgitpuller makes where it is told none."""
    return url.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Launch:
    """One launch, resolved: everything a badge or a report shows of it.

    The image is built from `repository`. `path` is a file of it, or of what is `pulled` into it.
    `factory` is the name of the viewer that opens a text notebook.
    """

    hub: str
    repository: Repository
    path: str | None = None
    interface: str = "lab"
    pull: Pull | None = None
    factory: str | None = None

    @cached_property
    def url(self) -> str:
        """The launch URL. Raises `UnlaunchableError` where there is none that would be right."""
        return f"{self.hub}/v2/{self.repository.spec}{self._query()}"

    @property
    def content(self) -> Repository:
        """The repository whose file opens."""
        return self.pull.repository if self.pull else self.repository

    @property
    def _fragile(self) -> bool:
        """Whether the file's name changes when a query is decoded once too often."""
        # JupyterLab bears a bare `%` and a backslash, the other routes do not.
        plain = not self.factory and self.interface in {"lab", "notebook"}
        more = r"%[0-9A-Fa-f]{2}" if plain else r"[%\\]"
        return bool(self.path and re.search(rf"[#?\x00-\x1f\x7f]|{more}", self.path))

    def _query(self) -> str:
        """Return the launch part: what opens once the server runs."""
        if self.pull:
            inside, folder = self.pull.inside(self.path), self.pull.folder
            opening = route(self.interface, inside, self.factory, folder=folder)
            guard = self.pull.fragile or self._fragile or "\\" in (self.path or "")
            return f"?urlpath={self.pull.quoted_query(opening)}{GUARD if guard else ''}"
        path = self.path
        if self.interface in {"lab", "notebook"} and path and not self.factory:
            return self._opening(path)
        opening = route(self.interface, path, self.factory, "doc")
        if self.interface.startswith("/") or not path or self.interface in {"rstudio", "terminal"}:
            return f"?urlpath={quote(opening, safe='/')}" if opening else ""
        return _urlpath(opening, guard=self._fragile)

    def _opening(self, path: str) -> str:
        if self._fragile:
            return _urlpath(route(self.interface, path, doc="doc"), guard=True)
        parameter = "filepath" if uses_notebook(self.interface, path) else "labpath"
        return f"?{parameter}={quote(checked(path), safe='/')}"


def _urlpath(opening: str, *, guard: bool) -> str:
    """Return a `urlpath` that survives one decoding, and with the guard two."""
    return "?urlpath=" + quote(opening, safe="") + (GUARD if guard else "")
