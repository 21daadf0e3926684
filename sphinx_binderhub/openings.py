"""What a launch opens: the file of the launched ref, and the viewer that a text notebook needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.builds import ENVIRONMENT_WORD, Build
from sphinx_binderhub.chapters import TEXT_NOTEBOOK_SUFFIXES, notebook_at
from sphinx_binderhub.environment.pip.toml_file import parse_toml, table
from sphinx_binderhub.notebook.formats.pairing import configured_formats, paired_notebooks
from sphinx_binderhub.repository.checkout import large_files
from sphinx_binderhub.repository.history import files_at
from sphinx_binderhub.target import Files, Target, check_there, clean_path, open_text, sibling
from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.notebook import Notebook
    from sphinx_binderhub.repository import Sources
    from sphinx_binderhub.revisions import Revisions


@dataclass(frozen=True)
class Openings:
    """What opens in the launches of one book; git is asked once for each ref."""

    sources: Sources
    tree: Tree
    revisions: Revisions
    notebooks: Mapping[str, Notebook]
    _files: dict[object, Files] = field(default_factory=dict, repr=False)

    def of(self, path: str | None, build: Build, interface: str) -> Target:
        """Return what opens for `path` of the content of `build` in `interface`.

        Raises `UnlaunchableError` where it is not there, or would not open as a notebook.
        """
        clean = clean_path(path) if path else None
        if clean is None:
            return Target()
        files = self._files_of(build)
        # Some interfaces open no file of ours, and RStudio reads text as it is.
        opens = interface in {"lab", "notebook", "voila"}
        notebook = self._text_notebook(clean) if opens else None
        formats = (notebook.formats or self._formats) if notebook else None
        pair = (
            sibling(clean, paired_notebooks(clean, formats), files) if notebook and files else None
        )
        opened = pair or clean
        if files is not None and files.certain:
            check_there(opened, files, self.tree)
        if notebook is None or pair:
            return Target(opened)
        environment = self._environment_in(build)
        return open_text(clean, environment, self.revisions.add if environment else None)

    def _environment_in(self, build: Build) -> Environment | None:
        """Return the environment of an image, `None` where it is not in this checkout."""
        image = build.image
        own = self.sources.is_checkout(image.address) and image.origin != ENVIRONMENT_WORD
        commit = image.ref.commit or self.sources.built_commit(image)
        return self.revisions.environment_at(commit) if own else None

    def _text_notebook(self, path: str) -> Notebook | None:
        if not path.endswith(TEXT_NOTEBOOK_SUFFIXES):
            return None
        notebook = self.notebooks.get(path) or notebook_at(self.tree, path)
        return notebook if notebook and notebook.text else None

    @cached_property
    def _formats(self) -> str | None:
        """The formats that the repository's own configuration of Jupytext pairs."""
        for name in ("jupytext.toml", ".jupytext.toml", "pyproject.toml"):
            if name in self.tree.files:
                try:
                    tables = parse_toml(self.tree.read_text(name))
                except (UnreadableError, ValueError, RecursionError):
                    continue
                own = tables if "jupytext" in name else _tool(tables)
                return configured_formats(own)
        return None

    def _files_of(self, build: Build) -> Files | None:
        """Return the files of the content that opens, `None` where they are not known."""
        repository = build.pull.repository if build.pull else build.image
        checkout, ref = self.sources.checkout, repository.ref
        if checkout.problem or not self.sources.is_checkout(repository.address):
            return None
        known = ref.commit or self.sources.built_commit(repository)
        commit = known if known != checkout.head else None
        key = (known, ref.name, bool(build.pull))
        if key not in self._files:
            listed = files_at(checkout.root, commit) if commit else None
            tree = self.tree if listed is None else Tree(checkout.root, listed)
            self._files[key] = Files(
                *(tree, ref.name, ref.kind == "tag", listed is None, bool(build.pull)),
                certain=bool(known) or checkout.head is None,
                submodules=checkout.submodules,
                stored=self._large.__contains__,
            )
        return self._files[key]

    @cached_property
    def _large(self) -> frozenset[str]:
        """The files whose content git fetches from large file storage."""
        return large_files(self.tree.root, sorted(self.tree.files))


def _tool(tables: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a `pyproject.toml` says of Jupytext."""
    return table(table(tables, "tool"), "jupytext")
