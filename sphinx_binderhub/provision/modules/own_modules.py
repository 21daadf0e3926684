"""The modules that a repository holds itself, and whether a chapter finds them on Binder.

The kernel of a notebook runs in the notebook's own folder, and Python looks for modules there and
among what is installed. The root of the repository is on nobody's path by itself.
"""

from __future__ import annotations

import enum
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from sphinx_binderhub.environment.pip.local_paths import inside
from sphinx_binderhub.provision.modules.module_index import ModuleIndex, index_of
from sphinx_binderhub.provision.modules.path_changes import (
    chapter_changes_path,
    image_changes_path,
    source_changes_path,
)
from sphinx_binderhub.tree import UnreadableError, prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.tree import Tree

PACKAGING = ("setup.py", "pyproject.toml", "setup.cfg")
"""Files that make a folder a project."""
_ROOTS = ("", "src")
_MADE = frozenset({"_build", "build", "dist", "jupyter_execute", "site-packages"})
"""Folders of what a tool made."""
_PROJECT = re.compile(r"^\s*\[(?:project|build-system|tool\.poetry)\]", re.MULTILINE)
"""A `pyproject.toml` that pip installs; many others only configure a tool."""
_NAME = re.compile(r"\bname[\"']?\s*[=:]\s*[\"']?([A-Za-z0-9][\w.-]*)")
_NOTEBOOK_LOADERS = frozenset({"import_ipynb", "importnb", "ipynb", "nbimporter"})
"""Modules with which a notebook imports another notebook."""


class Reach(enum.Enum):
    """Whether a chapter finds a module of the repository."""

    FOUND = "it lies where Python looks"
    PERHAPS = "it is there, and where Python looks cannot be told"
    LOST = "it is there, and Python does not look there"
    NOWHERE = "the repository has no such module"


