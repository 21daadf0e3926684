"""What an `environment.yml` keeps of the computer on which it was exported.

`conda env export` writes every package with its version and build, also those that exist for that
computer's system alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.packages import parse_conda
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.environment.conda.yaml_file import Text
    from sphinx_binderhub.tree import Tree

ONLY_ON = {
    "Windows": frozenset(
        {
            *("vc", "vc14_runtime", "vs2015_runtime", "ucrt", "winpty", "pywinpty"),
            *("m2w64-gcc-libgfortran", "m2w64-gcc-libs", "m2w64-gcc-libs-core"),
            *("m2w64-libwinpthread-git", "msys2-conda-epoch"),
        }
    ),
    "macOS": frozenset({"pyobjc-core", "pyobjc-framework-cocoa"}),
    "Linux": frozenset({"_libgcc_mutex", "ld_impl_linux-64", "libgcc-ng", "libstdcxx-ng"}),
}
"""Packages of conda-forge and of Anaconda that were built for one system, and for no other.

Read in November 2026 in the recipes of conda-forge, and on anaconda.org in the lists of files.
Others are left out that one would expect: conda-forge has `pywin32` (an empty one), `appnope` and
`libcxx` for Linux too.
"""

PLATFORMS = {"linux": "Linux", "osx": "macOS", "win": "Windows"}
"""The systems, by how conda's names of platforms begin."""

_BUILD = re.compile(r"\s*={1,2}\s*[^=<>!~\s]+\s*=\s*(?P<build>[\w.]{1,64})")
_HASHED = re.compile(r"(?:.*_)?(?:[a-z]{2,}\d+[a-z]*)?h[0-9a-f]{7}(?:_\w+)?")
_ANY_SYSTEM = re.compile(r"(.*_)?(pyh[0-9a-f]{6,7}|hd8ed1ab)(_\d+)?")
_COMMENT = re.compile(r"^#[ \t]*platform:[ \t]*(linux|osx|win)-", re.MULTILINE)
_PREFIX = re.compile(r"^prefix:[ \t]*[\"']?(\S.*)$", re.MULTILINE)
_ORIGINS = {"macOS": r"/(Users|opt/homebrew)/", "Windows": r"[A-Za-z]:[\\/]", "Linux": r"/home/"}


@dataclass(frozen=True)
class Export:
    """What an `environment.yml` tells of its origin.

    `builds` are the dependencies that ask for one build, made for one system; `exact` is how many
    ask for one build at all. `system` is `Linux`, `macOS` or `Windows`, where it is known.
    """

    builds: tuple[Text, ...] = ()
    exact: int = 0
    system: str | None = None

    @property
    def has_foreign_builds(self) -> bool:
        """Whether builds are asked for that were hardly made for Linux."""
        return bool(self.builds) and self.system != "Linux"


def read_export(tree: Tree, file: CondaFile) -> Export:
    """Return what `file` keeps of the computer it was written on."""
    builds = {text: _build(text.value) for text in file.dependencies}
    hashed = (text for text, build in builds.items() if build and _HASHED.fullmatch(build))
    made = tuple(text for text in hashed if not _ANY_SYSTEM.fullmatch(builds[text]))
    return Export(made, sum(map(bool, builds.values())), _system(tree, file))


def only_elsewhere(file: CondaFile) -> Iterator[tuple[Text, str]]:
    """Yield the dependencies that exist for another system than Binder's, with that system."""
    for text in file.dependencies:
        parsed = parse_conda(text.value)
        for system in ("Windows", "macOS"):
            if parsed is not None and parsed[0] in ONLY_ON[system]:
                yield text, system


def _build(dependency: str) -> str:
    """Return the build that a dependency asks for, `""` for none and for a pattern."""
    parsed = parse_conda(dependency)
    match = _BUILD.fullmatch(parsed[1]) if parsed else None
    return match["build"] if match else ""


def _system(tree: Tree, file: CondaFile) -> str | None:
    """Return the system on which the file was exported."""
    try:
        text = tree.read_text(file.path)
    except UnreadableError:
        return None
    if comment := _COMMENT.search(text):
        return PLATFORMS[comment[1]]
    names = {parsed[0] for entry in file.dependencies if (parsed := parse_conda(entry.value))}
    found = [system for system, only in ONLY_ON.items() if names & only]
    if prefix := _PREFIX.search(text):
        found += [name for name, start in _ORIGINS.items() if re.match(start, prefix[1])]
    return found[0] if len(set(found)) == 1 else None
