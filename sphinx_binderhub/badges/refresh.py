"""Which pages to write again though nobody changed them: those whose launch links changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_binderhub.badges.view import View, automatic_view, link_view
from sphinx_binderhub.site import builder_of, pages_of, stored

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.page import Page


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose links differ from what this builder last wrote: `env-get-updated`.

    A new commit, branch or CI variable changes links and no source. Builders share Sphinx's
    environment, so each has its own memory.
    """
    shown = stored(env, "binderhub_shown").setdefault(builder_of(app.config).name, {})
    now = {docname: _links(env, page) for docname, page in pages_of(env).items()}
    changed = [docname for docname, links in now.items() if shown.get(docname) != links]
    shown.clear()
    shown.update(now)
    return sorted(changed)


def _links(env: BuildEnvironment, page: Page) -> list[View | None]:
    written = (link_view(env, link.docname, link.path, link.values) for link in page.links)
    return [automatic_view(env, page.docname), *written]
