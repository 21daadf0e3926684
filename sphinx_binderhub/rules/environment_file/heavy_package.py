"""A package makes the image gigabytes larger, and Binder has no use for it.

mybinder.org, and the hubs that are like it, have no graphics cards: CUDA, and what is built for it,
lies idle in the image. `anaconda` and `texlive-full` bring hundreds of packages, of which a book
needs a few. Each build takes long, and the first reader on each computer of the hub waits until
all of it is copied there. `torch` from PyPI brings CUDA too, unless it is told not to; this is a
note, for nothing fails.

See https://mybinder.readthedocs.io/en/latest/about/user-guidelines.html

Mend, in `environment.yml`::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - pytorch-cpu
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Package
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

CUDA = {
    "conda": r"cuda|cuda-?toolkit|cudnn|pytorch-cuda|pytorch-gpu|tensorflow-gpu",
    "pip": r"tensorflow-gpu|nvidia-(cublas|cudnn|cufft|curand|cusolver|cusparse|nccl)\b.*",
}
"""By manager, the packages that are, or bring, NVIDIA's libraries."""

WAITING = "so that the image takes long to build and to start"


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each thing that is brought in vain."""
    packages = project.environment.packages
    cuda = [one for one in packages if _is_cuda(one)]
    if cuda:
        yield _finding(
            cuda,
            f"NVIDIA's CUDA, some gigabytes, {WAITING}; Binder has no graphics card",
            "Delete it, or write what runs without it: `pytorch-cpu`, `tensorflow-cpu`.",
        )
    for manager, name, brought, instead in (
        (
            *("conda", "anaconda", f"some hundred packages, {WAITING}"),
            "List the packages that the chapters import instead.",
        ),
        (
            *("apt", "texlive-full", f"all of TeX Live, some gigabytes, {WAITING}"),
            "Write `texlive-latex-extra`, and what is still missing then.",
        ),
    ):
        found = [one for one in packages if (one.manager, one.name.lower()) == (manager, name)]
        if found:
            yield _finding(found, brought, instead)
    if not cuda:
        yield from _torch(project)


def _torch(project: Project) -> Iterator[Finding]:
    """Yield a note where `torch` comes from PyPI, where it is built for CUDA."""
    environment = project.environment
    found = [
        one for one in environment.packages if (one.manager, one.name.lower()) == ("pip", "torch")
    ]
    told = any(entry.said.elsewhere for entry in environment.pip_entries)
    if found and "+cpu" not in found[0].specifier and not told:
        yield _finding(
            found,
            f"NVIDIA's CUDA from PyPI, some gigabytes, {WAITING}; Binder has no graphics card",
            "Take the build for CPU; https://pytorch.org/get-started/locally/ shows the line.",
            Severity.NOTE,
        )


def _is_cuda(package: Package) -> bool:
    pattern = CUDA.get(package.manager)
    return bool(pattern and re.fullmatch(pattern, package.name.lower().replace("_", "-")))


def _finding(
    found: list[Package],
    brought: str,
    instead: str,
    severity: Severity | None = None,
) -> Finding:
    first, *more = (package.location for package in found)
    others = f" and {len(more)} more bring" if more else " brings"
    return Finding(f"`{found[0].name}`{others} {brought}.", instead, first, severity, tuple(more))
