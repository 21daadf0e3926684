"""What authors write: the directive `binder-badge` and the role `binder`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from docutils.parsers.rst import directives
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from sphinx_binderhub.badges.nodes import binder_badge, binder_link
from sphinx_binderhub.config import OptionError, check

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message


def _option(name: str) -> Callable[[str], Any]:
    """Return what checks a directive's option as the site's option `name` is checked."""

    def checked(argument: str | None) -> Any:
        if not argument:
            raise ValueError("argument required but none supplied")
        try:
            return check(name, argument)
        except OptionError as error:
            raise ValueError(error.message) from None

    return checked


_LIKE_A_DOCUMENT = re.compile(r"/[\w./-]+|[\w.-]+(/[\w.-]+)+|[\w.-]+\.(ipynb|md|rst)")
"""A text that is meant as the name of a document, though there may be none of that name."""


def _align(argument: str) -> str:
    return str(directives.choice(argument, ("left", "center", "right")))


_SITE_OPTIONS = {
    "ref": "ref",
    "repository": "repository",
    "hub": "url",
    "interface": "interface",
    "build": "build",
    "label": "label",
}
"""The directive's options that stand over the site's, with the names of those."""


class BinderBadge(SphinxDirective):
    """`.. binder-badge::`: a badge that launches this page, or the file that `path` names."""

    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        "path": directives.unchanged_required,
        "align": _align,
        "class": directives.class_option,
        "name": directives.unchanged,
        **{option: _option(name) for option, name in _SITE_OPTIONS.items()},
    }

    def run(self) -> list[Node]:
        """Return the abstract badge; it is resolved when the page is written."""
        node = binder_badge(
            "",
            docname=self.env.docname,
            page=self.env.docname,
            path=self.options.get("path"),
            values={
                name: self.options[option]
                for option, name in _SITE_OPTIONS.items()
                if option in self.options
            },
            align=self.options.get("align", "left"),
            classes=self.options.get("class", []),
            automatic=False,
        )
        self.set_source_info(node)
        self.add_name(node)
        return [node]


class BinderRole(ReferenceRole):
    """`:binder:`: an inline launch link to this page, or as `text <document>` to another.

    The name of a document alone is a link to that document, under its title.
    """

    def run(self) -> tuple[list[Node], list[system_message]]:
        """Return the abstract link around the author's text."""
        named = self._document()
        bare = not self.has_explicit_title and (
            named in self.env.found_docs or _LIKE_A_DOCUMENT.fullmatch(self.target) is not None
        )
        docname = named if bare or self.has_explicit_title else self.env.docname
        page = self.env.docname
        node = binder_link(self.rawtext, self.title, docname=docname, page=page, bare=bare)
        self.set_source_info(node)
        return [node], []

    def _document(self) -> str:
        """Return the document that the target names, as the role `doc` reads it."""
        folder = "" if self.target.startswith("/") else posixpath.dirname(self.env.docname)
        return posixpath.normpath(posixpath.join(folder, self.target.lstrip("/")))
