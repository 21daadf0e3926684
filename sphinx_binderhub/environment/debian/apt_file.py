"""`apt.txt`: the Debian packages it names, and the words in it that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sphinx_binderhub.environment.languages.runtime import shown
from sphinx_binderhub.environment.lookup import Lookup, StopError
from sphinx_binderhub.findings import Location

PREFIX = re.compile(r"[a-z0-9.+-]+")
"""What repo2docker wants an entry to begin with; the rest of it is not looked at."""

COMMAND = re.compile(
    r"(?:RUN\s+|sudo\s+)*(?:apt|apt-get|aptitude|pip3?|conda|mamba)\s[^#]*\binstall\b"
)
WITH_VALUE = {"-o", "-c", "-t", "--option", "--config-file", "--target-release"}
"""apt's options that are followed by a word of their own."""


@dataclass(frozen=True)
class AptEntry:
    """One line of an `apt.txt`, its comment dropped, and the place where it begins."""

    text: str
    place: Location

    @property
    def accepted(self) -> bool:
        """Whether repo2docker goes on; it stops on every other entry."""
        return PREFIX.match(self.text) is not None

    @property
    def is_command(self) -> bool:
        """Whether it is a command that installs, where names are wanted."""
        return COMMAND.match(self.text) is not None

    def words(self) -> Iterator[AptEntry]:
        """Yield each word that apt takes for a package; a line may hold several, and options."""
        option = False
        for found in re.finditer(r"\S+", self.text):
            skipped, option = option, found[0] in WITH_VALUE
            if not skipped and not found[0].startswith("-"):
                column = (self.place.column or 1) + found.start()
                yield AptEntry(found[0], Location(self.place.path, self.place.line, column))

    @property
    def name(self) -> str:
        """The package's name, without version, architecture and release."""
        return re.split(r"[=:/]", self.text, maxsplit=1)[0]

    @property
    def version(self) -> str:
        """The version that is asked for, or nothing."""
        return self.text.partition("=")[2]


def read_apt(lookup: Lookup, path: str) -> tuple[AptEntry, ...]:
    """Return the entries of the `apt.txt` at `path`; raise `StopError` where it is unreadable."""
    lines = re.split(r"\r\n?|\n", lookup.read(path, "apt-invalid"))
    return tuple(_entries(path, lines))


def _entries(path: str, lines: list[str]) -> Iterator[AptEntry]:
    for number, line in enumerate(lines, 1):
        bare = line.partition("#")[0]
        if text := bare.strip():
            yield AptEntry(text, Location(path, number, bare.find(text) + 1))


def check_apt(lookup: Lookup) -> None:
    """Raise `StopError` for the first entry on which repo2docker gives up."""
    if not lookup.has("apt.txt"):
        return
    path = lookup.path("apt.txt")
    for entry in read_apt(lookup, path):
        if not entry.accepted:
            message = f"`{path}` holds {shown(entry.text)}, which is no package name."
            raise StopError(message, entry.place, "apt-invalid")
