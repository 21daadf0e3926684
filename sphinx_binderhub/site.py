"""The Sphinx side's state: the project of a build, and what each page told while it was read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from sphinx.config import Config

from sphinx_binderhub.book import JUPYTER_BOOK_FILE, Book, read_jupyter_book
from sphinx_binderhub.config import PREFIX, options
from sphinx_binderhub.project import Project

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.page import Page


class BuilderKind(NamedTuple):
    """The name and the format of a builder (`dirhtml`, `html`), and where it writes.

    `folder` is where pages go, `memory` where Sphinx keeps what it knows between builds. `root`
    gives the way from the page of a document to the top of the site, `None` where the output is no
    site.
    """

    name: str
    format: str
    folder: Path
    memory: Path
    root: Callable[[str], str | None] = lambda _docname: None


_BUILDERS: WeakKeyDictionary[Config, BuilderKind] = WeakKeyDictionary()
_PROJECTS: WeakKeyDictionary[Config, Project] = WeakKeyDictionary()
_MADE: WeakKeyDictionary[Config, dict[object, Any]] = WeakKeyDictionary()
_Made = TypeVar("_Made")


def project_of(config: Config) -> Project:
    """Return the project of the build that `config` configures."""
    return _PROJECTS[config]


def builder_of(config: Config) -> BuilderKind:
    """Return the builder of the build that `config` configures."""
    return _BUILDERS[config]


def note_builder(app: Sphinx) -> None:
    """Remember the builder, which `BuildEnvironment` will not know for long: `builder-inited`."""
    builder = app.builder

    def root(docname: str) -> str | None:
        page = builder.get_target_uri(docname).partition("#")[0]
        return "../" * page.count("/")

    site = builder.format == "html" and builder.name != "epub"
    folders = (Path(app.outdir), Path(app.doctreedir))
    kind = BuilderKind(builder.name, builder.format, *folders)
    _BUILDERS[app.config] = kind._replace(root=root) if site else kind


def pages_of(env: BuildEnvironment) -> dict[str, Page]:
    """Return what every page told, by docname; kept in Sphinx's environment."""
    return stored(env, "binderhub_pages")


def chapters_of(env: BuildEnvironment) -> dict[str, Chapter]:
    """Return the notebook of every page that is one, by docname; kept in Sphinx's environment."""
    return stored(env, "binderhub_chapters")


def once(config: Config, key: object, make: Callable[[], _Made]) -> _Made:
    """Return what `make` gives, which is made once in a build: pages are written from the same."""
    made = _MADE.setdefault(config, {})
    if key not in made:
        made[key] = make()
    value: _Made = made[key]
    return value


def forget_made(config: Config) -> None:
    """Forget what `once` made: all pages have been read by now, and only now."""
    _MADE.pop(config, None)


def stored(env: BuildEnvironment, name: str) -> dict[str, Any]:
    """Return what this extension keeps under `name` in Sphinx's environment, between builds."""
    kept: dict[str, Any] = env.__dict__.setdefault(name, {})
    return kept


def derive_project(app: Sphinx, config: Config) -> None:
    """Gather what is known before a page is read: `config-inited`, after every theme's say."""
    names = [PREFIX + option.name for option in options()]
    names += ["html_theme_options", "html_context", "suppress_warnings"]
    values = {name: config[name] for name in names}
    file = Path(app.confdir) / "conf.py"
    jupyter_book = Path(app.confdir) / JUPYTER_BOOK_FILE
    if "jupyter_book" in config.extensions and jupyter_book.is_file():
        file = jupyter_book
        written = read_jupyter_book(file, file.parent).values
        values["html_theme_options"] = written.get("html_theme_options")
    book = Book(Path(app.srcdir), file if file.is_file() else None, values)
    _PROJECTS[config] = Project.of_book(book)


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
