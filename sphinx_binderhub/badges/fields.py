"""A page's own word as a reST field, kept from typography."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform


class KeepFieldsPlain(SphinxTransform):
    """Keep quotes straight in the fields `binderhub` and `binder`: their text is JSON."""

    default_priority = 400  # after DocInfo (340) finds the fields, before SphinxSmartQuotes (750)

    def apply(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Mark the bodies of these fields."""
        for info in self.document.findall(nodes.docinfo):
            for field in info.findall(nodes.field):
                name, body = field.children
                if name.astext() in {"binderhub", "binder"}:
                    for node in (body, *body.children):
                        node["support_smartquotes"] = False  # type: ignore[index]
