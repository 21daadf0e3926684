"""A page of the book: what its author says of it, in front matter, metadata or a field list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sphinx_binderhub.builds import image_address
from sphinx_binderhub.config import OptionError, Settings, nearest, options, shown
from sphinx_binderhub.findings import Location
from sphinx_binderhub.repository.explicit import explicit_repository

_FOR_THE_BOOK = frozenset({"profile", "import_names", "environment_files"})
_NAMES = tuple(option.name for option in options())

_PANGEO = {"binder_url": "url", "binder_repo": "repository", "binder_ref": "ref"}


@dataclass(frozen=True)
class PageWord:
    """What a page says of its own launch, over the options of the site.

    `badge` is `False` where the page wants none, `True` where it asks for one. `problems` are
    sentences about keys and values that cannot be used; they are left out, nothing else is.
    """

    badge: bool | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A launch link that an author wrote: a `binder-badge` directive or a `binder` role.

    `docname` is the document it opens, `path` the file of the repository where one is named, and
    `values` are the options of the directive, by the names of the site's options. `cell` is the
    cell of a notebook that it stands in; `line` then counts within it.
    """

    line: int | None
    docname: str
    path: str | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    cell: int | None = None


@dataclass(frozen=True)
class ShownEnvironment:
    """What a page shows of the book's environment.

    `file` is the name of the file that is asked for, empty for the main one, and `None` for a
    table; `digest` stands for all that was there to show when the page was read.
    """

    file: str | None
    location: Location
    digest: str


@dataclass(frozen=True)
class Page:
    """One page of a build: its source's path in the repository, its word, its launch links.

    `is_chapter` is whether its source is a notebook, `indexes` are the folders whose chapters it
    lists, as docnames begin, each with the place where the author asks for the list;
    `environments` is what it shows of the environment.
    """

    docname: str
    path: str
    is_chapter: bool = False
    word: PageWord = PageWord()
    links: tuple[Link, ...] = ()
    indexes: tuple[tuple[str, Location], ...] = ()
    environments: tuple[ShownEnvironment, ...] = ()

    def badges(self, settings: Settings) -> str:
        """Return the option `badges` as it is for this page."""
        return str(self.word.values.get("badges", settings.badges))

    def is_badged(self, settings: Settings) -> bool:
        """Whether the page gets a badge without asking for it in its text."""
        if self.word.badge is not None:
            return self.word.badge
        badges = self.badges(settings)
        return badges == "all" or (self.is_chapter and badges != "none")


def page_word(metadata: Mapping[str, Any]) -> PageWord:
    """Return what `metadata` says: `binderhub`, over Pangeo's `binder`, each a mapping.

    Sphinx hands mappings over as JSON text, and a reST field as the text itself.
    """
    pangeo = _decoded(metadata.get("binder"))
    values: dict[str, object] = {}
    if isinstance(pangeo, Mapping):
        values = {name: pangeo[key] for key, name in _PANGEO.items() if pangeo.get(key)}
    if "binderhub" not in metadata:
        return _checked(values)
    own = _decoded(metadata["binderhub"])
    if isinstance(own, bool):
        return replace(_checked(values), badge=own)
    if not isinstance(own, Mapping):
        return PageWord(problems=(f"{shown(own)} is not true, false or a mapping",))
    return _checked({**values, **{str(key): value for key, value in own.items()}})


def _checked(values: Mapping[str, object]) -> PageWord:
    """Return what of `values` can be used, and sentences on what cannot."""
    good: dict[str, object] = {}
    problems: list[str] = []
    for name, value in values.items():
        problem = _problem(name, value)
        if problem:
            problems.append(problem)
        else:
            good[name] = value
    if "repository" in values and "repository" not in good and good.pop("ref", None):
        problems.append("`ref` is of the `repository` that cannot be used")
    badge = good.pop("badge", None)
    return PageWord(badge if isinstance(badge, bool) else None, good, tuple(problems))


def _problem(name: str, value: object) -> str | None:
    """Return why a page cannot say this, `None` where it can."""
    if name == "badge":
        return None if isinstance(value, bool) else f"`badge` is {shown(value)}, not true or false"
    if name not in _NAMES:
        near = nearest(name, ["badge", *_NAMES])
        return f"{shown(name)} is not the name of an option{near}"
    if name in _FOR_THE_BOOK:
        return f"`{name}` counts for the whole book and not for one page"
    try:
        settings = Settings().override({name: value})
        explicit_repository(settings)
        image_address(settings)
    except OptionError as error:
        return f"`{name}`: {error.message}"
    return None


def _decoded(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return {"true": True, "false": False}.get(value.strip().lower(), value)
