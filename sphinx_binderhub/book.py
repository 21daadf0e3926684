"""The book: where its sources are, and what its own configuration says, read without running it.

A Sphinx build hands over the values of its configuration; the command line reads the literal
assignments of `conf.py`, or `_config.yml`, so that both agree.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_binderhub.config import (
    PREFIX,
    Default,
    OptionError,
    Settings,
    TargetWord,
    check,
    options,
)
from sphinx_binderhub.repository import ThemeWord
from sphinx_binderhub.tree import Tree, UnreadableError

_BROKEN = (SyntaxError, ValueError, LookupError, TypeError, RecursionError, MemoryError)
"""What a configuration file may make its parser raise."""
_INTERFACES = {"jupyterlab": "lab", "classic": "notebook"}
_BUTTONS = ("jupyterhub", "colab", "deepnote", "jupyterlite")
"""The services of the theme's `launch_buttons`, beside Binder."""
_HOSTS = {"github": "https://github.com", "gitlab": "https://gitlab.com"}
JUPYTER_BOOK_FILE = "_config.yml"
_USUAL_FOLDERS = ("", "docs", "doc", "book", "docs/source", "doc/source", "source")


@dataclass(frozen=True)
class Book:
    """One book, as its author configured it.

    `source` is its source directory, `config_file` the file that configures it. `values` are the
    values of that configuration under Sphinx's names. `unread` names the options whose value only
    running the file could tell, `problem` says why the file could not be read at all.
    """

    source: Path
    config_file: Path | None = None
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    unread: tuple[str, ...] = ()
    problem: str | None = None

    def settings(self) -> tuple[Settings, dict[str, str]]:
        """Return the checked options, and of those that cannot be used the reason by name.

        What the theme's `launch_buttons` say counts where the author set nothing; one of them that
        cannot be used has the name `launch_buttons.…`.
        """
        given: dict[str, object] = {}
        refused: dict[str, str] = {}
        buttons, unusable = self._launch_buttons()
        for option in options():
            value = self.values.get(PREFIX + option.name, option.default)
            if value is None or _is_default(value, option.default):
                value = buttons.get(option.name)
                refused.update(unusable if option.name == "targets" else {})
            if value is None:
                continue
            try:
                given[option.name] = check(option.name, value)
            except OptionError as error:
                refused[option.name] = error.message
        return Settings().override(given), refused

    @property
    def suppressed(self) -> tuple[str, ...]:
        """What the author turned off with Sphinx's `suppress_warnings`."""
        switches = self.values.get("suppress_warnings")
        return tuple(map(str, switches)) if isinstance(switches, list | tuple) else ()

    def theme_word(self) -> ThemeWord:
        """Return the repository and the ref that the theme's options name."""
        theme, context = self._mapping("html_theme_options"), self._mapping("html_context")
        for url, branch in (
            ("repository_url", "repository_branch"),
            ("source_repository", "source_branch"),
        ):
            if theme.get(url) or theme.get(branch):
                return ThemeWord(_text(theme.get(url)), _text(theme.get(branch)))
        for host, server in _HOSTS.items():
            user, name = _text(context.get(f"{host}_user")), _text(context.get(f"{host}_repo"))
            if user and name:
                base = _text(context.get(f"{host}_url")) or server
                return ThemeWord(f"{base}/{user}/{name}", _text(context.get(f"{host}_version")))
        return ThemeWord()

    @property
    def path_to_docs(self) -> str | None:
        """The path of the sources that the author typed for the theme, without outer slashes."""
        typed = _text(self._mapping("html_theme_options").get("path_to_docs"))
        return typed.strip("/").removeprefix("./") or None if typed else None

    def _launch_buttons(self) -> tuple[dict[str, object], dict[str, str]]:
        """Return the theme's buttons as options, and why services among them cannot be used."""
        buttons = self._mapping("html_theme_options").get("launch_buttons")
        if not isinstance(buttons, Mapping):
            return {}, {}
        named = buttons.get("notebook_interface")
        interface = _INTERFACES.get(named) if isinstance(named, str) else None
        found: dict[str, object] = {"interface": interface} if interface else {}
        hub = buttons.get("binderhub_url")
        if isinstance(hub, str) and hub:
            found["url"] = hub
        services, refused = _services(buttons)
        return {**found, "targets": services} if services else found, refused

    def _mapping(self, name: str) -> Mapping[str, Any]:
        value = self.values.get(name)
        return value if isinstance(value, Mapping) else {}


