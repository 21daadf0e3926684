"""`runtime.txt`: which language and version, and for R which day's packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.profile import Profile

OLD_R = re.compile(r"r-(\d.\d(.\d)?-)?(\d\d\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True)
class Runtime:
    """What `runtime.txt` says. `name` is `None` where there is no such file."""

    path: str
    name: str | None = None
    version: str | None = None
    date: date | None = None


def read_runtime(lookup: Lookup, profile: Profile) -> Runtime:
    """Return what repo2docker understands; raise `StopError` where it gives up."""
    path = lookup.path("runtime.txt")
    if not lookup.has("runtime.txt"):
        return Runtime(path)
    text = lookup.read(path).strip()
    return (_strict if profile.strict_runtime else _lenient)(path, text)


def _strict(path: str, text: str) -> Runtime:
    """Read it as releases since 2025.12.0 do: two, four or five parts, none of them empty."""
    parts = text.split("-")
    if len(parts) not in {2, 4, 5} or not all(parts):
        raise StopError(
            f"`{path}` reads {_shown(text)}, where repo2docker expects something "
            "like `python-3.12`.",
            Location(path, 1),
            fix="Write the one line `python-3.12`, or for R `r-4.4-2026-06-01`.",
        )
    version = parts[1] if len(parts) in {2, 5} else None
    day = "-".join(parts[-3:]) if len(parts) > 2 else None
    return Runtime(path, parts[0], version, _day(path, day) if day else None)


def _lenient(path: str, text: str) -> Runtime:
    """Read it as older releases do: `python-…`, or R with a date, or else something unknown."""
    if text.startswith("python-"):
        return Runtime(path, "python", text.partition("-")[2])
    if match := OLD_R.match(text):
        parts = text.split("-")
        day = _day(path, "-".join(match.groups()[-3:]))
        return Runtime(path, "r", parts[1] if len(parts) == 5 else None, day)
    return Runtime(path, text)


def _day(path: str, text: str) -> date:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    try:
        if match is None:
            raise ValueError
        return date(*map(int, match.groups()))
    except ValueError:
        message = f"`{path}` holds {_shown(text)}, which is not a date."
        fix = "Write the day as in `r-4.4-2026-06-01`."
        raise StopError(message, Location(path, 1), fix=fix) from None


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return f"`{line[:60]}`" if line else "nothing"
