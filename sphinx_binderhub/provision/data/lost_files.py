"""The files that chapters read by name, and those of them that Binder will not have."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from sphinx_binderhub.provision.data.file_index import has_beginning, in_other_case, of_same_name
from sphinx_binderhub.provision.data.places import in_repository, places
from sphinx_binderhub.provision.data.readers import PICTURES, surely_reads
from sphinx_binderhub.provision.data.words import is_secret
from sphinx_binderhub.provision.data.written_files import Written, script_fetches, written_by

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.notebook import Need
    from sphinx_binderhub.project import Project

Why = Literal["name", "disk", "outside", "root", "chapter", "elsewhere", "nowhere"]
"""Why a file is not found: it has another name, is here and not in git, would lie outside the
repository, is there for a kernel that starts in another folder, is written by another chapter, lies
somewhere else, or nowhere."""

_PLAIN: frozenset[Why] = frozenset({"name", "disk"})
"""What shows by itself that the path is meant relative to the notebook, whoever reads it."""


@dataclass(frozen=True)
class Lost:
    """A file that `chapter` reads and that will not be at `path`, relative to the root.

    `found` is the file of the repository that is likely to be meant.
    """

    chapter: Chapter
    need: Need
    path: str
    why: Why
    found: str | None = None

    @property
    def ends_cell(self) -> bool:
        """Whether the cell ends with an error; a command that fails and a picture do no harm."""
        by = self.need.by.lstrip()
        if by in PICTURES:
            return False
        return by.startswith("%run") or not by.startswith(("!", "%"))


def lost_files(project: Project, *whys: Why) -> list[Lost]:
    """Return each file that a chapter cannot do without and will not find, for these reasons.

    Nothing is said of what the chapter itself, or a script of the image, may write or fetch.
    """
    return [lost for lost in _all_lost(project) if lost.why in whys]


_latest: list[tuple[Project, tuple[Lost, ...]]] = []


def _all_lost(project: Project) -> tuple[Lost, ...]:
    """Return every lost file; those of the last project are kept, for several rules ask."""
    if not (_latest and _latest[0][0] is project):
        shelf = _Shelf(project)
        chapters = sorted(project.chapters, key=lambda chapter: chapter.path)
        found = tuple(lost for chapter in chapters for lost in shelf.lost_of(chapter))
        _latest[:] = [(project, found)]
    return _latest[0][1]


def by_cause(lost: list[Lost], project: Project) -> Iterator[list[Lost]]:
    """Yield what is lost for one reason together: what is in one folder, or comes to lie there."""
    directories = project.tree.directories

    def cause(one: Lost) -> tuple[str, bool, str, str]:
        found = posixpath.dirname(one.found or "") if one.why != "chapter" else one.found or ""
        return one.why, is_secret(one.need.name), _top_missing(one.path, directories), found

    for _, group in groupby(sorted(lost, key=cause), key=cause):
        yield list(group)


def _top_missing(path: str, directories: frozenset[str]) -> str:
    """Return the highest folder above `path` that is not there, else the one that holds it."""
    folder = ""
    for part in posixpath.dirname(path).split("/"):
        folder = posixpath.join(folder, part)
        if folder not in directories:
            break
    return folder


@dataclass
class _Shelf:
    """The files of the repository, looked up by the names that chapters use."""

    project: Project
    _known: dict[tuple[str, str, frozenset[str]], Lost | None] = field(default_factory=dict)

    def lost_of(self, chapter: Chapter) -> Iterator[Lost]:
        """Yield what `chapter` will not find."""
        written: Written | None = None
        files, here = self.project.tree.files, posixpath.dirname(chapter.path)
        folder = f"{here}/" if here else ""
        for need in chapter.notebook.needs_of("read"):
            if need.optional or folder + need.name in files:
                continue  # nearly all: the rest costs more
            lost = self._lost(chapter, need)
            if lost is None:
                continue
            if lost.why not in _PLAIN and not surely_reads(need.by):
                continue  # it may look in a folder of its own
            if lost.why not in _PLAIN and need.by in PICTURES and self.project.pages:
                continue  # of which Sphinx speaks itself
            written = written or written_by(chapter, self.project.tree)
            if lost.why == "outside":
                yield lost  # nobody can write there
            elif not written.covers(need.name, need.cell) and (
                lost.why == "name" or not self._fetched
            ):
                yield lost

    def _lost(self, chapter: Chapter, need: Need) -> Lost | None:
        """Return what becomes of `need`: the same for chapters that work in the same folders."""
        key = (posixpath.dirname(chapter.path), need.name, chapter.notebook.search_paths)
        if key not in self._known:
            self._known[key] = self._looked_up(chapter, need)
        known = self._known[key]
        return known and Lost(chapter, need, known.path, known.why, known.found)

    def _looked_up(self, chapter: Chapter, need: Need) -> Lost | None:
        tree, project = self.project.tree, self.project
        found = places(need.name, chapter, tree)
        if not found or any(map(self._has, found)):
            return None
        path = in_repository(found[0])
        if path is None:
            above = not need.name.startswith(("/", "~")) and found[0].startswith("/home/")
            known = above and project.has_own_environment and len(found) == 1
            meant = of_same_name(need.name, tree)
            return Lost(chapter, need, need.name, "outside", meant) if known else None
        if need.name.startswith(("/", "~")) and not project.has_own_environment:
            return None  # the repository may lie in another folder then
        return self._named_otherwise(chapter, need, path) or self._absent(chapter, need, path)

    @cached_property
    def _fetched(self) -> bool:
        return script_fetches(self.project)

    @cached_property
    def _writers(self) -> dict[str, str]:
        """The files that chapters write, each with a chapter that does."""
        tree = self.project.tree
        return {
            path: chapter.path
            for chapter in self.project.chapters
            for need in chapter.notebook.needs_of("write")
            for path in map(in_repository, places(need.name, chapter, tree)[:1])
            if path is not None and "*" not in need.name
        }

    def _has(self, place: str) -> bool:
        """Whether a place on Binder holds something, or is none of ours to judge."""
        path = in_repository(place)
        if path is None:
            return not place.startswith("/home/")
        if path.startswith("."):
            return True  # a home has hidden folders that no repository knows of
        return self._holds(path) or self._holds(self._linked(path))

    def _linked(self, path: str) -> str:
        """Return where the links of the repository lead from `path`, itself if nowhere else."""
        real = self.project.tree.resolved(path)
        # On Windows this is also how the letter case is asked for, and that is to be judged.
        return path if real is None or real.lower() == path.lower() else real

    def _holds(self, path: str) -> bool:
        tree = self.project.tree
        if path in tree.files or path in tree.directories:
            return True
        modules = self.project.sources.checkout.submodules
        if any(path == one or path.startswith(f"{one}/") for one in modules):
            return True
        here = not self.project.knows_files and os.path.lexists(tree.place(path))
        return here or has_beginning(path, tree)

    def _named_otherwise(self, chapter: Chapter, need: Need, path: str) -> Lost | None:
        same = in_other_case(posixpath.normpath(path.replace("\\", "/")), self.project.tree)
        return Lost(chapter, need, path, "name", same) if same else None

    def _absent(self, chapter: Chapter, need: Need, path: str) -> Lost | None:
        tree = self.project.tree
        if "\\" in path:
            return None
        if tree.resolved(path) and os.path.lexists(tree.place(path)):
            return Lost(chapter, need, self._linked(path), "disk")
        for folder in dict.fromkeys(("", self._book)):
            meant = posixpath.normpath(posixpath.join(folder, need.name))
            if meant in tree.files or meant in tree.directories:
                return Lost(chapter, need, path, "root", meant)
        writer = self._writers.get(path)
        if writer:
            return Lost(chapter, need, path, "chapter", writer)
        same = of_same_name(path, tree)
        return Lost(chapter, need, path, "elsewhere" if same else "nowhere", same)

    @cached_property
    def _book(self) -> str:
        source = self.project.path_of(self.project.book.source)
        return source if source and source != "." else ""
