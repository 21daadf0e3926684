"""The files that a chapter may write or fetch before it reads them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import scripts_of
from sphinx_binderhub.provision.data.own_writes import own_modules_write
from sphinx_binderhub.provision.data.places import in_repository, places

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.tree import Tree

_FETCH = frozenset(
    {"aws", "bash", "cp", "curl", "dvc", "gdown", "git", "gsutil", "gunzip", "ipython", "kaggle"}
    | {"ln", "make", "mv", "nbconvert", "python", "python3", "quilt", "rclone", "rsync", "sh"}
    | {"source", "tar", "unzip", "wget"}
)
"""Programs of a script that may bring files into the image."""
_START_UP = (".ipython/", ".jupyter/")
"""Folders of the home, which the repository is, that say what runs before every cell."""
_IDLE_MODULES = frozenset(
    {"bash_kernel", "ipykernel", "jupyter", "nltk.downloader", "pip", "spacy"}
)
"""Modules that are run for what they install."""
_OF_LIBRARIES = frozenset({"checkpoints", "lightning_logs", "mlruns", "runs", "wandb"})
"""Folders into which libraries write without being told."""
_MOST = 1000
"""Written files that are told apart."""
_SHORTEST = 3
"""Letters of a name by which others that begin with it are known."""


@dataclass(frozen=True)
class Written:
    """What one chapter writes: `paths`, and, from the cell `anything` on, what cannot be told."""

    anything: int | None
    paths: frozenset[str] = frozenset()

    def covers(self, path: str, cell: int) -> bool:
        """Whether `path`, as the chapter writes it, may be there when its cell `cell` is run.

        What is written by name counts wherever that is.
        """
        path = posixpath.normpath(path)
        if not _OF_LIBRARIES.isdisjoint(path.split("/")):
            return True
        if self.anything is not None and cell >= self.anything:
            return True
        return any(_alike(path, written) for written in self.paths)


def written_by(chapter: Chapter, tree: Tree) -> Written:
    """Return what `chapter` writes or fetches when it runs."""
    notebook = chapter.notebook
    idle = frozenset(_run_in_vain(chapter, tree))
    needs = [need for need in notebook.needs_of("write", "mention") if need.by not in idle]
    paths = frozenset(need.name for need in needs) | notebook.writes
    cells = [need.cell for need in needs if need.name == "*"]
    if len(paths) > _MOST or own_modules_write({one.top for one in notebook.imports}, tree):
        cells.append(0)
    named = frozenset(map(posixpath.normpath, paths - {"*"}))
    return Written(min(cells, default=None), named)


def _run_in_vain(chapter: Chapter, tree: Tree) -> Iterator[str]:
    """Yield each `%run` of a file that is not there, and so writes nothing."""
    for need in chapter.notebook.needs_of("read"):
        if need.by.lstrip().startswith("%run"):
            found = [in_repository(place) for place in places(need.name, chapter, tree)]
            if found and all(path is not None and path not in tree.files for path in found):
                yield need.by


def script_fetches(project: Project) -> bool:
    """Whether the image may hold more files than the repository, or start kernels elsewhere."""
    environment = project.environment
    if environment.buildpack in {None, "docker", "nix"}:
        return True
    if any(path.startswith(_START_UP) for path in project.tree.files):
        return True
    for script in scripts_of(project.tree, environment):
        commands = script.commands
        if not (script.is_shell and commands.understood) or any(map(_fetches, commands.found)):
            return True
    return False


def _fetches(command: Command) -> bool:
    words, name = command.program, command.name
    if name.startswith("python") and words[1:2] == ("-m",):
        return words[2:3] == () or words[2] not in _IDLE_MODULES
    if name == "jupyter":
        return "nbconvert" in words or "execute" in words
    return name in _FETCH or name.endswith((".sh", ".py"))


def _alike(path: str, written: str) -> bool:
    """Tell whether who writes `written` may have `path`: it, what is in it or above it, or of it.

    `save("model")` makes `model.npz`, and `plot-*.png` stands for what is filled in at run time.
    """
    if "*" in written:
        begins, ends = written.partition("*")[0], written.rpartition("*")[2]
        return path.startswith(begins) and path.endswith(ends)
    if path == written or path.startswith(f"{written}/") or written.startswith(f"{path}/"):
        return True
    name, other = posixpath.basename(path), posixpath.basename(written)
    stem = posixpath.splitext(other)[0]
    return name == other or (len(stem) >= _SHORTEST and name.startswith(stem))
