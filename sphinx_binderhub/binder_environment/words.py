"""The words of a `binder-environment`, as standard nodes: its table, and its sentences.

None of them goes into the author's catalogues: they are translated here, or are names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes
from sphinx.locale import get_translation

from sphinx_binderhub.assets import CATALOG

if TYPE_CHECKING:
    from sphinx_binderhub.binder_environment.exhibit import Exhibit
    from sphinx_binderhub.environment import Overview, Row

_ = get_translation(CATALOG)
_Text = TypeVar("_Text", bound=nodes.TextElement)


def opening(shown: Exhibit) -> Iterator[nodes.paragraph]:
    """Yield the sentence that stands before everything else, where there is one."""
    named = [shown.named]
    if shown.note == "elsewhere":
        yield _sentence(_("The environment of this book is built from {repository}."), named)
    elif shown.note == "empty":
        yield _sentence(_("No file describes the environment of this book."))
    elif shown.note == "stopped" and shown.named:
        yield _sentence(_("Binder cannot use {file} as it is."), named)
    elif shown.note == "stopped":
        yield _sentence(_("Binder cannot build the environment of this book."))
    elif shown.note == "unshown":
        yield _sentence(_("{file} cannot be shown here."), named)


def table(found: Overview, title: nodes.title | None) -> nodes.table:
    """Return the table of all that is listed, under the author's own title if there is one."""
    columns = [nodes.colspec(colwidth=width) for width in (30, 25, 45)]
    heads = [_cell(nodes.Text(word)) for word in (_("Package"), _("Version"), _("From"))]
    group = nodes.tgroup("", *columns, cols=len(columns))
    group += nodes.thead("", nodes.row("", *heads))
    group += nodes.tbody("", *_rows(found))
    classes = ["binderhub-environment", "colwidths-auto"]
    return nodes.table("", *filter(None, [title]), group, classes=classes)


def closing(found: Overview) -> Iterator[nodes.paragraph]:
    """Yield the sentences on what the table does not list."""
    if found.further:
        words = _("Binder adds {count} further packages.").format(count=found.further)
        yield _sentence(words)
    if found.open_files:
        yield _sentence(_("What {files} may install is not listed here."), found.open_files)


def file_caption(path: str) -> nodes.caption:
    """Return a caption that is the path of a file."""
    return _plain(nodes.caption(), _code(path))


def _rows(found: Overview) -> Iterator[nodes.row]:
    for row in found.languages:
        yield _row(nodes.Text(row.name), row, _("Binder's default"))
    for row in found.packages:
        yield _row(_code(row.name), row)
    for folder in found.folders:
        name = _code(folder) if folder else nodes.Text(_("this repository"))
        yield nodes.row("", _cell(name), _cell(), _cell(nodes.Text("pip")))
    for row in found.added:
        yield _row(_code(row.name), row, "Binder")


def _row(name: nodes.Node, row: Row, nobody: str = "") -> nodes.row:
    """Return one row; `nobody` stands where no file asks for the package."""
    version = _clean(row.version) or _("any")
    origin: list[nodes.Node] = [nodes.Text(_clean(row.source) or ("" if row.file else nobody))]
    if row.file:
        origin += [nodes.Text(", " if row.source else ""), _code(row.file)]
    return nodes.row("", _cell(name), _cell(nodes.Text(version)), _cell(*origin))


def _cell(*children: nodes.Node) -> nodes.entry:
    return nodes.entry("", _plain(nodes.paragraph(), *children))


def _sentence(words: str, named: Sequence[str] = ()) -> nodes.paragraph:
    """Return a paragraph of `words`, with what is named as code in the place of `{…}`."""
    before, _mark, after = re.sub(r"\{\w+\}", "\x00", words).partition("\x00")
    children: list[nodes.Node] = [nodes.Text(before)]
    for number, name in enumerate(named):
        children += [nodes.Text(", " if number else ""), _code(name)]
    return _plain(nodes.paragraph(), *children, nodes.Text(after))


def _plain(node: _Text, *children: nodes.Node) -> _Text:
    """Return `node` with `children`, in which no quote is curled and nothing is translated."""
    node.extend(child for child in children if child.astext())
    node["translatable"] = False
    node["support_smartquotes"] = False
    return node


def _code(text: str) -> nodes.literal:
    return nodes.literal("", _clean(text))


def _clean(text: str) -> str:
    """Return `text` without what no page can hold."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
