"""Findings: what a rule says about a book, and where."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Severity(enum.IntEnum):
    """How much a finding matters; the order is the order of `--fail-on`."""

    NOTE = 1
    """Good to know; never fails a build."""
    WARNING = 2
    """The launch is likely to fail, or will soon."""
    ERROR = 3
    """The launch fails, or the page cannot run."""

    @property
    def label(self) -> str:
        """The name as it is written in every report."""
        return self.name.lower()


@dataclass(frozen=True)
class Location:
    """A place in the repository.

    `path` is relative to the repository's root and POSIX; `None` is the repository as a whole.
    Lines, columns and notebook cells count from 1, all cells counted; `None` is unknown.
    """

    path: str | None = None
    line: int | None = None
    column: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        """`path:line:column`, as far as each is known."""
        parts = [self.path or ".", self.line, self.column if self.line else None]
        return ":".join(str(part) for part in parts if part is not None)

    @property
    def sort_key(self) -> tuple[str, int, int, int]:
        """The order of reports: by path, then line, column and cell."""
        return (self.path or "", self.line or 0, self.column or 0, self.cell or 0)


@dataclass(frozen=True)
class Finding:
    """One result of one rule at one place.

    `message` is a sentence that says what is wrong, `fix` one that says how to mend it. `rule` and,
    where the rule leaves it out, `severity` are filled in by `sphinx_binderhub.rules.run`.
    """

    message: str
    fix: str
    location: Location = Location()
    severity: Severity | None = None
    also: tuple[Location, ...] = ()
    rule: str = ""

    @property
    def sort_key(self) -> tuple[object, ...]:
        """The order of reports: path, line, column, rule."""
        path, line, column, cell = self.location.sort_key
        return (path, line, column, self.rule, cell, self.message)
