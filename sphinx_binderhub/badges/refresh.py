"""Which pages to write again though nobody changed them: those whose launch links changed.

A page counts as written once the build has ended well: one that is interrupted leaves old pages,
which the next one writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.config import Config

from sphinx_binderhub.badges.index import listed, title_of
from sphinx_binderhub.badges.memory import digest, recall, remember
from sphinx_binderhub.badges.view import automatic_view, link_view, site_base
from sphinx_binderhub.site import builder_of, forget_made, once, pages_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.page import Page


@dataclass
class _Writing:
    """What pages show in this build, what those show that are right already, and who is written."""

    now: dict[str, str]
    right: dict[str, str]
    written: set[str] = field(default_factory=set)


_WRITINGS: WeakKeyDictionary[Config, _Writing] = WeakKeyDictionary()


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose links differ from what this builder last wrote: `env-get-updated`.

    A new commit, branch or CI variable changes links and no source.
    """
    forget_made(app.config)
    builder = builder_of(app.config)
    shown = recall(builder)
    now = {docname: _shown(env, page) for docname, page in pages_of(env).items()}
    right = {docname: kept for docname, kept in shown.items() if now.get(docname) == kept}
    if right != shown:  # from here on, nobody knows what the others show
        remember(builder, right)
    _WRITINGS[app.config] = _Writing(now, right)
    return sorted(now.keys() - right.keys())


def note_written(
    app: Sphinx,
    doctree: nodes.document,  # noqa: ARG001
    docname: str,
) -> None:
    """Note that the builder writes a page: `doctree-resolved`."""
    if app.config in _WRITINGS:
        _WRITINGS[app.config].written.add(docname)


def remember_written(app: Sphinx, exception: Exception | None) -> None:
    """Keep what the pages show now, for those that were written: `build-finished`."""
    writing = _WRITINGS.pop(app.config, None)
    if writing is None or exception is not None:
        return
    # Builders that say so write all pages into one file; others may be told to write a few.
    together = isinstance(app.builder.get_outdated_docs(), str)
    written = writing.now.keys() if together else writing.written
    new = {docname: shown for docname, shown in writing.now.items() if docname in written}
    if not new.items() <= writing.right.items():
        remember(builder_of(app.config), {**writing.right, **new})


def _shown(env: BuildEnvironment, page: Page) -> str:
    """Return a digest of all that a page shows of launches, and of the environment."""
    name = page.docname
    links = [link_view(env, name, link.docname, link.path, link.values) for link in page.links]
    lists = [_list_shown(env, name, folder) for folder, _ in page.indexes]
    environments = [shown.digest for shown in page.environments]
    return digest((automatic_view(env, name), links, lists, environments))


def _list_shown(env: BuildEnvironment, page: str, folder: str) -> str:
    """Return a digest of a list of chapters, the same for all pages that show the same."""

    def made() -> str:
        names = listed(env, folder)
        return digest([(title_of(env, name), link_view(env, page, name)) for name in names])

    return once(env.config, ("list", folder, site_base(env, page)), made)
