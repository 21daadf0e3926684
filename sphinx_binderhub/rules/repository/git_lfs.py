"""Files of the repository are in Git LFS, whose bandwidth may run dry.

Binder's build fetches them, and each time counts against the bandwidth of the account that owns the
repository. On GitHub, once that is used up for the month, nobody can clone the repository, and
every build stops. This is a note for data. It is a warning for what is too small to need such a
place: for a chapter, of which other services open a pointer that is no notebook, and for a file of
the environment. It is one, too, where nbgitpuller fetches the content: without git-lfs on the
server it fetches the pointers, and a chapter reads these in place of the data.

See https://docs.github.com/en/billing/concepts/product-billing/git-lfs
and https://github.com/pytroll/pytroll-examples/issues/33

Mend: take a chapter out of it by the last line of `.gitattributes`::

    echo "chapter.ipynb !filter !diff !merge" >> .gitattributes
    git add --renormalize .gitattributes chapter.ipynb
    git commit --message "Keep the chapter in git itself"
    git push

Large data can be downloaded by the chapter, or in `postBuild`, from an archive such as Zenodo.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import book_launch, built_tree
from sphinx_binderhub.repository.large_storage import Stored, stored_files

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

SHOWN = 5
"""Files that a finding lists."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all files that are in Git LFS."""
    launch = book_launch(project)
    tree = built_tree(project, launch.content) if launch else None
    found = stored_files(tree) if tree is not None else ()
    if launch and launch.pull:
        pages = {page.path for page in project.pages}  # each that cannot open is a finding already
        found = tuple(one for one in found if one.path not in pages)
        if found:
            yield from _pulled(project, found)
    elif found:
        yield _cloned(project, found)


def _cloned(project: Project, found: Sequence[Stored]) -> Finding:
    needed = {*(chapter.path for chapter in project.chapters), *project.environment.used}
    small = [one for one in found if one.path in needed]
    if not small:
        return _finding(
            found,
            f"{_count(found)} in Git LFS: every build fetches {_size(found)}, which counts against "
            "the bandwidth of the repository's owner; when that is used up, builds stop.",
            "Nothing need be done while it lasts; large data can also be downloaded in the chapter "
            "or in `postBuild`, from an archive such as Zenodo.",
            Severity.NOTE,
        )
    path = small[0].path
    pattern = path if re.fullmatch(r"[\w./-]+", path) else f'"{path}"'
    return _finding(
        small,
        f"{_count(small)} in Git LFS: other services open the pointer in its place, and when the "
        "bandwidth of the repository's owner is used up, every build stops.",
        f"Add a line `{pattern} !filter !diff !merge` to `.gitattributes`, run `git add "
        f"--renormalize .gitattributes {shlex.quote(path)}`, commit and push.",
        Severity.WARNING,
    )


def _pulled(project: Project, found: Sequence[Stored]) -> Iterator[Finding]:
    known = project.environment.declares("git-lfs") if project.has_own_environment else None
    if known:
        return
    yield _finding(
        found,
        f"{_count(found)} in Git LFS, of which nbgitpuller pulls pointers and no contents, unless "
        "git-lfs is on the server.",
        "Download the data in the chapter, or leave `binderhub_build` and `binderhub_environment` "
        "out.",
        Severity.WARNING if known is False else Severity.NOTE,
    )


def _finding(shown: Sequence[Stored], message: str, fix: str, severity: Severity) -> Finding:
    line = shown[0].line
    files = tuple(Location(one.path) for one in shown[:SHOWN])
    return Finding(message, fix, Location(line.path, line.number), severity, files)


def _count(found: Sequence[Stored]) -> str:
    others = len(found) - 1
    if not others:
        return f"`{found[0].path}` is"
    return f"`{found[0].path}` and {others} other file{'s' if others > 1 else ''} are"


def _size(found: Sequence[Stored]) -> str:
    size = sum(one.size for one in found) / 1000**2
    return f"{size:.0f} MB" if size >= 1 else "less than 1 MB"