@dataclass(frozen=True)
class OwnModules:
    """The modules of one repository, as its environment lets chapters find them."""

    tree: Tree
    environment: Environment
    _found: dict[tuple[str, bool], frozenset[str]] = field(default_factory=dict, repr=False)
    _changed: dict[str, bool] = field(default_factory=dict, repr=False)
    _projects: dict[str, str] = field(default_factory=dict, repr=False)

    def reach(self, module: str, chapter: Chapter | None, *, guessed: bool) -> Reach:
        """Return whether `chapter` (or one in the root) finds the top part of `module`.

        A folder without `__init__.py` is a module too, but courses like to name their folders after
        packages: it is taken for one only where the name is `guessed` to be a package's, or the
        folder holds what is imported from it.
        """
        places = self._places(module, guessed)
        top = module.partition(".")[0]
        if chapter is None:
            return Reach.FOUND if "" in places else self._elsewhere(places, None)
        if chapter.notebook.writes and top in _written(chapter):
            return Reach.FOUND
        if guessed and top in self._index.notebooks and _loads_notebooks(chapter):
            places |= self._index.notebooks[top]
        if not places:
            return Reach.NOWHERE
        if not places.isdisjoint(_search_path(chapter)):
            return Reach.FOUND
        return self._elsewhere(places, chapter)

    def _elsewhere(self, places: frozenset[str], chapter: Chapter | None) -> Reach:
        """Return whether a chapter finds what lies in `places` and not where it looks first."""
        if not places:
            return Reach.NOWHERE
        if self._is_installed(places):
            return Reach.FOUND
        changed = self._image_changes_path or (chapter is not None and self._is_changed(chapter))
        return Reach.PERHAPS if changed else Reach.LOST

    def _is_changed(self, chapter: Chapter) -> bool:
        """Tell whether the chapter, or a module beside it that it imports, changes the path."""
        found = self._changed.get(chapter.path)
        if found is None:
            here, modules = posixpath.dirname(chapter.path), self._index.modules
            tops = dict.fromkeys(one.top for one in chapter.notebook.imports)
            beside = (posixpath.join(here, top) for top in tops if here in modules.get(top, ()))
            found = chapter_changes_path(chapter) or any(map(self._source_changes_path, beside))
            self._changed[chapter.path] = found
        return found

    def _source_changes_path(self, module: str) -> bool:
        found = self._changed.get(module)
        if found is None:
            found = self._changed[module] = source_changes_path(self.tree, module)
        return found

    def folders_of(self, top: str) -> list[str]:
        """Return the folders that hold a module or package `top`, the likeliest to be meant first.

        Modules inside a package are imported by its name, and copies that a tool made do not count.
        """
        found = self._index.modules.get(top) or self._index.spaces.get(top, frozenset())
        fit = (one for one in found if one in _ROOTS or not self._is_inside(one))
        return sorted(fit, key=lambda one: (one.count("/"), one))

    def _is_inside(self, folder: str) -> bool:
        made = not _MADE.isdisjoint(folder.split("/"))
        return made or f"{folder}/__init__.py" in self.tree.files

    def project_of(self, place: str) -> str | None:
        """Return the folder of the Python project that packs the modules in `place`."""
        for folder in (*reversed(list(prefixes(place))), "") if place else ("",):
            text = self._packaging(folder)
            layout = place[len(folder) :].strip("/")
            if text and (layout in _ROOTS or _names_folder(text, layout)):
                return folder
        return None

    def project_names(self, folder: str) -> frozenset[str]:
        """Return what the project in `folder` may be called where it is published."""
        return frozenset(map(canonicalize_name, _NAME.findall(self._packaging(folder))))

    def _packaging(self, folder: str) -> str:
        """Return what makes `folder` a project that pip installs, or nothing; it is read once."""
        if folder not in self._projects:
            paths = [posixpath.join(folder, name) for name in PACKAGING]
            paths = [path for path in paths if path in self.tree.files]
            found = "".join(_text(self.tree, path) for path in paths)
            setup = any(path.endswith("setup.py") for path in paths)
            self._projects[folder] = found if setup or _PROJECT.search(found) else ""
        return self._projects[folder]

    def _places(self, module: str, guessed: bool) -> frozenset[str]:
        """Return the folders that hold the top part of `module`; each is looked for once."""
        found = self._found.get((module, guessed))
        if found is None:
            found = self._found[module, guessed] = self._look_for(module, guessed)
        return found

    def _look_for(self, module: str, guessed: bool) -> frozenset[str]:
        top, _, rest = module.partition(".")
        index = self._index
        found = index.modules.get(top, frozenset())
        spaces = index.spaces.get(top, frozenset())
        if guessed or not spaces:
            return found | spaces
        part = rest.partition(".")[0]
        below = index.modules.get(part, frozenset()) | index.spaces.get(part, frozenset())
        return found | {one for one in spaces if posixpath.join(one, top) in below}

    def _is_installed(self, places: frozenset[str]) -> bool:
        """Tell whether one of `places` is in a folder that is installed, which says what of it."""
        return any(
            folder in ("", place) or place.startswith(f"{folder}/")
            for folder in self.environment.installed
            for place in places
        )

    @cached_property
    def _index(self) -> ModuleIndex:
        return index_of(self.tree.files)

    @cached_property
    def _image_changes_path(self) -> bool:
        return image_changes_path(self.tree, self.environment)


def _names_folder(text: str, folder: str) -> bool:
    """Tell whether `folder` stands in a packaging file, as the place of its packages."""
    end = r"/?(?=[\"'\s,\])]|$)"
    return re.search(rf"[\"'=\s](?:\./)?{re.escape(folder)}{end}", text) is not None


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.read_text(path) or " "
    except UnreadableError:
        return " "


def _search_path(chapter: Chapter) -> Iterator[str]:
    """Yield the folders that Python looks in, as far as the notebook says."""
    here = posixpath.dirname(chapter.path)
    yield here
    for folder in chapter.notebook.search_paths:
        for start in (here, ""):  # the second where the notebook went to the root before
            found = inside(start, folder)
            if found is not None:
                yield found


def _written(chapter: Chapter) -> Iterator[str]:
    """Yield the modules that the notebook writes or fetches when it runs."""
    for path in chapter.notebook.writes:
        for part in path.replace("\\", "/").split("/"):
            yield part.removesuffix(".py")


def _loads_notebooks(chapter: Chapter) -> bool:
    return any(one.top in _NOTEBOOK_LOADERS for one in chapter.notebook.imports)
