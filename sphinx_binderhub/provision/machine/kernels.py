"""Which chapters ask for a kernel that the image lacks, and what JupyterLab starts instead.

JupyterLab takes the kernel of the name that a notebook gives. Where there is none, it takes the
only one of the language that the notebook's `language_info` gives, without a word; where there are
several or none of that language, or no such entry, it asks the reader. Jupytext writes no such
entry for a text notebook. Source: `getDefaultKernel` in JupyterLab's `sessioncontext.tsx`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment import kernels_of
from sphinx_binderhub.provision.machine.kernel_table import KERNELS, Kernel, kernel_named
from sphinx_binderhub.provision.packages.import_names import brings_everything, unknown_packages

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

_BUILTIN = {"r": "R", "julia": "Julia"}
"""Languages that repo2docker brings, with their kernel, once a file asks for them."""
_LANGUAGES = {"python2": "python", "python3": "python", "ir": "r", "julia-*": "julia"}
_TELLING = frozenset(
    {"ijulia", "installkernel", "installspec", "kernels", "kernelspec", "nb-conda-kernels"}
)
"""Words of a script that may install a kernel of any name."""
_GENERAL = frozenset({"conda", "env", "jupyter", "kernel", "lang", "root", "base"})
"""Parts of kernels' names that say nothing of the package."""


@dataclass(frozen=True)
class Lack:
    """A kernel that chapters ask for and the image lacks.

    `title` is the language of which it has no kernel at all, where repo2docker could bring it.
    `instead` are the kernels it has for the same language. `known` is what brings the kernel,
    where that is known, and `unregistered` the package that brings it without telling Jupyter.
    `certain` is whether nothing that is declared could bring it after all.
    """

    name: str
    chapters: tuple[Chapter, ...]
    title: str | None = None
    instead: tuple[str, ...] = ()
    known: Kernel | None = None
    unregistered: str | None = None
    certain: bool = True


def missing_kernels(project: Project) -> Iterator[Lack]:
    """Yield every kernel that the image lacks, with the chapters that ask for it, by their path."""
    environment = project.environment
    present = dict(_present(environment))
    asked: dict[tuple[str | None, str], list[Chapter]] = {}
    for chapter in sorted(project.chapters, key=lambda one: one.path):
        notebook = chapter.notebook
        name = notebook.kernel
        if not name or notebook.problem is not None or _is_present(name, present, environment):
            continue
        title = _BUILTIN.get(notebook.language or "")
        if title and notebook.language not in present.values():
            asked.setdefault((title, title), []).append(chapter)
        else:
            asked.setdefault((None, name), []).append(chapter)
    for (title, _), chapters in asked.items():
        yield from _lacks(title, chapters, present, environment)


def _lacks(
    title: str | None,
    chapters: list[Chapter],
    present: dict[str, str | None],
    environment: Environment,
) -> Iterator[Lack]:
    name, language = chapters[0].notebook.kernel or "", chapters[0].notebook.language
    known = kernel_named(name)
    instead = tuple(one for one, spoken in present.items() if language and spoken == language)
    if known and known.language != language:
        instead = ()  # what Sage is written in, Python alone does not run
    if instead and environment.declares("jupytext") is False:
        # Without Jupytext no text notebook opens as a notebook, which is another rule's affair.
        chapters = [chapter for chapter in chapters if not chapter.notebook.text]
    if not chapters or _may_come(name, language, title, environment):
        return
    unregistered = _unregistered(known, environment) if known else None
    sure = known is not None and not unknown_packages(
        (one.name, one.manager) for one in environment.packages
    )
    yield Lack(
        *(name, tuple(chapters), title, instead, known, unregistered),
        certain=bool(unregistered or title or sure),
    )


def _present(environment: Environment) -> Iterator[tuple[str, str | None]]:
    """Yield the kernels of the image, each with what it says is its language."""
    for name in kernels_of(environment):
        yield name, _LANGUAGES.get(name)
    for kernel in KERNELS:
        if _declared(kernel, environment) and not _unregistered(kernel, environment):
            yield from ((name, kernel.language) for name in kernel.names)


def _is_present(name: str, present: dict[str, str | None], environment: Environment) -> bool:
    if name in present:
        return True
    version = re.fullmatch(r"julia-(\d+\.\d+)", name)
    if version is None or "julia-*" not in present or environment.julia is None:
        return False
    admits = environment.julia.constraint.admits
    return any(admits(f"{version[1]}.{patch}") for patch in range(30))


def _declared(kernel: Kernel, environment: Environment) -> set[str]:
    """Return the managers of packages that are asked to bring the kernel."""
    return {
        package.manager
        for package in environment.packages
        if canonicalize_name(package.name) in kernel.packages
    }


def _unregistered(kernel: Kernel, environment: Environment) -> str | None:
    """Return the package that pip installs without Jupyter learning of its kernel."""
    if kernel.register is None or _declared(kernel, environment) != {"pip"}:
        return None
    if not environment.complete:
        return None  # a script may say so
    return kernel.pip[0]


def _may_come(name: str, language: str | None, title: str | None, environment: Environment) -> bool:
    """Tell whether a script, or a package of a like name, may bring the kernel."""
    words = {canonicalize_name(word) for word in environment.words}
    packages = {canonicalize_name(package.name) for package in environment.packages}
    if canonicalize_name(name) in words or any(one in word for one in _TELLING for word in words):
        return True
    if packages & {"nb-conda-kernels", canonicalize_name(name)} - _own(name):
        return True
    if name.startswith("conda-") and brings_everything(packages):
        return True
    if title is None and language in _BUILTIN:
        return False
    if language == "r":
        return any(package.startswith("r-") for package in packages)
    if language == "python" or kernel_named(name):
        return False
    telling = _parts("julia" if language == "julia" else f"{name} {language}")
    return any(part in one for part in telling for one in {*packages, *words})


def _parts(name: str) -> set[str]:
    """Return the parts of a name that may stand in that of the package."""
    return set(re.findall(r"[a-z]{3,}", name.lower())) - _GENERAL


def _own(name: str) -> set[str]:
    known = kernel_named(name)
    return {canonicalize_name(one) for one in known.packages} if known else set()
