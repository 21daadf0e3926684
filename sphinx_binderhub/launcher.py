"""From a path and the options to a launch: the one resolver, which every surface asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_binderhub.builds import Builds, image_address
from sphinx_binderhub.config import PREFIX, OptionError, Settings
from sphinx_binderhub.environment import profile_for
from sphinx_binderhub.launch import Launch, Repository
from sphinx_binderhub.openings import Openings
from sphinx_binderhub.providers import UnlaunchableError
from sphinx_binderhub.revisions import Revisions

if TYPE_CHECKING:
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.notebook import Notebook
    from sphinx_binderhub.repository import Sources
    from sphinx_binderhub.tree import Tree

LAUNCH_OPTIONS = frozenset({"url", "repository", "ref", "interface", "build", "environment"})
"""The options that say what is launched."""


@dataclass(frozen=True)
class Launcher:
    """Resolves the launches of one book.

    `settings` are the book's options, `refused` those that cannot be used, `given` those that were
    typed just now, over the book's; `notebooks` are those that have been read, by path.
    """

    settings: Settings
    refused: Mapping[str, str]
    sources: Sources
    tree: Tree
    environment_of: Callable[[Tree], Environment]
    notebooks: Mapping[str, Notebook]
    given: frozenset[str] = frozenset()
    _repositories: dict[tuple[str | None, str | None], Repository] = field(
        default_factory=dict, repr=False
    )

    def settings_with(self, overrides: Iterable[Mapping[str, object]]) -> Settings:
        """Return the options with `overrides` over them; raise for one that cannot be used."""
        for name in LAUNCH_OPTIONS & self.refused.keys():
            if not any(name in values for values in overrides):
                raise UnlaunchableError(
                    f"`{PREFIX}{name}` cannot be used: {self.refused[name]}",
                    "mend it in the book's configuration",
                    "invalid-option",
                )
        settings = self.settings
        for values in overrides:
            settings = settings.override(values) if values else settings
        return settings

    def launch(self, path: str | None, settings: Settings) -> Launch:
        """Return the launch that opens `path`; raise `UnlaunchableError` for none."""
        build = self._builds.of(settings, self._repository(settings))
        target = self._openings.of(path, build, settings.interface)
        launch = Launch(
            *(settings.url, build.image, target.path, settings.interface),
            pull=build.pull,
            factory=target.factory,
        )
        _ = launch.url  # raises what cannot be written
        return launch

    def problems(self, settings: Settings) -> tuple[UnlaunchableError, ...]:
        """Return what keeps an image from being built as asked, though its launch works."""
        return self._builds.of(settings, self._repository(settings)).problems

    def problems_of_book(self) -> Iterator[tuple[UnlaunchableError, bool]]:
        """Yield what keeps the book's images from being built as the author asked.

        With each, whether its links are shown all the same.
        """
        try:
            settings = self.settings_with(())
            self.launch(None, settings)
            yield from ((problem, True) for problem in self.problems(settings))
        except UnlaunchableError as error:
            yield error, False

    def _repository(self, settings: Settings) -> Repository:
        key = (settings.repository, settings.ref)
        if key not in self._repositories:
            self._repositories[key] = self._derive(settings)
        return self._repositories[key]

    def _derive(self, settings: Settings) -> Repository:
        repository = self.sources.derive(settings)
        if repository is None:
            raise UnlaunchableError(
                "no repository to launch is known",
                "set `binderhub_repository`",
                "no-repository",
            )
        if "ref" not in self.given:  # who types a ref may know more of it than this clone
            self.sources.check_exists(repository)
        return repository

    @cached_property
    def _builds(self) -> Builds:
        texts = frozenset(path for path, notebook in self.notebooks.items() if notebook.text)
        return Builds(self.sources, self.revisions, texts)

    @cached_property
    def _openings(self) -> Openings:
        return Openings(self.sources, self.tree, self.revisions, self.notebooks)

    @cached_property
    def revisions(self) -> Revisions:
        """The trees and environments of the commits that are launched."""
        return Revisions(self.sources.checkout, self.tree, self.environment_of)


def judges(sources: Sources) -> tuple[Callable[[Settings], object], ...]:
    """Return what raises `OptionError` for options that look well and cannot be used."""
    return sources.derive, profile_for, image_address


def usable_settings(
    settings: Settings, refused: dict[str, str], sources: Sources
) -> tuple[Settings, dict[str, str]]:
    """Take the options away that look well and cannot be used all the same."""
    for judge in judges(sources) * 2:  # repository and ref are judged one after the other
        try:
            judge(settings)
        except OptionError as error:
            refused[error.name] = error.message
            settings = settings.override({error.name: None})
    return settings, refused
