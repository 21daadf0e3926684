"""`start` goes to another folder before the server runs, so no page finds its chapter.

A page opens its chapter by its path in the repository, from the folder in which the server begins.
That is the repository's own, unless `start` has changed it with `cd`. It is an error while a book
is built, and a warning for `check`, which does not know what is launched. A repository that
configures its own Jupyter server may have made up for it, and is left alone.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/

Mend: go back, or go there in brackets, in `start`::

    #!/bin/bash
    (cd binder && python prepare.py)
    exec "$@"
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import read_script
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.scripts.script import Script
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_REPOSITORY = re.compile(r"(~|\$\{?(HOME|REPO_DIR)\}?|/home/jovyan)(/|$)")
_OF_SCRIPT = re.compile(r"\$\(dirname (\$0|\$\{?BASH_SOURCE(\[0\])?\}?)\)")
_SETS_FOLDER = re.compile(r"-dir\b|_dir\b")
_CONFIGURES = re.compile(r"jupyter[^/]*config[^/]*$")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for the last `cd` before the server runs."""
    settings = project.settings
    path = project.environment.file("start")
    script = read_script(project.tree, path) if path else None
    elsewhere = settings.build == "environment" or settings.interface.startswith("/")
    if path is None or script is None or not project.chapters or elsewhere:
        return
    if any(_CONFIGURES.search(file) for file in project.tree.files):
        return
    changes = [one for one in script.commands.found if _may_change(one)]
    folder = _folder(script, changes)
    if folder:
        place = changes[-1]
        in_book = any(chapter.docname is not None for chapter in project.chapters)
        chapter = min(chapter.path for chapter in project.chapters)
        yield Finding(
            f"`{path}` goes to `{folder}` before the server runs, so the page of `{chapter}` looks "
            "for it there.",
            'Write `cd "$HOME"` before the last line.',
            Location(path, place.line, place.column),
            Severity.ERROR if in_book else Severity.WARNING,
        )


def _may_change(command: Command) -> bool:
    return command.name in {"cd", "pushd", "popd"} and not command.apart


def _folder(script: Script, changes: list[Command]) -> str | None:
    """Return the folder in which the server begins, `""` for the repository's own.

    It is `None` where that is not known.
    """
    found = script.commands.found
    if not script.commands.understood or _SETS_FOLDER.search(
        " ".join(found[-1].words if found else "")
    ):
        return None
    folder = ""
    for command in changes:
        if not command.certain or command.name != "cd" or len(command.words) > 2:
            return None
        word = (*command.words, "~")[1]
        if _OF_SCRIPT.fullmatch(word):
            word = f"~/{posixpath.dirname(script.path)}"
        if home := _REPOSITORY.match(word):
            folder, word = "", word[home.end() :]
        if re.search(r"[$`*?\[]", word) or word == "-":
            return None
        folder = posixpath.normpath(posixpath.join(folder, word)) if word else folder
    return "" if folder == "." else folder
