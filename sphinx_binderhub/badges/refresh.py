"""Which pages to write again though nobody changed them: those whose launch links changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.badges.index import listed
from sphinx_binderhub.badges.view import link_view, resolve_automatic, shown_links
from sphinx_binderhub.site import pages_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.page import Page


def pages_to_rewrite(
    app: Sphinx,  # noqa: ARG001
    env: BuildEnvironment,
) -> list[str]:
    """Return the pages whose links differ from what this builder last wrote: `env-get-updated`.

    A new commit, branch or CI variable changes links and no source.
    """
    shown = shown_links(env)
    now = {docname: _links(env, page) for docname, page in pages_of(env).items()}
    changed = [docname for docname, links in now.items() if shown.get(docname) != links]
    shown.clear()
    shown.update(now)
    return sorted(changed)


def _links(env: BuildEnvironment, page: Page) -> list[object]:
    """Return all that a page shows of launches; its automatic badge is the first."""
    written = (link_view(env, link.docname, link.path, link.values) for link in page.links)
    entries = (
        (env.titles[docname].astext() if docname in env.titles else docname, view)
        for folder in page.indexes
        for docname, view in listed(env, folder)
    )
    return [resolve_automatic(env, page.docname), *written, *entries]
