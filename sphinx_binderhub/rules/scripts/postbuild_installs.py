"""`postBuild` installs packages that an environment file could name.

`postBuild` runs after the repository has been copied, so it runs again for every commit, while the
packages of an environment file are kept from one build to the next. They also fit together, for
they are chosen together, and the imports of the chapters are checked against them. What has to be
installed in this way, such as the package of the repository itself, is left alone.

See https://repo2docker.readthedocs.io/en/latest/configuration/actions/

Mend: name the packages in the environment file, and keep the rest of `postBuild`::

    #!/bin/bash
    set -e
    python data/prepare.py
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import read_script
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE

_CONDA = frozenset({"conda", "mamba", "micromamba"})
_PLAIN = frozenset(
    {"-y", "--yes", "-q", "--quiet", "-qq", "-v", "-U", "--upgrade", "--no-cache-dir", "--no-cache"}
    | {"--update-all", "--freeze-installed", "--disable-pip-version-check"}
)
"""Options that an environment file can do without; any other may be the reason for the script."""
_REQUIREMENT = re.compile(r"[A-Za-z0-9][\w.-]*(\[[\w,.-]*\])?([<>=!~][\w.*<>=!~,+]*)?$")
_TOOLS = frozenset({"pip", "setuptools", "wheel", "conda", "mamba"})


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for all the packages."""
    environment = project.environment
    path = environment.file("postBuild")
    if path is None or environment.buildpack in {None, "docker", "nix"}:
        return
    script = read_script(project.tree, path)
    found = {one: _installed(one) for one in script.commands.found} if script else {}
    commands = [command for command, names in found.items() if names and command.certain]
    if commands:
        names = list(dict.fromkeys(name for one in commands for name in found[one]))
        listed = ", ".join(f"`{name}`" for name in names[:5]) + (" and more" * (len(names) > 5))
        places = [Location(path, command.line, command.column) for command in commands]
        yield Finding(
            f"`{path}` installs {listed} anew for every commit; packages of an environment file "
            "are kept.",
            f"Move {'them' if len(names) > 1 else 'it'} to {_target(environment)}.",
            places[0],
            also=tuple(places[1:]),
        )


def _installed(command: Command) -> tuple[str, ...]:
    """Return the packages that the command installs, none where it does anything special."""
    words = command.program
    if command.name.startswith("python") and words[1:3] == ("-m", "pip"):
        words = words[2:]
    name = words[0].rpartition("/")[2] if words else ""
    if name not in _CONDA and not re.fullmatch(r"pip[\d.]*", name):
        return ()
    options = [word for word in words[1:] if word.startswith("-")]
    verb, *packages = [word for word in words[1:] if not word.startswith("-")] or [""]
    if verb != "install" or not _PLAIN.issuperset(options):
        return ()
    if not all(map(_REQUIREMENT.match, packages)):
        return ()
    return tuple(one for one in packages if re.split(r"[\[<>=!~]", one)[0] not in _TOOLS)


def _target(environment: Environment) -> str:
    folder = f"{environment.binder_directory}/" if environment.binder_directory else ""
    if environment.conda_file is not None:
        return f"`{environment.conda_file.path}`, under `dependencies:` or `pip:`"
    if environment.buildpack == "pipfile":
        return f"`{folder}Pipfile`, under `[packages]`"
    return f"`{folder}requirements.txt`"
