"""Files that a notebook reads, and that its code names in other places too.

Whatever names a file may be what makes it: of most functions nobody knows whether they write.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from sphinx_binderhub.notebook.records import Cell, Need

_WORD = re.compile(r"[\w.+-]+")
"""A name of a file, as far as it has no blanks."""
_LARGEST = 4 * 1024 * 1024
"""Characters of code that are looked through; in more, every file may be named again."""


def mentions(cells: Iterable[Cell], needs: Iterable[Need]) -> Iterator[Need]:
    """Yield a `mention` for each file of `needs` that the code of `cells` names once more."""
    every = [need for need in needs if need.kind == "read"]
    if not every:
        return
    sources = [cell.source for cell in cells]
    known = sum(map(len, sources)) <= _LARGEST
    named = _words("\n".join(map(_without_comments, sources))) if known else Counter()
    read = Counter(_last_word(need.name) for need in every)
    for name, need in {need.name: need for need in every}.items():
        word = _last_word(name)
        if not known or named[word] > read[word]:
            yield need._replace(kind="mention")


def _words(code: str) -> Counter[str]:
    """Count the names in `code`; `a.json.gz` counts for `a.json` too, which it becomes."""
    found: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(code)).items():
        word = word.strip(".")
        found[word] += count
        packed, _, ending = word.rpartition(".")
        if packed and ending in {"bz2", "gz", "tar", "xz", "zip"}:
            found[packed] += count
    return found


def _last_word(path: str) -> str:
    """Return the name of a file as `_words` has it."""
    words = _WORD.findall(re.split(r"[/\\]", path.rstrip("/\\"))[-1])
    return words[-1].strip(".") if words else path


def _without_comments(source: str) -> str:
    if "#" not in source:
        return source
    lines = source.split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith("#"))
