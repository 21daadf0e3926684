"""The repository is large, and mybinder.org clones all of it for every build.

A build there clones the history of every branch. It has 2 GB of disk, on which it puts history and
files twice, and 2 GB of memory, in which it holds them once. From 1 GB on it is likely to fail, and
with 2 GB of files it certainly does. From 300 MB on it works, and readers wait: for the clone, and
for an image that is larger by as much. How large the history is, this clone knows by git's packs;
a shallow or partial clone does not. Other hubs have other limits.

See https://github.com/jupyterhub/mybinder.org-deploy/issues/3680

Mend: keep large data elsewhere, and download it in the chapter or in `postBuild`::

    git rm --cached data/measurements.csv
    git commit --message "Download the data from an archive"
    git push

What the history holds goes with `git filter-repo`, which rewrites it; or the environment gets a
small repository of its own, with `binderhub_environment`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.profile import MYBINDER
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.image import book_launch, built_tree
from sphinx_binderhub.repository.checkout import packed_size
from sphinx_binderhub.repository.large_storage import stored_files

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.repository.history import CommittedTree

SEVERITY = Severity.NOTE

MEGABYTE = 1000**2
SLOW, LIKELY_TO_FAIL, IMPOSSIBLE = 300 * MEGABYTE, 1000 * MEGABYTE, 2000 * MEGABYTE
"""Bytes of files and history."""
LARGE = 10 * MEGABYTE
"""Bytes of a file that is worth naming."""
SHOWN = 5
"""Files that are named."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding where the clone of a build is large."""
    launch = book_launch(project)
    if launch is None or project.environment.profile.name != MYBINDER:
        return
    tree = built_tree(project, launch.repository)
    if tree is None:
        return
    sizes = _sizes(tree)
    files, history = sum(sizes.values()), _history(project)
    if files + history >= SLOW:
        yield _finding(files, history, sizes)


def _sizes(tree: CommittedTree) -> dict[str, int]:
    """Return what each file takes; one in Git LFS is stored beside the history too."""
    sizes = {path: int(size) for path, (_, _, size) in tree.entries.items() if size.isdecimal()}
    return sizes | {one.path: 2 * one.size for one in stored_files(tree)}


def _history(project: Project) -> int:
    checkout = project.sources.checkout
    whole = not checkout.shallow and not checkout.partial
    return (packed_size(checkout.root) or 0) if whole else 0


def _finding(files: int, history: int, sizes: dict[str, int]) -> Finding:
    large = [path for path, size in sizes.items() if size >= LARGE]
    large = sorted(large, key=lambda path: (-sizes[path], path))[:SHOWN]
    severity, effect = _judged(files, files + history)
    parts = f" ({_shown(files)} of files, {_shown(history)} of history)" if history else ""
    named = f", above all `{large[0]}`" if large and files >= history else ""
    return Finding(
        f"A build clones {_shown(files + history)}{parts}{named}: {effect}.",
        "Keep large data elsewhere and download it in the chapter or in `postBuild`"
        + ("; `git filter-repo` takes it out of the history" if history > files else "")
        + "; or give the environment a repository of its own, with `binderhub_environment`.",
        severity=severity,
        also=tuple(map(Location, large)),
    )


def _judged(files: int, total: int) -> tuple[Severity, str]:
    if files >= IMPOSSIBLE:
        return Severity.ERROR, "mybinder.org has 2 GB for it, so the build stops"
    if total >= LIKELY_TO_FAIL:
        return Severity.WARNING, "mybinder.org has 2 GB of disk for it, and needs it twice"
    return Severity.NOTE, "readers wait for the clone, and for an image that is as much larger"


def _shown(size: int) -> str:
    return f"{size / 1000**3:.1f} GB" if size >= 1000**3 else f"{size / MEGABYTE:.0f} MB"
