"""`runtime.txt`: which language and version, and for R which day's packages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.python_releases import recommended
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location

if TYPE_CHECKING:
    from sphinx_binderhub.environment.profile import Profile

GOOD_PYTHON = re.compile(r"python-\d\.\d+", re.ASCII)
VERSION = re.compile(r"(?<![\d.])\d\.\d+", re.ASCII)
OLD_R = re.compile(r"r-(\d.\d(.\d)?-)?(\d\d\d\d)-(\d\d)-(\d\d)")

EXAMPLE_DAY = "2026-06-01"
"""The day of R's packages in examples."""


@dataclass(frozen=True)
class Runtime:
    """What `runtime.txt` says.

    `name` is `None` where there is no such file, and empty where nothing is understood. `text` is
    all that stands in it, in `line`.
    """

    path: str
    name: str | None = None
    version: str | None = None
    date: date | None = None
    text: str = ""
    line: int = 1
    mend: str = ""

    @property
    def decides(self) -> bool:
        """Whether it names Python, or R with a day, which alone describe an environment."""
        return self.name == "python" or (self.name == "r" and self.date is not None)

    @property
    def lacks_day(self) -> bool:
        """Whether its author wants R, and names no day that repo2docker understands."""
        return not self.decides and re.match(r"r($|[-\s=\d])", self.text) is not None

    @property
    def means_julia(self) -> bool:
        """Whether its author wants Julia, which is asked for in another file."""
        return re.match(r"julia\b", self.text, re.IGNORECASE) is not None

    @property
    def python(self) -> str:
        """The Python that its author means, two numbers, or nothing."""
        found = re.match(r"python\D{0,9}(\d\.\d+)", self.text, re.IGNORECASE | re.ASCII)
        return found[1] if found else ""

    @property
    def number(self) -> str:
        """The first two numbers of the version that is meant, or nothing."""
        found = VERSION.search(self.text)
        return found[0] if found else ""

    def place(self, part: str | None = None) -> Location:
        """Return the place of the whole, or of `part` of it with its column."""
        column = self.text.find(part) + 1 if part else 0
        return Location(self.path, self.line, column or None)

    @property
    def shown(self) -> str:
        """The text, in a sentence."""
        return shown(self.text)


def read_runtime(lookup: Lookup, profile: Profile) -> Runtime:
    """Return what repo2docker understands; raise `StopError` where it gives up."""
    path = lookup.path("runtime.txt")
    if not lookup.has("runtime.txt"):
        return Runtime(path)
    whole = lookup.read(path, "runtime-invalid")
    text = whole.strip()
    line = 1 + len(re.findall(r"\r\n?|\n", whole[: whole.find(text)] if text else ""))
    if profile.strict_runtime:
        mend = _needless(lookup, text, profile)
        return _strict(Runtime(path, text=text, line=line, mend=mend), profile)
    return _lenient(path, text, line)


def _needless(lookup: Lookup, text: str, profile: Profile) -> str:
    """Return the mend of a file that nobody needs: `environment.yml` decides on the version."""
    if not lookup.has("environment.yml") or re.match(r"r\b", text, re.IGNORECASE):
        return ""
    name, version = lookup.path("environment.yml"), _version(text, profile)
    return f"Delete it: `{name}` decides, with a line such as `- python={version}`."


def shown(text: str) -> str:
    """Return what stands in a file, short and in one line, for a sentence."""
    line = " ".join(text.split()).replace("`", "'").replace("\ufeff", "")
    return f"`{line[:60]}`" if line else "nothing"


def _strict(found: Runtime, profile: Profile) -> Runtime:
    """Read it as releases since 2025.12.0 do: two, four or five parts, none of them empty."""
    path, text = found.path, found.text
    parts = text.split("-")
    if len(parts) not in {2, 4, 5} or not all(parts):
        raise StopError(
            f"`{path}` reads {found.shown}, where repo2docker expects something "
            "like `python-3.12`.",
            found.place(),
            "runtime-invalid",
            found.mend or meant(text, profile),
        )
    version = parts[1] if len(parts) in {2, 5} else None
    day = "-".join(parts[-3:]) if len(parts) > 2 else None
    when = _strict_day(found, day, parts[0]) if day else None
    return Runtime(path, parts[0], version, when, text, found.line)


def meant(text: str, profile: Profile) -> str:
    """Return the mend of a text that has the wrong form, as a sentence."""
    small = text.lower()
    if small != text and (GOOD_PYTHON.fullmatch(small) or OLD_R.fullmatch(small)):
        return f"Write `{small}`, in small letters."
    if re.match(r"r\b", small):
        return f"Write the one line `r-{profile.default_r}-{EXAMPLE_DAY}`, with a day of your own."
    write = f"Write the one line `python-{_version(text, profile)}`"
    return f"{write}." if text else f"{write}, or delete the file."


def _version(text: str, profile: Profile) -> str:
    """Return the Python that `text` means, where there is one, else one to advise."""
    named = VERSION.search(text)
    return named[0] if named and named[0] in profile.pythons else recommended(profile.pythons)


def _strict_day(found: Runtime, text: str, name: str) -> date:
    try:
        if not re.match(r"\d\d\d\d-\d\d-\d\d", text):
            raise ValueError
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise _no_day(found, text, name) from None


def _lenient(path: str, text: str, line: int) -> Runtime:
    """Read it as older releases do: `python-…`, or R with a date, or else something unknown."""
    if text.startswith("python-"):
        return Runtime(path, "python", text.partition("-")[2], None, text, line)
    match = OLD_R.match(text)
    if match is None:
        return Runtime(path, "", text=text, line=line)
    parts = text.split("-")
    version = parts[1] if len(parts) == 5 else None
    *_, year, month, day = match.groups()
    found = Runtime(path, "r", version, None, text, line)
    try:
        when = date(int(year), int(month), int(day))
    except ValueError:
        raise _no_day(found, f"{year}-{month}-{day}", "r") from None
    return Runtime(path, "r", version, when, text, line)


def _no_day(found: Runtime, text: str, name: str) -> StopError:
    return StopError(
        f"`{found.path}` holds {shown(text)}, which is not a date.",
        found.place(text),
        "r-snapshot-date" if name == "r" else "runtime-invalid",
        f"Write the day like `{EXAMPLE_DAY}`: year, month and day, in digits."
        if name == "r"
        else f"Write `{name}-` and a version alone: a day is for R.",
    )
