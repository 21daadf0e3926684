"""The requirements name a file or folder that is not in the repository.

A file after `-r` or `-c` is looked for beside the one that names it; `-e ./package` and other paths
from the root of the repository, wherever `requirements.txt` lies, or from the folder of an
`environment.yml`. A folder must hold a `pyproject.toml` or `setup.py`. Binder has what git has, and
nothing above it. Where one such file is missing, pip installs nothing.

See https://pip.pypa.io/en/stable/reference/requirements-file-format/

Mend, in `requirements.txt`: write the path as it is from there, or delete the line::

    numpy==2.3.2
"""

from __future__ import annotations

import posixpath
import shlex
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.local_paths import (
    INSTALLABLE,
    inside,
    is_absolute,
    is_installable,
    is_on_disk,
    is_there,
    local_path,
)
from sphinx_binderhub.environment.pip.pip_refusal import shown
from sphinx_binderhub.findings import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_binderhub.environment.pip.requirements_file import PipEntry
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree

SEVERITY = Severity.ERROR

ARCHIVES = (".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar", ".tar.xz")


@dataclass(frozen=True)
class Named:
    """A path that a line names: as it is written, and seen from which folder."""

    entry: PipEntry
    path: str
    folder: str
    option: str

    @property
    def inside(self) -> str | None:
        """The path in the repository."""
        return inside(self.folder, self.path)


@dataclass(frozen=True)
class _Index:
    """The files and packages of a tree by their names in small letters."""

    tree: Tree

    def similar(self, path: str) -> list[str]:
        """Return what has the same name, whatever its capitals, in whatever place."""
        return self._names.get(posixpath.basename(path.replace("\\", "/")).lower(), [])

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        packages = (one for one in self.tree.directories if is_installable(self.tree, one))
        for path in sorted((*self.tree.files, *packages)):
            names.setdefault(posixpath.basename(path).lower(), []).append(path)
        return names


def check(project: Project) -> Iterator[Finding]:
    """Yield one finding for each path that leads nowhere."""
    seen, index = set[str](), _Index(project.tree)
    for entry in project.environment.pip_entries:
        named = _named(entry)
        if named is None or (where := named.inside or named.path) in seen:
            continue
        seen.add(where)
        yield from _judge(named, project.tree, index)


def _named(entry: PipEntry) -> Named | None:
    said = entry.said
    if (said.refusal is not None and said.refusal.fatal) or entry.foreign or said.finds:
        return None
    if target := said.include or said.constraints:
        here = posixpath.dirname(entry.file)
        option = "-r " if said.include else "-c "
        return None if "://" in target else Named(entry, target, here, option)
    path = local_path(said.target) if said.target else None
    # What lies outside of the repository may well be in the image: `/usr/share/x`.
    if path is None or (is_absolute(path) and inside("", path) is None):
        return None
    return Named(entry, path, entry.folder, "-e " if said.editable else "")


def _judge(named: Named, tree: Tree, index: _Index) -> Iterator[Finding]:
    path, wanted = named.inside, f"`{shown(named.option + named.path)}`"
    if path is None:
        yield _finding(
            named,
            f"{wanted} leads out of the repository, and Binder has nothing else.",
            "Put what it names into the repository, or delete the line.",
        )
    elif not is_there(tree, path):
        yield _finding(
            named, f"`{shown(path)}` is not in the repository.", _mend(named, path, tree, index)
        )
    elif named.option in {"-r ", "-c "}:
        return
    elif path in tree.files and not path.lower().endswith(ARCHIVES):
        if is_on_disk(tree, path, file=True):
            yield _finding(
                named,
                f"`{path}` is a file, and no package that pip can install.",
                f"Write `-r {path}`, if it lists packages, or delete the line.",
            )
    elif not is_installable(tree, path):
        holds = " nor ".join(f"`{name}`" for name in INSTALLABLE)
        yield _finding(
            named,
            f"The folder `{path or '.'}` holds neither {holds}, so pip cannot install it.",
            "Add a `pyproject.toml` to it, or delete the line.",
        )


def _finding(named: Named, message: str, fix: str) -> Finding:
    text = f"{message} pip stops there, and the build fails."
    return Finding(text, fix, named.entry.location)


def _mend(named: Named, path: str, tree: Tree, index: _Index) -> str:
    """Return the mend: the path that was meant, where there is one such, or what to add."""
    base = named.option.strip()
    dot = "" if base in {"-r", "-c"} else "./"
    similar = [one for one in index.similar(path) if one != path]
    if is_on_disk(tree, path):
        return f"Commit it: `git add {shlex.quote(path)}`."
    if len(similar) == 1:
        right = posixpath.relpath(similar[0], named.folder or ".")
        right = right if right.startswith("..") else f"{dot}{right}"
        return f"Write `{named.option}{right}`."
    if "\\" in named.entry.text:
        return "Write the path with `/`; Binder runs Linux."
    return f"Add `{path}` to the repository, or delete the line."
