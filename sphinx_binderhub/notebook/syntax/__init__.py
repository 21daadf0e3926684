"""Which Python the syntax of a cell needs, whichever Python runs.

Syntax of 3.8 to 3.14 is known, and the commonest of Python 2. Not looked for: `x: tuple = 1, 2`
without brackets (3.8), a line break in the format of an f-string, which some releases of 3.12 alone
read, and an asynchronous comprehension within another one, which 3.8 to 3.10 alone refuse.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from sphinx_binderhub.notebook.syntax.marks import may_be_new, needs_tokens
from sphinx_binderhub.notebook.syntax.older import PYTHON_2, in_older_words
from sphinx_binderhub.notebook.syntax.tree import Feature, Reader

__all__ = ["PYTHON_2", "Feature", "in_older_words", "may_be_new", "newer_syntax"]


def newer_syntax(tree: ast.Module | None, source: str) -> Iterator[Feature]:
    """Yield the syntax of a cell that is newer than 3.7: its Python, its line and its name.

    `source` is the cell without IPython's own syntax, and `tree` what the Python that runs makes
    of it, `None` where that cannot read it. The Python of what no Python 3 reads is `PYTHON_2`. A
    cell of which `may_be_new` says no has nothing to yield, and one that is broken in every Python
    yields nothing.
    """
    told: list[Feature] = []
    if tree is None or needs_tokens(source):
        older = in_older_words(source)
        told = list(older.features) if older else []
        if tree is None and older and any(map(_is_unknown, told)):
            source, tree = older.text, older.parse()
    if tree is None:
        return
    gone = [feature for feature in told if feature[0] == PYTHON_2]
    yield from gone or told
    if not gone:
        yield from Reader(source).read(tree)


def _is_unknown(feature: Feature) -> bool:
    """Tell whether the Python that runs does not know a feature; else something else is wrong."""
    version = tuple(map(int, feature[0].split(".")))
    return feature[0] == PYTHON_2 or version > sys.version_info[:2]
