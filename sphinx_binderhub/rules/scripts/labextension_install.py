"""`postBuild` installs extensions of Jupyter in a way that Jupyter has given up.

Since JupyterLab 4 and Notebook 7, an extension is a Python package and works once that is
installed. `jupyter nbextension` and `jupyter serverextension` are gone: the command fails, and it
is an error where the build stops with it. `jupyter labextension install` and `jupyter lab build`
compile the whole of JupyterLab, for minutes and with much memory, and what they install was mostly
written for an older one. Environments that bring an older Jupyter of their own are left alone.

See https://jupyter-notebook.readthedocs.io/en/latest/migrate_to_notebook7.html
and, for a course that it hit, https://github.com/data-8/textbook/issues/203

Mend: name the extension's Python package in the environment file, and keep the rest of
`postBuild`::

    #!/bin/bash
    set -e
    python data/prepare.py
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name
from packaging.version import Version

from sphinx_binderhub.environment.scripts.script import scripts_of
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.scripts.script import Script
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.WARNING

_CHANNELS = frozenset({"conda-forge", "nodefaults", "defaults", "bioconda", "pytorch"})
"""Channels of which no package is known to bring an older Notebook, but those named below."""
_CLASSIC = frozenset({"nbextension", "serverextension", "bundlerextension"})
_OLDER = {
    "notebook": ("7", re.compile(r"<|=\s*[0-6](\D|$)")),
    "jupyterlab": ("4", re.compile(r"<|=\s*[0-3](\D|$)")),
}
"""By package: the first version that is meant, and what asks for an older one."""
_MAY_BRING_OLDER = frozenset(
    {"anaconda", "appmode", "beakerx", "hide-code", "jupyter-cms", "jupyter-contrib-nbextensions"}
    | {"jupyter-dashboards", "jupyter-nbextensions-configurator", "nb-conda", "nbclassic"}
    | {"nbgrader", "nbpresent", "nbtutor", "nglview", "qgrid", "rise", "sos-notebook"}
)
"""Packages that need an older Notebook, in some of their versions."""


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each kind of command in each script."""
    environment = project.environment
    if environment.buildpack in {None, "docker", "nix"}:
        return
    for script in scripts_of(project.tree, environment):
        installed = set().union(*map(_installed, script.commands.found))
        if installed & {*_OLDER, "jupyter", *_MAY_BRING_OLDER}:
            continue  # the script chooses a Jupyter itself
        commands = [one for one in script.commands.found if one.certain and one.after != "||"]
        commands = [command for command in commands if _words(command)]
        if _is_new(environment, "notebook"):
            yield from _classic(script, commands, _is_known(environment) and "" not in installed)
        if _is_new(environment, "jupyterlab"):
            yield from _lab(script, commands)


def _is_new(environment: Environment, name: str) -> bool:
    """Tell whether the image surely has the newer version of the package."""
    first, older = _OLDER[name]
    version = environment.profile.base.get(environment.python or "", {}).get(name, "0")
    if Version(version) < Version(first):
        return False
    for package in environment.packages:
        canonical = canonicalize_name(package.name)
        if canonical == name and older.search(package.specifier):
            return False
        if name == "notebook" and canonical in _MAY_BRING_OLDER:
            return False
    return True


def _is_known(environment: Environment) -> bool:
    """Tell whether no packages come from a channel whose packages are not known."""
    file = environment.conda_file
    return file is None or all(channel.value in _CHANNELS for channel in file.channels)


def _installed(command: Command) -> set[str]:
    """Return the packages that the command installs, `""` for what is not named."""
    words = command.program
    if "install" not in words[:4] or not re.match(
        r"pip|python|conda|mamba|micromamba", command.name
    ):
        return set()
    names = [word for word in words if not word.startswith("-") and word != "install"]
    plain = [re.match(r"[A-Za-z][\w.-]*(?=$|[<>=!~\[])", name) for name in names]
    special = any(word in {"-r", "-e", "--file"} for word in words) or None in plain
    return {canonicalize_name(match[0]) for match in plain if match} | ({""} if special else set())


def _words(command: Command) -> tuple[str, ...]:
    """Return the words after `jupyter`, however it is called."""
    program = command.program
    if command.name == "jupyter":
        return program[1:]
    if command.name.startswith("jupyter-"):
        return (command.name.removeprefix("jupyter-"), *program[1:])
    if command.name.startswith("python") and program[1:3] == ("-m", "jupyter"):
        return program[3:]
    return ()


def _classic(script: Script, commands: list[Command], known: bool) -> Iterator[Finding]:
    found = [command for command in commands if _words(command)[0] in _CLASSIC]
    found.sort(key=lambda command: not command.ends)
    if found:
        stops = found[0].ends and known
        yield Finding(
            f"`{script.path}` runs `{found[0].shown}`, which Notebook 7 no longer has"
            + (", and the build stops." if stops else "; it is likely to fail."),
            "Drop the command: an extension that Notebook 7 can use works once its package is "
            "installed.",
            _place(script, found[0]),
            Severity.ERROR if stops else Severity.WARNING,
            tuple(_place(script, command) for command in found[1:]),
        )


def _lab(script: Script, commands: list[Command]) -> Iterator[Finding]:
    installs = [one for one in commands if _words(one)[:2] == ("labextension", "install")]
    builds = [one for one in commands if _words(one)[:2] == ("lab", "build")]
    if not installs and not builds:
        return
    # `--no-build` leaves it to a later command to compile.
    first, *others = sorted([*installs, *builds], key=lambda one: "--no-build" in one.program)
    outcome = "compiles the whole of JupyterLab" + (" for an extension" if installs else "")
    if "--no-build" in first.program:
        later = any(_words(one)[:2] == ("lab", "build") for one in script.commands.found)
        outcome = "takes in an extension of JupyterLab that "
        outcome += "another command compiles" if later else "is never compiled"
    yield Finding(
        f"`{script.path}` runs `{first.shown}`, which {outcome}"
        + ("; version 4 has packages for that." if installs else "."),
        "Drop the command, and name the extension's Python package in the environment file."
        if installs
        else "Drop the command: extensions that are Python packages need none.",
        _place(script, first),
        Severity.WARNING if installs else Severity.NOTE,
        tuple(_place(script, command) for command in others),
    )


def _place(script: Script, command: Command) -> Location:
    return Location(script.path, command.line, command.column)
