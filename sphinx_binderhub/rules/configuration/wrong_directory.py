"""An environment file is in a folder where Binder never looks.

Binder reads the files of `binder/` or `.binder/`, or else of the repository's root. One in `docs/`,
`book/` or next to the notebooks is not found. An error where there is no other environment; a note
where there is one, for the file may well serve something else. Requirements that build the
documentation, and files of tests and containers, are left alone.

See https://github.com/volkamerlab/teachopencadd/issues/100

Mend: move the file; the build of the book can point at the new place::

    git mv book/environment.yml environment.yml
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from sphinx_binderhub.environment import main_file
from sphinx_binderhub.environment.elsewhere import explains, misplaced_files
from sphinx_binderhub.findings import Finding, Location, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.project import Project

SEVERITY = Severity.NOTE


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding that names the files, the likeliest first."""
    environment, tree = project.environment, project.tree
    if environment.buildpack is None and not environment.empty:
        return  # Binder stops before it looks for environment files; that comes first.
    found = misplaced_files(tree, environment)
    if not found:
        return
    # Another file out of place may explain it better, and is reported by its own rule.
    fatal = explains(tree, environment)[:1] == found[:1]
    folder = environment.binder_directory
    name = found[0].rpartition("/")[2].replace("environment.yaml", "environment.yml")
    target = f"{folder}/{name}" if folder else name
    where = f"in `{folder}/` alone" if folder else "in the root, `binder/` or `.binder/` alone"
    command = f"run `git mv {shlex.quote(found[0])} {target}`"
    main = main_file(environment, tree)
    if environment.detected and main and target not in tree.files:  # two lists: one is ignored
        command = f"bring what Binder needs of it into `{main}`"
    if target in tree.files:  # a command would overwrite what Binder does read
        command = f"bring what Binder needs of it into `{target}`"
    yield Finding(
        f"Binder does not read `{found[0]}`: it looks {where}"
        + (", and finds no environment there." if fatal else "."),
        f"{command[:1].upper()}{command[1:]}."
        if fatal
        else f"If it is meant for Binder, {command}; if not, leave it.",
        Location(found[0]),
        Severity.ERROR if fatal else Severity.NOTE,
        tuple(map(Location, found[1:])),
    )
