"""The mend in a rule's docstring, as a change to the files of a tree."""

from __future__ import annotations

import re
import shlex
import textwrap
from dataclasses import dataclass

from tests.conftest import Files

BLOCK = re.compile(
    r"^(?P<head>(?:Mend|or)\b[^\n]*(?:\n[^\n]+)*?)::\n\n(?P<body>(?:    .*\n|\n)+)", re.M
)
NAMED = re.compile(r"`([\w./-]+)`")


@dataclass(frozen=True)
class Mend:
    """One example of a docstring: the words before it, and its lines."""

    head: str
    body: str

    def apply(self, files: Files, path: str | None) -> dict[str, str | bytes]:
        """Return `files` mended: by git's commands, or with the body as a file's new content.

        That file is the last one that the head names, else the one at `path`.
        """
        mended = dict(files)
        if self.body.startswith("git "):
            for line in self.body.splitlines():
                _run(shlex.split(line), mended)
            return mended
        named = NAMED.findall(self.head)
        target = named[-1] if named else path
        assert target, f"the mend names no file: {self.head!r}"
        inside = [name for name in files if name.rpartition("/")[2] == target]
        mended[target if target in files or len(inside) != 1 else inside[0]] = self.body
        return mended


def mends_of(text: str) -> list[Mend]:
    """Return the mends in a docstring."""
    found = BLOCK.finditer(text + "\n")
    return [Mend(one["head"], textwrap.dedent(one["body"]).strip() + "\n") for one in found]


def _run(command: list[str], files: dict[str, str | bytes]) -> None:
    git, verb, *paths = command
    paths = [path for path in paths if not path.startswith("-")]
    assert (git, verb) in {("git", "mv"), ("git", "rm")}, command
    aim = paths.pop() if verb == "mv" else None
    for path in paths:
        held = [name for name in files if name == path or name.startswith(f"{path}/")]
        assert held, f"{path} is not in the speaking tree: {sorted(files)}"
        for name in held:
            content = files.pop(name)
            if aim is not None:
                inside = f"{aim}{path.rpartition('/')[2]}" if aim.endswith("/") else aim
                files[inside + name.removeprefix(path)] = content
