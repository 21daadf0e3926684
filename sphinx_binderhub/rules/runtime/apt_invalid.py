"""A line of `apt.txt` is no name of a Debian package.

repo2docker hands the lines to `apt-get install` as they are. It stops itself on one that begins
with a capital letter or a sign; after any other that is no name, the build stops a little later. A
name has small letters, digits, `+`, `-` and `.`; commands, commas and addresses have no place here.

See https://github.com/jupyterhub/repo2docker/issues/1382

Mend: write the names alone, such as::

    graphviz
    libgl1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.causes import stop_of
from sphinx_binderhub.environment.debian.apt_faults import WORD, find_faults
from sphinx_binderhub.environment.languages.runtime import shown
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.debian.apt_file import AptEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

ALONE = "Write the names of Debian packages alone, as in `graphviz`."
REASONS = {
    "refused": "which is no name of a Debian package, and the build stops",
    "command": "a command, where `apt-get` wants names alone; it finds no package of that name",
    "version": "a version as pip writes it; `apt-get` finds no package of that name",
    "address": "a file or an address, where `apt-get` wants a name; the build stops",
    "capitals": "with capital letters; `apt-get` finds no package of that name",
    "name": "which `apt-get` cannot find: no Debian package has such a name",
    "shell": "which the shell takes for more than a name, and runs as a command of its own",
}


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each kind of fault, with all its places."""
    entries = project.environment.languages.apt
    if not entries:
        yield from stop_of(project, "apt-invalid")
    for kind, (first, *others) in find_faults(entries).items():
        yield Finding(
            f"`{first.place.path}` holds {shown(first.text)}, {REASONS[kind]}.",
            _mend(kind, first),
            first.place,
            Severity.WARNING if kind == "shell" else None,
            tuple(other.place for other in others),
        )


def _mend(kind: str, entry: AptEntry) -> str:
    if "\ufeff" in entry.text:
        return "Save the file as UTF-8 without a byte-order mark."
    if kind == "command":
        return _without_command(entry.text)
    if kind == "version":
        return f"Write `{re.split('[=~!<]', entry.text)[0]}`."
    plain = entry.text.lstrip("-* \t\"'").rstrip("\"',;:").lower()
    return f"Write `{plain}`." if WORD.fullmatch(plain) and kind != "address" else ALONE


def _without_command(text: str) -> str:
    command, _, rest = text.partition("install")
    names = [word for word in rest.split() if WORD.fullmatch(word) and not word.startswith("-")]
    if not re.search(r"\bapt", command):
        return "List what pip or conda installs in `requirements.txt` or `environment.yml`."
    return f"Write the names alone: `{' '.join(names)[:60]}`." if names else ALONE
