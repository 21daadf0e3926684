"""A chapter imports a package of the repository that Binder does not install.

On Binder, a notebook runs in its own folder. Python looks for modules there and among what is
installed, and neither in the root of the repository nor in ``src/``. At the author's desk the
package was once installed with ``pip install -e .``, which no file tells Binder: where there is an
``environment.yml`` or a folder ``binder/``, it does not even look at ``setup.py`` or
``pyproject.toml`` in the root. The rule is silent where the notebook changes ``sys.path``, where a
script or a module may do so, and where the import can fail without harm. It is a warning where a
package of which little is known may hold such a module, too. A module that belongs to no project
is found beside the notebook, or where the notebook's ``sys.path`` says.

See https://github.com/jupyterhub/repo2docker/issues/1265

Mend: install the repository, by a path that is seen from the environment file::

    dependencies:
      - pip
      - pip:
          - -e ..
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.provision.local_packages import LostModule, lost_modules
from sphinx_binderhub.provision.modules.own_modules import PACKAGING
from sphinx_binderhub.provision.packages.declaring import reads_environment

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.conda.conda_file import CondaFile
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree

SEVERITY = Severity.ERROR


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each project, and for each module that belongs to none."""
    if not reads_environment(project):
        return
    found = sorted(lost_modules(project), key=_cause)
    for _, group in groupby(found, key=_cause):
        yield _finding(list(group), project)


def _cause(one: LostModule) -> tuple[bool, str]:
    """Return what is to be mended: a project that is not installed, or where one module lies."""
    return one.project is None, one.name if one.project is None else one.project


def _finding(found: list[LostModule], project: Project) -> Finding:
    first = found[0]
    places: dict[str, Location] = {}
    for one in found:
        places.setdefault(one.chapter.path, one.location)
    location, *also = places.values()
    others = f" and {len(also)} other chapter{'s' if len(also) > 1 else ''}" if also else ""
    imports = f"import{'' if also else 's'} {_shown(found)}"
    return Finding(
        f"`{first.chapter.path}` (cell {first.place.cell}){others} {imports}, "
        f"{_reason(first, project.environment, project.tree)}.",
        _fix(first, project.environment),
        location,
        _severity(found),
        tuple(also),
    )


def _severity(found: list[LostModule]) -> Severity:
    if any(one.defined and not one.doubtful for one in found):
        return Severity.ERROR
    sure = any(one.defined or not one.doubtful for one in found)
    return Severity.WARNING if sure else Severity.NOTE


def _shown(found: list[LostModule]) -> str:
    names = list(dict.fromkeys(one.name for one in found))
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(f"`{name}`" for name in names[:3]) + more


def _reason(one: LostModule, environment: Environment, tree: Tree) -> str:
    if one.project is None:
        where = f"`{one.folder}/`" if one.folder else "the root of the repository"
        return f"which lies in {where}, and Python looks for it beside the notebook only"
    start = f"{one.project}/" if one.project else ""
    file = next(f"{start}{name}" for name in PACKAGING if f"{start}{name}" in tree.files)
    if one.project == "" and environment.binder_directory:
        why = f"it ignores `{file}`, because the folder `{environment.binder_directory}/` exists"
    elif one.project == "" and environment.conda_file is not None:
        why = f"`{environment.conda_file.path}` makes it skip `{file}`"
    else:
        why = f"no environment file names the project of `{file}`"
    return f"of this repository, which Binder does not install: {why}"


def _fix(one: LostModule, environment: Environment) -> str:
    if one.project is None:
        back = posixpath.relpath(one.folder or ".", posixpath.dirname(one.chapter.path) or ".")
        return (
            f'Put `import sys; sys.path.append("{back}")` before the import, '
            f"or move `{posixpath.join(one.folder, one.name)}` beside the notebook."
        )
    if environment.buildpack == "conda" and environment.conda_file is not None:
        return _fix_conda(one.project, environment, environment.conda_file)
    used = {path.rpartition("/")[2]: path for path in environment.used}
    folder = environment.binder_directory
    if environment.buildpack == "pipfile":
        file = used.get("Pipfile", posixpath.join(folder, "Pipfile"))
        line = f'{one.name} = {{path = "{_seen(one.project, file)}", editable = true}}'
        return f"Add `{line}` under `[packages]` in `{file}`, then run `pipenv lock`."
    # pip is run in the root, wherever the file lies.
    file = used.get("requirements.txt", posixpath.join(folder, "requirements.txt"))
    return f"Add `-e {_seen(one.project, '')}` to `{file}`."


def _fix_conda(project: str, environment: Environment, file: CondaFile) -> str:
    path = _seen(project, file.path)
    if file.pip:
        return f"Add `- -e {path}` to the list under `pip:` in `{file.path}`."
    named = any(one.name == "pip" and one.manager == "conda" for one in environment.packages)
    start = "" if named else "`- pip` and "
    return f"Add {start}`- pip: [-e {path}]` under `dependencies:` in `{file.path}`."


def _seen(project: str, file: str) -> str:
    """Return the folder as it is seen from that of `file`, so that pip knows it for a path."""
    path = posixpath.relpath(project or ".", posixpath.dirname(file) or ".")
    return path if path.startswith(".") else f"./{path}"
