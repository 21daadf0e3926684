"""A package comes from a branch of a git repository, and changes whenever somebody changes that.

Binder builds the image anew with every commit of the book, and takes what the branch holds on that
day. A tag or a commit behind `@` keeps it as it was when the book was written.

See https://pip.pypa.io/en/stable/topics/vcs-support/

Mend, in `requirements.txt`::

    git+https://github.com/OWNER/REPOSITORY.git@v1.0
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

BRANCHES = frozenset({"main", "master", "develop", "dev", "trunk", "head"})

REPOSITORY = re.compile(
    r"git\+https?://(?:[^@/\s]+@)?[^/\s]+/(?P<path>[^\s#@]+)(?:@(?P<ref>[^\s#]+))?"
)
ARCHIVE = re.compile(r"https?://[^\s#]+/archive/(?:refs/heads/)?(?P<ref>[\w.-]+?)\.(?:zip|tar\.gz)")


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all such packages."""
    found = [entry for entry in project.environment.pip_entries if _moves(entry)]
    if not found:
        return
    first, *more = found
    others = f", and {len(more)} more like it" if more else ""
    yield Finding(
        f"`{shown(first.said.target or '')}` is whatever its branch holds on the day of the build"
        f"{others}.",
        _mend(first.said.target or ""),
        first.location,
        also=tuple(entry.location for entry in more),
    )


def _mend(target: str) -> str:
    match = REPOSITORY.match(target)
    if match is None:
        return "Write the address of a tag or of a release."
    if match["ref"]:
        return f"Write a tag or a commit behind `@`, in place of `{shown(match['ref'])}`."
    return "Add a tag or a commit behind `@`, as in `.git@v1.0`."


def _moves(entry: PipEntry) -> bool:
    target = entry.said.target or ""
    if entry.said.refusal is not None or "refs/tags" in target:
        return False
    match = REPOSITORY.match(target) or ARCHIVE.match(target)
    if match is None:
        return False
    ref = match["ref"]
    return ref is None or "refs/heads/" in target or ref.lower() in BRANCHES
