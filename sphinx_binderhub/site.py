"""The Sphinx side's state: the project of a build, and what each page told while it was read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from sphinx.config import Config
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.errors import ConfigError

from sphinx_binderhub.badges.nodes import binder_badge, binder_link
from sphinx_binderhub.badges.placement import place_badge
from sphinx_binderhub.book import Book
from sphinx_binderhub.config import PREFIX, OptionError, options
from sphinx_binderhub.page import Link, Page, page_word
from sphinx_binderhub.project import TEXT_NOTEBOOK_SUFFIXES, Chapter, Project, notebook_at

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


class BuilderKind(NamedTuple):
    """The name and the format of a builder: `dirhtml`, `html`."""

    name: str
    format: str


_BUILDERS: WeakKeyDictionary[Config, BuilderKind] = WeakKeyDictionary()
_PROJECTS: WeakKeyDictionary[Config, Project] = WeakKeyDictionary()
_CONFIGURATION_FILES = ("conf.py", "_config.yml")


def project_of(config: Config) -> Project:
    """Return the project of the build that `config` configures."""
    return _PROJECTS[config]


def builder_of(config: Config) -> BuilderKind:
    """Return the builder of the build that `config` configures."""
    return _BUILDERS[config]


def note_builder(app: Sphinx) -> None:
    """Remember the builder, which `BuildEnvironment` will not know for long: `builder-inited`."""
    _BUILDERS[app.config] = BuilderKind(app.builder.name, app.builder.format)


def pages_of(env: BuildEnvironment) -> dict[str, Page]:
    """Return what every page told, by docname; kept in Sphinx's environment."""
    return stored(env, "binderhub_pages")


def chapters_of(env: BuildEnvironment) -> dict[str, Chapter]:
    """Return the notebook of every page that is one, by docname; kept in Sphinx's environment."""
    return stored(env, "binderhub_chapters")


def stored(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return what this extension keeps under `name` in Sphinx's environment, between builds."""
    kept: dict[str, Any] = env.__dict__.setdefault(name, {})
    return kept


def derive_project(app: Sphinx, config: Config) -> None:
    """Gather what is known before a page is read: `config-inited`, after every theme's say."""
    names = [PREFIX + option.name for option in options()]
    values = {name: config[name] for name in [*names, "html_theme_options", "html_context"]}
    folder = Path(app.confdir)
    files = [folder / name for name in _CONFIGURATION_FILES if (folder / name).is_file()]
    book = Book(Path(app.srcdir), files[0] if files else None, values)
    try:
        _PROJECTS[config] = Project.of_book(book)
    except OptionError as error:
        raise ConfigError(error.describe(PREFIX + error.name)) from None


def complete_project(config: Config, env: BuildEnvironment) -> Project:
    """Put the pages and chapters that were read into the project, once all are: `env-updated`."""
    pages, chapters = pages_of(env), chapters_of(env)
    project = replace(
        project_of(config),
        pages=tuple(pages[name] for name in sorted(pages)),
        chapters=tuple(chapters[name] for name in sorted(chapters)),
    )
    _PROJECTS[config] = project
    return project


class PageCollector(EnvironmentCollector):
    """Reads what a page says of its launch, and its notebook, while Sphinx reads the page."""

    def clear_doc(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:  # noqa: ARG002
        """Forget a page that is read again, or gone."""
        pages_of(env).pop(docname, None)
        chapters_of(env).pop(docname, None)

    def merge_other(
        self,
        app: Sphinx,  # noqa: ARG002
        env: BuildEnvironment,
        docnames: Set[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over the pages that another process read."""
        for name in ("binderhub_pages", "binderhub_chapters"):
            theirs = stored(other, name)
            stored(env, name).update({doc: theirs[doc] for doc in docnames if doc in theirs})

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Store the facts of one page, and put its automatic badge in."""
        env = app.env
        docname = env.docname
        project = project_of(app.config)
        path = project.path_of(Path(env.doc2path(docname)))
        if path is None:
            return
        chapter = _chapter(project, path, docname)
        if chapter:
            chapters_of(env)[docname] = chapter
        links: list[Any] = list(doctree.findall(_is_link))
        word = page_word(env.metadata[docname])
        pages_of(env)[docname] = Page(
            docname, path, chapter is not None, word, tuple(map(_link, links))
        )
        place_badge(doctree, docname, links)


def _chapter(project: Project, path: str, docname: str) -> Chapter | None:
    if not path.endswith((".ipynb", *TEXT_NOTEBOOK_SUFFIXES)):
        return None
    notebook = notebook_at(project.tree, path)
    return Chapter(path, notebook, docname) if notebook else None


def _is_link(node: nodes.Node) -> bool:
    return isinstance(node, binder_badge | binder_link)


def _link(node: Any) -> Link:
    return Link(node.line, node["docname"], node.get("path"), node.get("values", {}))
