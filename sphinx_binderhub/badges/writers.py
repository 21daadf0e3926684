"""How each builder writes a launch link.

html-format builders and LaTeX have visitors for the badge; one post-transform turns it into a
standard reference for every other builder, and into nothing for those that only look at sources.
The inline link becomes a standard reference everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import get_translation
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.texescape import escape as escape_latex

from sphinx_binderhub.assets import CATALOG
from sphinx_binderhub.badges.nodes import binder_badge, binder_link
from sphinx_binderhub.badges.view import View, badge_view, link_view
from sphinx_binderhub.site import BuilderKind, builder_of

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

_ = get_translation(CATALOG)
_WITH_VISITOR = frozenset({"html", "latex"})
_WITHOUT_LINKS = frozenset({"linkcheck", "gettext"})


def badge_html(
    view: View,
    align: str = "left",
    classes: Sequence[str] = (),
    ids: Sequence[str] = (),
    *,
    automatic: bool = False,
) -> str:
    """Return the badge as HTML that is XHTML too, for EPUB; it works without any script.

    One that nobody wrote says so: where the theme shows its links, it is cut out again.
    """
    names = " ".join(["binderhub-badge", *classes])
    if view.layout == "badges":
        links = " ".join(_link_html(one, names) for one in view.all)
    else:
        links = _link_html(view, names) + _menu_html(view)
    note = f'<p class="binderhub-note">{escape(view.note)}</p>' if view.note else ""
    mark = ' data-binderhub="automatic"' if automatic else ""
    start = f'<div class="binderhub binderhub-{align}"{mark}>'
    return f"{anchors_html(ids)}{start}{links}{note}</div>\n"


def _link_html(view: View, names: str) -> str:
    return (
        f'<a class="{escape(names)}" href="{escape(view.url)}" title="{escape(view.title)}" '
        f'rel="noopener">{escape(view.label)}</a>'
    )


def _menu_html(view: View) -> str:
    if not view.more:
        return ""
    items = "".join(f"<li>{_link_html(one, 'binderhub-place')}</li>" for one in view.more)
    summary = escape(str(_("More places")))
    return f'<details class="binderhub-menu"><summary>{summary}</summary><ul>{items}</ul></details>'


def anchors_html(ids: Sequence[str]) -> str:
    """Return what links to the names of a badge lead to."""
    return "".join(f'<span id="{escape(name)}"></span>' for name in ids)


def visit_html(translator: Any, node: binder_badge) -> None:
    """Write the badge for every html-format builder."""
    view = badge_view(translator.builder.env, node)
    if view is not None:
        looks = (node["align"], node["classes"], node["ids"])
        html = badge_html(view, *looks, automatic=node["automatic"])
    else:  # a link to the badge's name still needs somewhere to go
        html = anchors_html(node["ids"])
    translator.body.append(html)
    raise nodes.SkipNode


def visit_latex(translator: Any, node: binder_badge) -> None:
    r"""Write label and URL for paper: `\sphinxnolinkurl` breaks a long URL over lines."""
    names = names_to_write(node, builder_of(translator.config))
    if names:  # a link to the badge's name needs somewhere to go, whatever is shown
        labels = "".join(translator.hypertarget(name, anchor=False) for name in names)
        translator.body.append(f"\n\n\\phantomsection{labels}")
    view = badge_view(translator.builder.env, node)
    if view is not None:
        engine = translator.config.latex_engine
        place = {"center": r"\centering ", "right": r"\raggedleft "}.get(node["align"], "")
        if view.note:
            translator.body.append(f"\n\n{{{place}{escape_latex(view.note, engine)}\\par}}")
        for one in view.all:
            url = translator.encode_uri(_on_paper(one.url))
            label = escape_latex(one.label, engine)
            translator.body.append(
                f"\n\n{{{place}\\sphinxhref{{{url}}}{{{label}}}: "
                f"\\sphinxhref{{{url}}}{{\\sphinxnolinkurl{{{url}}}}}\\par}}\n\n"
            )
    raise nodes.SkipNode


def _on_paper(url: str) -> str:
    r"""Return the URL without dollar signs, of which LaTeX makes `\textdollar` inside a link."""
    return url.replace("$", "%24")


def names_to_write(node: nodes.Element, builder: BuilderKind) -> list[str]:
    """Return the names of `node` that nobody else writes: LaTeX writes labels that stand before."""
    written = set()
    before = node.parent[: node.parent.index(node)]
    for label in reversed(before if builder.format == "latex" else []):
        if not isinstance(label, nodes.target):
            break
        written.add(label.get("refid"))
    return [name for name in node["ids"] if name not in written]


def pass_by(translator: Any, node: nodes.Element) -> None:
    """Write nothing of the node itself.

    For a badge, the visitor has written all. An inline link in a heading is copied into tables of
    contents, which no transform reaches: there it is its text.
    """


class ResolveLinks(SphinxPostTransform):
    """Turn launch links into standard nodes, for the builders that have no visitor for them."""

    default_priority = 30

    def run(self, **kwargs: Any) -> None:  # noqa: ARG002
        """Resolve every badge and inline link of the document."""
        builder = builder_of(self.config)
        for link in list(self.document.findall(binder_link)):
            link.replace_self(_inline(self.env, link, builder))
        if builder.format not in _WITH_VISITOR:
            for badge in list(self.document.findall(binder_badge)):
                badge.parent.replace(badge, _block(self.env, badge, builder))


def _inline(env: BuildEnvironment, link: binder_link, builder: BuilderKind) -> nodes.Element:
    docname = link["docname"]
    view = None if builder.name in _WITHOUT_LINKS else link_view(env, link["page"], docname)
    titled = link["bare"] and docname in env.titles
    children = [nodes.Text(env.titles[docname].astext())] if titled else link.children
    if view is None:
        return nodes.inline(link.rawsource, "", *children)
    return nodes.reference(
        link.rawsource,
        "",
        *children,
        refuri=_on_paper(view.url) if builder.format == "latex" else view.url,
        reftitle=view.title,
        rel="noopener",
        classes=["binderhub-link", *link["classes"]],
        internal=False,
    )


def _block(env: BuildEnvironment, badge: binder_badge, builder: BuilderKind) -> list[nodes.Element]:
    """Return a paragraph that shows label and URL, so that it can be read on paper."""
    view = None if builder.name in _WITHOUT_LINKS else badge_view(env, badge)
    if view is None:  # a link to the badge's name still needs somewhere to go
        return [nodes.target("", "", ids=badge["ids"])] if badge["ids"] else []
    lines = [_line(one) for one in view.all]
    if view.note:
        lines.insert(0, nodes.paragraph("", view.note))
    lines[0]["ids"] = badge["ids"]
    for line in lines:
        line["classes"] = ["binderhub", *badge["classes"]]
    return lines


def _line(view: View) -> nodes.Element:
    reference = nodes.reference("", view.url, refuri=view.url, internal=False)
    return nodes.paragraph("", f"{view.label}: ", reference)
