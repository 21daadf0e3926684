"""The directive `binder-index`: the launchable chapters of the book, with their badges."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from sphinx_binderhub.badges.nodes import binder_badge, binder_index
from sphinx_binderhub.badges.view import launch_view
from sphinx_binderhub.badges.writers import names_to_write
from sphinx_binderhub.site import builder_of, once, pages_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class BinderIndex(SphinxDirective):
    """`.. binder-index::`: every chapter that can be launched, or those below a document's folder.

    Its argument is a folder of the source directory; without one it is the whole book.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "class": directives.class_option,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """Return the abstract list; it is filled when the page is written."""
        node = binder_index("", folder=self._folder(), classes=self.options.get("class", []))
        self.set_source_info(node)
        self.add_name(node)
        return [node]

    def _folder(self) -> str:
        """Return the folder that is listed, as a docname begins, or nothing for the whole book."""
        if not self.arguments:
            return ""
        named = self.arguments[0]
        start = "" if named.startswith("/") else posixpath.dirname(self.env.docname)
        folder = posixpath.normpath(posixpath.join(start, named.lstrip("/")))
        return "" if folder == "." else f"{folder}/"


def listed(env: BuildEnvironment, folder: str) -> tuple[str, ...]:
    """Return the launchable chapters of a folder, in the order of the table of contents."""
    return once(env.config, ("listed", folder), lambda: tuple(_chapters(env, folder)))


def _chapters(env: BuildEnvironment, folder: str) -> Iterator[str]:
    pages = pages_of(env)
    for docname in once(env.config, "in order", lambda: tuple(_in_order(env))):
        page = pages.get(docname)
        if page is None or not page.is_chapter or page.word.badge is False:
            continue
        if docname.startswith(folder) and launch_view(env, docname):
            yield docname


def _in_order(env: BuildEnvironment) -> Iterator[str]:
    """Yield every document once: those of the table of contents, then those outside it."""
    waiting, seen = [env.config.root_doc], set[str]()
    while waiting:
        docname = waiting.pop()
        if docname not in seen:
            seen.add(docname)
            yield docname
            waiting += reversed(env.toctree_includes.get(docname, []))
    yield from sorted(env.found_docs - seen)


def title_of(env: BuildEnvironment, docname: str) -> str:
    """Return the text that leads to a chapter."""
    return env.titles[docname].astext() if docname in env.titles else docname


class FillIndex(SphinxPostTransform):
    """Put the chapters into each `binder-index`, as a list of links with badges."""

    default_priority = 5  # before references (10) and badges (30) are resolved

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Fill every index of the document."""
        for index in list(self.document.findall(binder_index)):
            docnames = listed(self.env, index["folder"])
            index.parent.replace(index, [*self._names(index), *self._items(index, docnames)])

    def _names(self, index: binder_index) -> list[nodes.Node]:
        """Return what links to the names of the list lead to, also where nothing is listed."""
        names = names_to_write(index, builder_of(self.config))
        # Without a child, LaTeX leaves a name to the node after it, which has never heard of it.
        return [nodes.target("", "", nodes.inline(), ids=names)] if names else []

    def _items(self, index: binder_index, docnames: Sequence[str]) -> list[nodes.Node]:
        entries = [self._entry(docname) for docname in docnames]
        classes = ["binderhub-index", *index["classes"]]
        return [nodes.bullet_list("", *entries, classes=classes)] if entries else []

    def _entry(self, docname: str) -> nodes.list_item:
        title = title_of(self.env, docname)
        link = addnodes.pending_xref(
            "",
            nodes.inline("", title, classes=["xref", "std", "std-doc"]),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{docname}",
            refdoc=self.env.docname,
            refexplicit=True,
            refwarn=True,
        )
        where = {"docname": docname, "page": self.env.docname, "path": None}
        badge = binder_badge("", **where, values={}, align="left", automatic=False)
        return nodes.list_item("", nodes.paragraph("", "", link), badge)
