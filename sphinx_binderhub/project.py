"""The facts that a rule may ask for, gathered once: from a directory or from a Sphinx build.

One resolver, `Project.launch`, serves directive, automatic badge, report and command line, so
that they cannot disagree.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_binderhub.book import Book
from sphinx_binderhub.chapters import Chapter, find_chapters
from sphinx_binderhub.config import OptionError, Settings
from sphinx_binderhub.environment import read_environment
from sphinx_binderhub.findings import Location
from sphinx_binderhub.launch import Launch, Repository
from sphinx_binderhub.launcher import Launcher, judges, usable_settings
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.repository import Sources
from sphinx_binderhub.repository.checkout import Checkout, read_checkout
from sphinx_binderhub.repository.ci import is_ci, read_ci
from sphinx_binderhub.services import Offer, offers_of
from sphinx_binderhub.tree import Tree, UnreadableError, files_on_disk

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.notebook import Need
    from sphinx_binderhub.page import Page
    from sphinx_binderhub.revisions import Revisions

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True)
class Refusal:
    """A launch link that is not shown: where it would stand, and why not.

    `shown` is one that is shown all the same, and not built as its page asked.
    """

    location: Location
    error: UnlaunchableError
    shown: bool = False


@dataclass(frozen=True)
class Project:
    """One book in one repository.

    `chapters` are its notebooks, `pages` the pages of a Sphinx build with what they say of their
    launch; `ci` is whether the build runs in continuous integration. `refused` are the options of
    the book that cannot be used, each with the reason, `given` those of the command line.
    """

    tree: Tree
    settings: Settings = Settings()
    chapters: tuple[Chapter, ...] = ()
    ci: bool = False
    sources: Sources = field(default_factory=lambda: Sources(Checkout(Path())))
    book: Book = Book(Path())
    pages: tuple[Page, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    given: frozenset[str] = frozenset()

    @classmethod
    def of_book(
        cls,
        book: Book,
        checkout: Checkout | None = None,
        given: Mapping[str, object] = _NOTHING,
    ) -> Project:
        """Return the project of `book`, without chapters and pages.

        Options of the book that cannot be used are `refused`; for those `given` over them,
        `OptionError` is raised.
        """
        checkout = checkout or read_checkout(book.source)
        sources = Sources(checkout, book.theme_word(), read_ci(os.environ))
        settings, refused = usable_settings(*book.settings(), sources)
        settings = settings.override(given)
        for judge in judges(sources):
            judge(settings)
        files = checkout.tracked if checkout.problem is None else files_on_disk(checkout.root)
        return cls(
            tree=Tree(checkout.root, files),
            settings=settings,
            ci=is_ci(os.environ),
            sources=sources,
            book=book,
            refused={name: why for name, why in refused.items() if name not in given},
            given=frozenset(given),
        )

    @cached_property
    def environment(self) -> Environment:
        """What repo2docker makes of the tree, as the hub of the settings runs it."""
        return read_environment(self.tree, self.settings)

    @cached_property
    def repository(self) -> Repository | None:
        """The repository and ref that the book launches, or `None` where nobody names one."""
        return self.sources.derive(self.settings)

    @property
    def knows_files(self) -> bool:
        """Whether git said which files the repository has."""
        return self.sources.checkout.problem is None

    @cached_property
    def needs(self) -> Mapping[str, list[tuple[int, Chapter, Need]]]:
        """What chapters need, without what is optional: by kind, numbered by path and cell."""
        found: dict[str, list[tuple[int, Chapter, Need]]] = {}
        number = 0
        for chapter in sorted(self.chapters, key=lambda chapter: chapter.path):
            for need in chapter.notebook.needs:
                if not need.optional:
                    number += 1
                    found.setdefault(need.kind, []).append((number, chapter, need))
        return found

    def path_of(self, file: Path) -> str | None:
        """Return the path of `file` in the repository, POSIX, or `None` where it is outside."""
        return self.tree.path_of(file)

    @property
    def config_path(self) -> str | None:
        """The path of the file that configures the book, in the repository."""
        return self.path_of(self.book.config_file) if self.book.config_file else None

    @cached_property
    def config_lines(self) -> list[str]:
        """The lines of that file, where it can be read."""
        try:
            return self.tree.read_text(self.config_path).splitlines() if self.config_path else []
        except UnreadableError:
            return []

    def config_line(self, word: str) -> int | None:
        """Return the line of that file on which `word` first stands, where it can be read."""
        numbered = enumerate(self.config_lines, 1)
        return next((number for number, line in numbered if word in line), None)

    def launch(self, path: str | None, *overrides: Mapping[str, object]) -> Launch:
        """Return the launch that opens `path`, with `overrides` put over the book's options.

        Raises `UnlaunchableError` where no link would be right, and `OptionError` for a value that
        an option cannot have.
        """
        return self._launcher.launch(path, self._launcher.settings_with(overrides))

    def build_problems(self) -> Iterator[tuple[UnlaunchableError, bool]]:
        """Yield what keeps the book's images from being built as the author asked.

        With each, whether its links are shown all the same; the error of a launch of the repository
        alone is the first.
        """
        return self._launcher.problems_of_book()

    @property
    def revisions(self) -> Revisions:
        """The trees and environments of the repository's commits."""
        return self._launcher.revisions

    @property
    def has_own_environment(self) -> bool:
        """Whether the image is built from this very repository and ref."""
        return self.settings.environment is None

    @property
    def has_environment_files(self) -> bool:
        """Whether the image is built from the files here, and they are all on this disk.

        A sparse checkout may lack those that git has.
        """
        used = self.tree.files & set(self.environment.used) if self.has_own_environment else ()
        return self.has_own_environment and all(map(os.path.lexists, map(self.tree.place, used)))

    def offers(
        self, page: Page, path: str | None = None, values: Mapping[str, object] = _NOTHING
    ) -> tuple[Launch, tuple[Offer, ...]]:
        """Return the launch of `page`, or of the file `path`, and all the places to run it.

        `values` are those of a directive. A page that is no notebook opens the repository. Raises
        as `launch` does.
        """
        own = page.path if page.is_chapter else None
        settings = self._launcher.settings_with((page.word.values, values))
        if "url" in values:  # the author named the one hub of this badge
            settings = settings.override({"targets": ()})
        launch = self._launcher.launch(path or own, settings)
        return launch, offers_of(launch, settings)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Every launch link of the build's pages that cannot be shown."""
        return tuple(self.refusals_of(self.pages))

    def refusals_of(self, shown: Iterable[Page]) -> Iterator[Refusal]:
        """Yield every launch link that cannot be shown where `shown` are the book's pages."""
        pages = {page.docname: page for page in shown}
        for page in pages.values():
            if page.is_badged(self.settings):
                yield from self._refused(page, Location(page.path))
            for link in page.links:
                opened = pages.get(link.docname)
                if opened:
                    place = Location(page.path, link.line, cell=link.cell)
                    yield from self._refused(opened, place, link.path, link.values)

    def _refused(
        self,
        page: Page,
        place: Location,
        path: str | None = None,
        values: Mapping[str, object] = _NOTHING,
    ) -> Iterator[Refusal]:
        try:
            self.offers(page, path, values)
            settings = self._launcher.settings_with((page.word.values, values))
            for problem in self._launcher.problems(settings):
                yield Refusal(place, problem, shown=True)
        except UnlaunchableError as error:
            yield Refusal(place, error)
        except OptionError as error:
            reason = f"`{error.name}`: {error.message}"
            yield Refusal(place, UnlaunchableError(reason, f"give `{error.name}` another value"))

    def _environment_of(self, tree: Tree) -> Environment:
        if tree is self.tree:
            return self.environment
        return read_environment(tree, self.settings)

    @cached_property
    def _launcher(self) -> Launcher:
        texts = {chapter.path: chapter.notebook for chapter in self.chapters}
        return Launcher(
            *(self.settings, self.refused, self.sources, self.tree),
            environment_of=self._environment_of,
            notebooks=texts,
            given=self.given,
        )


def with_chapters(project: Project, *, imports_only: bool = False) -> Project:
    """Return `project` with every notebook of its repository as a chapter, without Sphinx.

    With `imports_only`, the chapters tell of the modules that they need, and of nothing else.
    """
    return replace(project, chapters=find_chapters(project.tree, imports_only=imports_only))
