"""Routes on a Jupyter server: which path opens which file, in which interface. Pure string work."""

from __future__ import annotations

import re
from urllib.parse import quote

from sphinx_binderhub.providers import UnlaunchableError

_WITHOUT_FILE = {"rstudio": "rstudio", "terminal": "terminals/1"}
"""Interfaces that cannot be told which file to open."""


def route(
    interface: str,
    path: str | None,
    factory: str | None = None,
    doc: str = "lab",
    folder: str = "",
) -> str:
    """Return the path on the server, itself quoted once; empty for the server's own choice.

    `interface` is the option of that name, `path` a file or folder relative to where the server
    starts, `factory` the name of the viewer that opens a text notebook. `doc` is
    JupyterLab's mode: `lab`, or `doc` for a single document. `folder` is where content was pulled
    to, in which the files of an author's own path lie.
    """
    if interface.startswith("/"):
        return _inside(interface.lstrip("/"), folder)
    if interface in _WITHOUT_FILE:
        return _WITHOUT_FILE[interface]
    if not path:
        return {"lab": "", "notebook": "tree", "voila": "voila"}[interface]
    quoted = quote(checked(path), safe="/")
    if interface == "voila":
        return f"voila/render/{quoted}"
    if factory:  # seen in the servers of repo2docker: no other route heeds it, JupyterLab's neither
        return f"notebooks/{quoted}?factory={quote(factory, safe='')}"
    return f"{'tree' if uses_notebook(interface, path) else f'{doc}/tree'}/{quoted}"


def _inside(own: str, folder: str) -> str:
    """Return an author's own path for content that lies in `folder`."""
    names_a_file = re.match(r"(lab/tree|doc/tree|tree|notebooks|edit|voila/render)/(.+)", own)
    if not folder or not names_a_file:
        return own
    return f"{names_a_file[1]}/{quote(folder, safe='')}/{names_a_file[2]}"


def uses_notebook(interface: str, path: str) -> bool:
    """Whether the Notebook opens `path`: asked for, or because JupyterLab cannot.

    JupyterLab's routes lose every further `/tree/`; the Notebook's keep it.
    """
    return interface == "notebook" or "tree" in path.split("/")[:-1]


def checked(path: str) -> str:
    """Return `path` if a link can name it; raise `UnlaunchableError`."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = path.encode(errors="surrogateescape").decode(errors="backslashreplace")
        raise UnlaunchableError(
            f"the file name {shown!r} is not UTF-8, and no link can name it", "rename the file"
        ) from None
    if any(part.startswith(".") for part in path.split("/")):
        raise UnlaunchableError(
            f"`{path}` is hidden, and Jupyter serves no file whose path has a part that begins "
            "with a dot",
            "move or rename it",
        )
    return path
