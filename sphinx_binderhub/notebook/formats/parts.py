"""What the readers of scripts have in common."""

from __future__ import annotations

import re
from typing import NamedTuple

PROSE = re.compile(r"\[(?:markdown|md|raw)\]|\bactive(?:-|\s*=)(?!.*ipynb)")
"""Options in the mark of a cell that is no code in the notebook."""
MAGIC = r"%{1,3}[A-Za-z]|[!?]\s*[A-Za-z.~$\\/{}]"
"""How a line that is IPython's own begins."""


class Part(NamedTuple):
    """Where a cell begins (an index), its lines, and whether it is code."""

    start: int
    body: list[str]
    code: bool


def less_blank(body: list[str]) -> list[str]:
    """Return the lines without the blank ones that part a cell from the next."""
    end = len(body)
    while end and not body[end - 1].strip():
        end -= 1
    return body[:end]
