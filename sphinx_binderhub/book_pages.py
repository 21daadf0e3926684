"""Which files Sphinx reads as the pages of a book, as far as its configuration tells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sphinx_binderhub.book import JUPYTER_BOOK_FILE
from sphinx_binderhub.globs import Glob
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.book import Book
    from sphinx_binderhub.tree import Tree

_MARKDOWN = frozenset({"m2r", "m2r2", "myst_nb", "myst_parser", "recommonmark", "sphinx_mdinclude"})
"""Extensions that read Markdown."""
_FORMATS = ("nb_custom_formats", "nbsphinx_custom_formats")
"""Options that name further formats of notebooks, by their suffix."""
_ALWAYS = ("**/_sources", ".#*", "**/.#*", "*.lproj/**", "_build", "**.ipynb_checkpoints")
"""What Sphinx and Jupyter Book leave out; nobody's chapters are in `_build`."""
_MOST_PATTERNS = 500
"""Patterns that each path is compared with."""
_SUFFIX = re.compile(r"\.(md|ipynb|rst|py|Rmd|qmd)$")


@dataclass(frozen=True)
class BookPages:
    """The pages of a book.

    `folder` is that of its sources, with a slash at its end or empty. `suffixes` are those of the
    files that are read, `excluded` the patterns of those that are not; `listed` are the only pages
    there are, without their suffixes, where the table of contents decides on it.
    """

    folder: str
    suffixes: frozenset[str]
    excluded: tuple[Glob, ...]
    listed: frozenset[str] | None = None

    def docname(self, path: str) -> str | None:
        """Return the name of the page that `path` is, or `None` where it is none."""
        inside = path.removeprefix(self.folder)
        name, suffix = posixpath.splitext(inside)
        if not path.startswith(self.folder) or suffix not in self.suffixes:
            return None
        if self.listed is not None and name not in self.listed:
            return None
        return None if any(glob.excludes(inside) for glob in self.excluded) else name


def pages_of_book(book: Book, tree: Tree) -> BookPages | None:
    """Return what is read as pages, `None` where only a build could tell."""
    path = tree.path_of(book.config_file) if book.config_file and not book.problem else None
    if path is None:
        return None
    try:
        text = tree.read_text(path)
        jupyter_book = path.endswith(JUPYTER_BOOK_FILE)
        values = _of_jupyter_book(text, book.values) if jupyter_book else book.values
    except (UnreadableError, ValueError):
        return None
    suffixes = frozenset(_suffixes(values, jupyter_book=jupyter_book))
    if not suffixes or not (jupyter_book or _is_literal(text, values)):
        return None
    folder = posixpath.dirname(path)
    prefix = f"{folder}/" if folder else ""
    if jupyter_book and f"{prefix}_toc.yml" not in tree.files:
        return None  # perhaps the configuration of Jekyll, which has that name too
    texts = (*_texts(values.get("exclude_patterns")), *_texts(values.get("templates_path")))
    if len(texts) > _MOST_PATTERNS:
        return None
    excluded = tuple(filter(None, map(Glob.of, (*texts, *_ALWAYS))))
    alone = values.get("external_toc_exclude_missing") is True
    listed = _listed(tree, prefix + str(values.get("external_toc_path", "_toc.yml")))
    return BookPages(prefix, suffixes, excluded, listed if alone else None)


def _of_jupyter_book(text: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of a `_config.yml`, with those that Jupyter Book translates."""
    from sphinx_binderhub.notebook.formats.plain_yaml import load_plain  # which loads PyYAML

    data = load_plain(text)
    own = data if isinstance(data, dict) else {}
    alone = own.get("only_build_toc_files")
    patterns = own.get("exclude_patterns")
    translated = {"exclude_patterns": patterns, "external_toc_exclude_missing": alone}
    return {**translated, **values}


def _suffixes(values: Mapping[str, Any], *, jupyter_book: bool) -> Iterator[str]:
    """Yield the suffixes of the text notebooks that the book reads."""
    extensions = set(_texts(values.get("extensions")))
    if jupyter_book or extensions & _MARKDOWN or ".md" in _texts(values.get("source_suffix")):
        yield ".md"
    for option in _FORMATS:
        yield from _texts(values.get(option))


def _is_literal(text: str, values: Mapping[str, Any]) -> bool:
    """Whether a `conf.py` excludes nothing by a statement that would have to be run."""
    named = re.findall(r"^[^#\n]*\b(exclude_patterns|include_patterns)\b", text, re.MULTILINE)
    return len(named) == ("exclude_patterns" in values)


def _texts(value: object) -> list[str]:
    """Return the texts of a list, or the keys of a mapping; a text alone is one of them."""
    if isinstance(value, str):
        return [value]
    found = value if isinstance(value, list | tuple | set | dict) else ()
    return [one for one in found if isinstance(one, str)]


def _listed(tree: Tree, path: str) -> frozenset[str] | None:
    """Return the pages that a table of contents names, `None` where it does not say all."""
    from sphinx_binderhub.notebook.formats.plain_yaml import load_plain

    try:
        found = list(_named(load_plain(tree.read_text(path))))
    except (UnreadableError, ValueError, RecursionError):
        return None
    if any(key == "glob" for key, _ in found):
        return None
    return frozenset(_SUFFIX.sub("", name) for key, name in found)


def _named(data: object) -> Iterator[tuple[str, str]]:
    """Yield the files and patterns that a table of contents names, with the word before each."""
    if isinstance(data, list):
        for one in data:
            yield from _named(one)
    elif isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and key in {"file", "root", "glob"}:
                yield key, value
            else:
                yield from _named(value)