def _services(buttons: Mapping[str, Any]) -> tuple[list[TargetWord], dict[str, str]]:
    """Return the services among the theme's buttons, and why others cannot be used."""
    words: list[TargetWord] = []
    refused: dict[str, str] = {}
    for service in _BUTTONS:
        url = buttons.get(f"{service}_url")
        if not isinstance(url, str) or not url:
            continue
        try:
            words += check("targets", [{"service": service, "url": url}])
        except OptionError as error:
            refused[f"launch_buttons.{service}_url"] = error.message
    return words, refused


def _is_default(value: object, default: object) -> bool:
    """Whether nobody set the option; a text that is written like the default is somebody's."""
    return value == default if not isinstance(value, str) else isinstance(value, Default)


def find_book(root: Path, start: Path) -> Book:
    """Return the book that `start` belongs to: the nearest upward, else one in a usual folder."""
    upward = [folder for folder in (start, *start.parents) if folder.is_relative_to(root)]
    folders = [*upward, *(root / name for name in _USUAL_FOLDERS)]
    for folder in folders:
        if (folder / JUPYTER_BOOK_FILE).is_file() and (folder / "_toc.yml").is_file():
            return read_jupyter_book(folder / JUPYTER_BOOK_FILE, root)
        if (folder / "conf.py").is_file():
            return _read(folder / "conf.py", root, _read_conf)
    # Jekyll's configuration has the name of Jupyter Book's, so without a table of contents beside
    # it, it comes last.
    for folder in folders:
        if (folder / JUPYTER_BOOK_FILE).is_file():
            return read_jupyter_book(folder / JUPYTER_BOOK_FILE, root)
    return Book(start)


def read_jupyter_book(path: Path, root: Path) -> Book:
    """Return what the author wrote into the `_config.yml` of Jupyter Book 1, under Sphinx's names.

    In a build these are mixed with Jupyter Book's own defaults, which are nobody's word.
    """
    return _read(path, root, _read_config_yml)


def _read(path: Path, root: Path, read: Any) -> Book:
    try:
        values, unread = read(Tree(root).read_text(path.relative_to(root).as_posix()))
    except (UnreadableError, *_BROKEN) as error:
        return Book(path.parent, path, problem=_first_line(error))
    return Book(path.parent, path, values, unread)


def _read_conf(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the literal assignments of a `conf.py`, and the options that are not literal."""
    values: dict[str, Any] = {}
    unread: list[str] = []
    for name, node in _assignments(_parsed(text)):
        try:
            values[name] = ast.literal_eval(node)
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            values.pop(name, None)
            if name.startswith(PREFIX) or name == "html_theme_options":
                unread.append(name)
    return values, tuple(unread)


def assigned_names(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of every assignment of a `conf.py`; nothing where it cannot be read."""
    try:
        module = _parsed(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for name, node in _assignments(module):
        yield node.lineno, name


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of an invalid escape in the author's file
        return ast.parse(text)


def _assignments(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for statement in module.body:
        if isinstance(statement, ast.Assign):
            for target in statement.targets:
                if isinstance(target, ast.Name):
                    yield target.id, statement.value
        elif (
            isinstance(statement, ast.AnnAssign)
            and isinstance(statement.target, ast.Name)
            and statement.value is not None
        ):
            yield statement.target.id, statement.value


def _read_config_yml(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    from sphinx_binderhub.notebook.formats.plain_yaml import load_plain  # which loads PyYAML

    data = load_plain(text)
    if not isinstance(data, Mapping):
        return {}, ()
    sphinx, repository = _part(data, "sphinx"), _part(data, "repository")
    values: dict[str, Any] = dict(_part(sphinx, "config"))
    theme = {
        "repository_url": repository.get("url"),
        "repository_branch": repository.get("branch"),
        "path_to_docs": repository.get("path_to_book"),
        "launch_buttons": _part(data, "launch_buttons"),
    }
    own = values.get("html_theme_options")
    values["html_theme_options"] = {**theme, **(own if isinstance(own, Mapping) else {})}
    return values, ()


def _part(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = data.get(name)
    return part if isinstance(part, Mapping) else {}


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _first_line(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    reason = getattr(error, "msg", None) or str(error)
    return f"line {line}: {reason}" if line else str(reason).partition("\n")[0]
