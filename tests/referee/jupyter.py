"""What a Jupyter server opens at an address: JupyterLab, Notebook 7, Voila, RStudio, a terminal,
or nbgitpuller, which fetches a repository and then sends the browser on.

Routes are tornado's: matched against the raw path, what they capture is unquoted after that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote_to_bytes

from .browser import Address, parse, search_params
from .front_end import SERVER
from .rejected import Rejected

_LAB = re.compile(r"(lab|doc)(/workspaces/[a-zA-Z0-9\-_]+)?(/tree/.*)?")
_NOTEBOOK = re.compile(r"(tree|notebooks|edit)((?:/.*)?)")
_VOILA = re.compile(r"voila/render/(.*)")
_TERMINAL = re.compile(r"terminals/(.*)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_COMMIT = re.compile(r"[0-9a-fA-F]{40}")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Content:
    """What nbgitpuller fetches; a branch of None is the default one."""

    repository: str
    branch: str | None
    directory: str


@dataclass(frozen=True)
class View:
    """What is opened.

    `interface` is the route: `lab`, `lab/tree`, `doc`, `doc/tree`, `tree`, `notebooks`, `edit`,
    `voila/render`, `rstudio`, `terminals`, or `default` for the server's front page. `file` is
    the path under the server's folder, or under that of the content, and None where no path is
    given or where it is that folder itself. `factory` is None where nobody reads it.
    """

    interface: str
    file: str | None = None
    factory: str | None = None
    content: Content | None = None


def view(address: Address) -> View:
    """Tell what the browser shows at an address on the Jupyter server."""
    if not address.path.startswith(SERVER):
        raise Rejected(f"leaves the server for {address.path}")
    path = address.path[len(SERVER) :]
    if path == "git-pull":
        return _pull(address)
    if path == "":
        return View("default")
    found = _route(path, address.search)
    if found is None and path.endswith("/"):
        return view(Address(address.origin, SERVER + path.rstrip("/"), address.query))
    if found is None:
        raise Rejected(f"404: nothing answers at {path}")
    if found.file is not None and {".", ".."} & set(found.file.split("/")):
        raise Rejected("dot segments in the path of a file")
    return found


def _route(path: str, search: str) -> View | None:
    if path in {"rstudio", "rstudio/"}:
        return View("rstudio")
    if lab := _LAB.fullmatch(path.rstrip("/")):
        # Slashes at the end are redirected away, so that "lab/tree/" is a page not found.
        mode, _, tree = lab.groups()
        if tree is None:
            return View(mode)
        # jupyterlab_server takes every "/tree/" out, not only the first. JupyterLab then opens
        # what is left, and does not look at ?factory.
        return View(f"{mode}/tree", _unquote(tree).replace("/tree/", "") or None)
    if notebook := _NOTEBOOK.fullmatch(path):
        return _notebook(notebook[1], notebook[2], search)
    if voila := _VOILA.fullmatch(path):
        return View("voila/render", _unquote(voila.group(1)).strip("/") or None)
    if _TERMINAL.fullmatch(path):
        return View("terminals")
    return None


def _notebook(route: str, raw: str, search: str) -> View:
    """Notebook 7: the server looks at `tree` itself, the page at what comes after the others."""
    path = _unquote(raw)
    if route == "tree":
        path = path.strip("/")
        if not path.endswith(".ipynb"):
            return View("tree", path or None)
        # Redirected, and the query is lost on the way.
        return _notebook("notebooks", "/" + quote(path), "")
    if _BARE_PERCENT.search(raw):
        raise Rejected("decodeURIComponent throws, nothing is opened")
    factories = [value for name, value in search_params(search) if name == "factory"]
    return View(route, path[1:] or None, factories[0] if factories else None)


def _unquote(text: str) -> str:
    try:
        return unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        raise Rejected("400: not UTF-8") from None


class _Arguments:
    """A query as tornado's `get_argument` reads it."""

    def __init__(self, query: str) -> None:
        self._values = parse_qs(query, keep_blank_values=True, encoding="latin-1")

    def get(self, name: str) -> str | None:
        if name not in self._values:
            return None
        try:
            value = [value.encode("latin-1").decode() for value in self._values[name]][-1]
        except UnicodeDecodeError:
            raise Rejected("400: not UTF-8") from None
        return _CONTROL.sub(" ", value).strip()


def _pull(address: Address) -> View:
    """nbgitpuller: fetch the content, then go on to the path below it."""
    arguments = _Arguments(address.query or "")
    repository = arguments.get("repo")
    if not repository:
        raise Rejected("nbgitpuller is told no repository")
    # An empty branch is not handed on by the page, and so is none.
    branch = arguments.get("branch") or None
    if branch is not None:
        _check_branch(branch)
    directory = arguments.get("targetpath") or arguments.get("targetPath")
    if directory is None:
        directory = repository.rstrip("/").split("/")[-1]
    if {"", ".", ".."} & set(directory.split("/")):
        raise Rejected(f"nbgitpuller's folder is not a plain one: {directory!r}")
    if arguments.get("backup"):
        raise Rejected("nbgitpuller's backup is not modelled")
    path = arguments.get("urlpath") or arguments.get("urlPath")
    if not path:
        path = _default_path(arguments, directory)
    inner = parse(SERVER + path, address)
    if inner.path == f"{SERVER}git-pull":
        raise Rejected("nbgitpuller leads to nbgitpuller")
    found = view(inner)
    content = Content(repository, branch, directory)
    return View(found.interface, _below(directory, found.file), found.factory, content)


def _check_branch(branch: str) -> None:
    """nbgitpuller looks the branch up in the lines of `git ls-remote --heads` and `--tags`."""
    if branch == "HEAD" or _COMMIT.fullmatch(branch) or branch.startswith("refs/"):
        raise Rejected(f"nbgitpuller: branch {branch!r} does not exist")
    if branch.split() != [branch]:
        raise Rejected("nbgitpuller cannot read the name of the branch from git's output")


def _default_path(arguments: _Arguments, directory: str) -> str:
    below = arguments.get("subpath") or arguments.get("subPath") or "."
    path = below if below.startswith("/") else f"{directory}/{below}"
    if (arguments.get("app") or "").lower() == "lab":
        return f"lab/tree/{path}"
    return f"notebooks/{path}" if path.lower().endswith(".ipynb") else f"tree/{path}"


def _below(directory: str, file: str | None) -> str | None:
    if file is None or file == directory:
        return None
    if not file.startswith(f"{directory}/"):
        raise Rejected(f"{file!r} is not below nbgitpuller's folder {directory!r}")
    return file[len(directory) + 1 :] or None
