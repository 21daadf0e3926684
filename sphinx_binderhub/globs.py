"""Sphinx's patterns of paths, as in `exclude_patterns`, matched in a time that is never long.

`*` and `?` stop at a slash, `**` does not; `[a-z]` is one of some characters, `[!a-z]` another one
but for a slash. See https://www.sphinx-doc.org/en/master/usage/configuration.html
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field

_PART = re.compile(r"\*\*|\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)
_LIMIT = 1000
"""Characters of a pattern; nobody writes a longer one."""


@dataclass(frozen=True)
class Glob:
    """One pattern, as the set of its states: bit n is set where n of its parts are matched.

    `stars` are the states in which a character may pass without a step, `folders` those of them in
    which a slash may.
    """

    parts: tuple[re.Pattern[str] | str, ...]
    stars: int
    folders: int
    _masks: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, pattern: str) -> Glob | None:
        """Return the pattern, `None` where it is too long to be one."""
        if len(pattern) > _LIMIT:
            return None
        parts: list[re.Pattern[str] | str] = []
        stars = folders = 0
        for part in _PART.findall(pattern):
            if part in {"*", "**"}:
                stars |= 1 << len(parts)
                folders |= (part == "**") << len(parts)
            else:
                parts.append(_one(part))
        return cls(tuple(parts), stars, folders)

    def excludes(self, path: str) -> bool:
        """Whether `path`, or a folder that it lies in, is one of those that are meant."""
        last = 1 << len(self.parts)
        states = 1
        for character in path:
            if character == "/" and states & last:
                return True
            stay = self.folders if character == "/" else self.stars
            states = (states & stay) | ((states & self._mask(character)) << 1)
        return bool(states & last)

    def _mask(self, character: str) -> int:
        """Return the states from which `character` leads on."""
        if character not in self._masks:
            self._masks[character] = sum(
                1 << number
                for number, part in enumerate(self.parts)
                if (part == character if isinstance(part, str) else part.match(character))
            )
        return self._masks[character]


def _one(part: str) -> re.Pattern[str] | str:
    """Return what matches one character: itself, or a pattern."""
    if part == "?":
        return re.compile("[^/]")
    if len(part) < 3:
        return part
    inside = part[1:-1].replace("\\", "\\\\").replace("[", "\\[")
    if inside.startswith("!"):
        inside = "^/" + inside[1:].replace("]", "\\]", 1)
    else:
        inside = re.sub(r"^\^", r"\\^", inside).replace("]", "\\]", 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what Python may one day read in another way
            return re.compile(f"[{inside}]")
    except re.error:
        return re.compile(r"[^\s\S]")  # no character; Sphinx itself stops at `[z-a]`
