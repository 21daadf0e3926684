"""A chapter asks for a kernel that the image does not have.

A notebook keeps the name of the kernel that its author ran it with. That of a conda environment,
`conda-env-course-py`, or of a name of one's own, `myenv`, exists on the author's computer only. For
a notebook of a language that one kernel of the image speaks, JupyterLab starts that one without a
word, which is a note; in a text notebook, and where there are several, it asks the reader to
choose; and where there is none, the chapter cannot be run at all.

See https://github.com/jupyterhub/mybinder.org-user-guide/issues/152
and https://github.com/conda/conda/issues/3094

Mend: name the package of the kernel in `environment.yml`::

    channels:
      - conda-forge
    dependencies:
      - python=3.12
      - bash_kernel

or, where another kernel does as well, save the chapter with it::

    jupytext --set-kernel python3 chapter.ipynb
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.languages.r_wanted import beside, bring_r, wanted_in_vain
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.machine.kernels import Lack, missing_kernels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.project import Project

SEVERITY = Severity.ERROR

_MOST_NAMED = 3
"""Chapters that a command names; what is longer is not pasted."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each kernel that is missing, at the first chapter that wants it."""
    environment = project.environment
    if not project.has_environment_files or environment.failure or environment.empty:
        return
    if environment.buildpack in {None, "docker", "nix"}:
        return
    for lack in missing_kernels(project):
        if lack.title == "R" and any(wanted_in_vain(environment, project.tree)):
            continue  # the file that asks for it in vain is the cause, and has a rule of its own
        place, *also = (Location(chapter.path) for chapter in lack.chapters)
        yield Finding(
            f"{_subject(lack)}, {_reason(lack)}.",
            _fix(lack, environment),
            place,
            _severity(lack, environment),
            tuple(also),
        )


def _severity(lack: Lack, environment: Environment) -> Severity:
    if lack.title is None and not environment.complete:
        return Severity.NOTE
    if lack.title and any(environment.file(name) for name in ("postBuild", "start")):
        return Severity.NOTE  # which may bring the language by a way that is not seen
    if lack.instead:
        return Severity.WARNING if _asks(lack) else Severity.NOTE
    return Severity.ERROR if lack.certain else Severity.WARNING


def _asks(lack: Lack) -> bool:
    """Whether a reader has to choose another kernel."""
    return len(lack.instead) != 1 or any(chapter.notebook.text for chapter in lack.chapters)


def _subject(lack: Lack) -> str:
    count = len(lack.chapters) - 1
    others = f" and {count} other chapter{'s' if count > 1 else ''}" if count else ""
    first = f"`{lack.chapters[0].path}`{others}"
    if lack.title:
        return f"{first} {'are' if count else 'is'} in {lack.title}"
    return f"{first} {'ask' if count else 'asks'} for the kernel `{lack.name}`"


def _reason(lack: Lack) -> str:
    if lack.title:
        them = "they" if len(lack.chapters) > 1 else "it"
        return f"and no file asks for {lack.title}, so {them} cannot be run"
    if lack.unregistered:
        return f"but pip installs `{lack.unregistered}` without telling Jupyter of it"
    if not lack.instead:
        return "which no file of the environment brings"
    missing = "which the image does not have"
    if len(lack.instead) > 1:
        return f"{missing}; JupyterLab asks the reader for another"
    instead = f"{missing}; JupyterLab starts {_named(lack.instead[0])} in its place"
    if all(chapter.notebook.text for chapter in lack.chapters):
        return f"{missing}; JupyterLab asks the reader for another"
    return f"{instead}, or in a text notebook asks the reader" if _asks(lack) else instead


def _named(kernel: str) -> str:
    return "that of the image's Julia" if kernel == "julia-*" else f"`{kernel}`"


def _fix(lack: Lack, environment: Environment) -> str:
    if lack.title == "R":
        return bring_r(environment)
    if lack.title:
        return (
            f"Add a file `{beside(environment, 'Project.toml')}` that lists the packages of Julia "
            'under `[deps]`, and under `[compat]` the line `julia = "~1.10"`, with your version.'
        )
    if lack.unregistered and lack.known:
        return (
            f"Add the line `python -m {lack.known.register}` to a script "
            f"`{beside(environment, 'postBuild')}`."
        )
    if lack.instead:
        return _save_with(lack, "python3" if "python3" in lack.instead else lack.instead[0])
    added = _add(lack, environment)
    return added or (
        "Name the package that brings this kernel in the environment file, or save "
        f"{'the chapters' if len(lack.chapters) > 1 else 'the chapter'} with one that it brings."
    )


def _save_with(lack: Lack, kernel: str) -> str:
    if kernel == "julia-*":
        return (
            "Open and save it with the Julia of the image, or ask for the Julia it was written "
            "with, under `[compat]` in `Project.toml`."
        )
    paths = (shlex.quote(chapter.path) for chapter in lack.chapters[:_MOST_NAMED])
    command = f"`jupytext --set-kernel {kernel} {' '.join(paths)}`"
    more = " and the same with the others," if len(lack.chapters) > _MOST_NAMED else ""
    return f"Run {command},{more} or choose that kernel in JupyterLab and save."


def _add(lack: Lack, environment: Environment) -> str | None:
    """Return the mend that adds the kernel's package, where one is known."""
    known, file = lack.known, environment.conda_file
    if known is None:
        return None
    if file is not None and known.conda:
        named = " and ".join(f"`- {name}`" for name in known.conda)
        return f"Add {named} under `dependencies:` in `{file.path}`."
    used = environment.file("requirements.txt")
    if known.pip:
        listed = f"Add `{known.pip[0]}` to `{used or 'the environment file'}`"
        script = f"`{beside(environment, 'postBuild')}`"
        after = f", and `python -m {known.register}` to {script}" if known.register else ""
        return f"{listed}{after}."
    if known.conda:
        instead = f", with the packages of `{used}`, which is not read beside it" if used else ""
        named = " and ".join(f"`- {name}`" for name in known.conda)
        path = beside(environment, "environment.yml")
        return f"Add a file `{path}` that lists {named} under `dependencies:`{instead}."
    return None
