"""The URL of a launch on each service; raises `UnlaunchableError` where it cannot open it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import quote

from sphinx_binderhub.config import shown
from sphinx_binderhub.launch import Launch, Pull
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.routes import checked, route

SITE = "site:"
"""What the URL of something that is published with the site begins with, until it is written."""


def binderhub(launch: Launch, url: str) -> str:
    """Return the launch URL on another BinderHub."""
    return replace(launch, hub=url).url


def jupyterhub(launch: Launch, url: str) -> str:
    """Return the link of nbgitpuller on a JupyterHub.

    See https://nbgitpuller.readthedocs.io/en/latest/link.html
    """
    pull = Pull.of(launch.content)
    opening = route(launch.interface, pull.inside(launch.path), launch.factory)
    return f"{url}/hub/user-redirect/{pull.query(opening)}"


def colab(launch: Launch, url: str) -> str:
    """Return the page of a notebook on GitHub, or of a gist, in Colab.

    See the notebook "Using Google Colab with GitHub" of googlecolab/colabtools.
    """
    path = quote(_notebook(launch), safe="/")
    if launch.content.address.provider == "gist":
        return f"{url}/gist/{launch.content.address.name}/{path}"
    return f"{url}/github/{_on_github(launch)}"


def kaggle(launch: Launch, url: str) -> str:
    """Return the link that imports a notebook of GitHub into Kaggle."""
    return f"{url}/kernels/welcome?src={_github_page(launch)}"


def deepnote(launch: Launch, url: str) -> str:
    """Return the link that opens a notebook of GitHub in Deepnote.

    See https://deepnote.com/docs/launch-repositories-in-deepnote
    """
    return f"{url}/launch?url={_github_page(launch)}"


def codespaces(launch: Launch, url: str) -> str:
    """Return the link that opens a repository of GitHub, at its ref, in a codespace.

    See GitHub's documentation, "Facilitating quick creation and resumption of codespaces".
    """
    name = _github_name(launch)
    ref = launch.content.ref
    tree = "" if ref.kind == "head" else f"/tree/{_github_ref(launch)}"
    return f"{url}/{name}{tree}?quickstart=1"


def jupyterlite(launch: Launch, url: str) -> str:
    """Return the page of a notebook in JupyterLite, elsewhere or beside the site.

    See https://jupyterlite.readthedocs.io/en/stable/howto/configure/config_files.html
    """
    elsewhere = re.match(r"https?://", url, re.IGNORECASE)
    base = (url if elsewhere else SITE + url.lstrip("/")).rstrip("/")
    if not base.endswith(".html"):
        page = "notebooks" if launch.interface == "notebook" else "lab"
        base += "/index.html" if base.endswith(("/lab", "/notebooks")) else f"/{page}/index.html"
    base = base.replace(f"{SITE}/", SITE)  # the top of the site, and not of its host
    return f"{base}?path={quote(_notebook(launch), safe='/')}"


def template(launch: Launch, url: str) -> str:
    """Return the author's own template with its placeholders filled."""
    values = {name: fill(launch) for name, fill in PLACEHOLDERS.items() if f"{{{name}}}" in url}
    for name, value in values.items():
        if value is None:
            raise UnlaunchableError(
                f"there is no {name} to put into {shown(url)}", "use another service"
            )
    before, mark, after = url.partition("?")
    return _filled(before, values, "/") + mark + _filled(after, values, "")


def _filled(text: str, values: Mapping[str, str | None], safe: str) -> str:
    """Fill the placeholders; a whole address in a path keeps its slashes, in a query none."""
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", quote(value or "", safe=safe))
    return text


PLACEHOLDERS: dict[str, Callable[[Launch], str | None]] = {
    "repository": lambda launch: launch.content.clone_url,
    "name": lambda launch: launch.content.address.name,
    "provider": lambda launch: launch.content.address.provider,
    "ref": lambda launch: launch.content.ref.name,
    "path": lambda launch: checked(launch.path or ""),
    "hub": lambda launch: launch.hub,
}
"""What a template may hold, each percent-encoded for the place where it stands."""


def _notebook(launch: Launch) -> str:
    """Return the path of the notebook that opens; raise where it is none."""
    if not launch.path or not launch.path.endswith(".ipynb"):
        raise UnlaunchableError("it opens notebooks only", "use another service for this page")
    return checked(launch.path)


def _github_name(launch: Launch) -> str:
    if launch.content.address.provider != "gh":
        raise UnlaunchableError(
            "it opens repositories of GitHub only", "use another service for this repository"
        )
    return launch.content.address.name


def _github_ref(launch: Launch) -> str:
    ref = launch.content.ref
    name = ref.commit if "%" in ref.name and ref.commit else ref.name
    return quote(name, safe="/")


def _on_github(launch: Launch) -> str:
    name = _github_name(launch)
    return f"{name}/blob/{_github_ref(launch)}/{quote(_notebook(launch), safe='/')}"


def _github_page(launch: Launch) -> str:
    return quote(f"https://github.com/{_on_github(launch)}", safe="")
