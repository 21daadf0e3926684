"""The Python that the cells of a notebook need for their syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_binderhub.notebook.code.python import CELL_LIMIT, parsed_text
from sphinx_binderhub.notebook.ipython import python_body, without_ipython
from sphinx_binderhub.notebook.records import Cell, Need
from sphinx_binderhub.notebook.syntax import may_be_new, newer_syntax


def syntax_needs(cells: Iterable[Cell]) -> Iterator[Need]:
    """Yield the newer syntax of each cell: every feature once, where it stands first."""
    for cell in cells:
        if len(cell.source) <= CELL_LIMIT and may_be_new(cell.source):
            yield from _needs_of(cell)


def _needs_of(cell: Cell) -> Iterator[Need]:
    body = python_body(cell.source)
    if body is None:
        return
    tree = parsed_text(body)
    if tree is None:
        body = without_ipython(body)
        tree = parsed_text(body)
    found: dict[tuple[str, str], int] = {}
    for version, line, feature in newer_syntax(tree, body):
        place = (version, feature)
        found[place] = min(line, found.get(place, line))
    for (version, feature), line in found.items():
        yield cell.need("syntax", version, line, feature)
