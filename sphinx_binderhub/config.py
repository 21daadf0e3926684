"""The options: one frozen dataclass, one field per option.

Registration with Sphinx, the table in the docs and the command line's defaults derive from it.
"""

from __future__ import annotations

import dataclasses
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any
from urllib.parse import urlsplit

PREFIX = "binderhub_"
"""What every option begins with in `conf.py`."""

INTERFACES = ("lab", "notebook", "rstudio", "voila", "terminal")
BADGES = ("auto", "chapters", "all", "none")


class OptionError(Exception):
    """An option has a value that it cannot have. `name` is the bare name, without the prefix."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(name, message)
        self.name = name
        self.message = message

    def describe(self, written: str) -> str:
        """Return the one sentence for the author, with the option as he wrote it."""
        return f"{written}: {self.message}"


class Default(str):
    """The text of an option that nobody set: an author may write the same text and mean it."""

    __slots__ = ()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"expected text, got {_shown(value)}")
    if any(ord(char) < 32 or ord(char) == 127 or "\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"contains a character that no text can: {_shown(value)}")
    return value if isinstance(value, Default) else value.strip()


def _hub(value: object) -> str:
    """Return the base URL of a BinderHub, without a slash at its end."""
    text = _text(value)
    example = "write the base URL of a BinderHub, such as 'https://mybinder.org'"
    try:
        parts = urlsplit(text)
        host, user = parts.hostname, parts.username
        _ = parts.port
    except ValueError:
        raise ValueError(f"{_shown(value)} is not a URL; {example}") from None
    if parts.scheme not in {"http", "https"} or not host:
        bare = re.match(r"[\w-]+(\.[\w-]+)+", text)
        hint = f"did you mean 'https://{text}'?" if bare else example
        raise ValueError(f"{_shown(value)} does not begin with http:// or https://; {hint}")
    if user is not None:
        raise ValueError(f"holds a user name or password, which would be published; {example}")
    base = f"{parts.scheme}://{parts.netloc}{parts.path}"
    launch = re.search(r"/(v2|build|repo)(/|$)", parts.path)
    if launch or parts.query or parts.fragment:
        path = parts.path[: launch.start()] if launch else parts.path
        clean = f"{parts.scheme}://{parts.netloc}{path}".rstrip("/")
        raise ValueError(f"{_shown(value)} is a launch link, not a hub; write '{clean}'")
    if re.search(r"[\s\"'<>`\\{}|^]", text):
        raise ValueError(f"{_shown(value)} holds characters that a URL cannot; {example}")
    return base.rstrip("/")


def _interface(value: object) -> str:
    text = _text(value)
    if text in INTERFACES or re.match(r"/[^/\\\s][^\\\s]*$", text):
        return text
    raise ValueError(_not_one_of(value, INTERFACES) + ", or a path that begins with one '/'")


def _badges(value: object) -> str:
    if not isinstance(value, str) or value.strip() not in BADGES:
        raise ValueError(_not_one_of(value, BADGES))
    return _text(value)


def _import_names(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(
        isinstance(part, str) for pair in value.items() for part in pair
    ):
        raise ValueError(
            f"expected a mapping of import name to package, such as {{'cv2': 'opencv'}}, "
            f"got {_shown(value)}"
        )
    return dict(value)


def _optional(check: Callable[[object], str]) -> Callable[[object], str | None]:
    def checked(value: object) -> str | None:
        return None if value is None or value == "" else check(value)

    return checked


def _option(default: Any, check: Callable[[object], object], text: str) -> Any:
    return field(default_factory=lambda: default, metadata={"check": check, "help": text})


@dataclass(frozen=True)
class Settings:
    """The author's options, checked. A value that is `None` is derived."""

    url: str = _option(
        Default("https://mybinder.org"),
        _hub,
        "The hub: the base URL of the BinderHub that launches.",
    )
    repository: str | None = _option(
        None,
        _optional(_text),
        "The repository that is launched, in any form: browser URL, clone URL, ``owner/repo``. "
        "Derived from the theme's options, CI and git where it is not set.",
    )
    ref: str | None = _option(
        None,
        _optional(_text),
        "The branch, tag or commit that is launched, or ``HEAD`` for the default branch. "
        "Derived where it is not set.",
    )
    interface: str = _option(
        Default("lab"),
        _interface,
        "What opens: ``lab``, ``notebook``, ``rstudio``, ``voila``, ``terminal``, or a path "
        "on the launched server that begins with ``/``.",
    )
    badges: str = _option(
        Default("auto"),
        _badges,
        "Where badges are placed without being asked for: ``auto`` (under the title of each "
        "chapter, but not where the theme shows the same link), ``chapters``, ``all`` (every "
        "page) or ``none``.",
    )
    label: str | None = _option(
        None, _optional(_text), 'The text of the badge; the translated "Launch on Binder".'
    )
    profile: str | None = _option(
        None,
        _optional(_text),
        "Which repo2docker the hub runs: ``mybinder.org`` or a release such as ``2026.4.0``. "
        "Chosen by the hub's URL where it is not set.",
    )
    import_names: Mapping[str, str] = _option(
        {},
        _import_names,
        "Import name to package, for packages whose import name differs, such as "
        "``{'cv2': 'opencv'}``.",
    )

    def override(self, values: Mapping[str, object]) -> Settings:
        """Return these settings with `values` (bare names) checked and put over them.

        Repository and ref are a pair: a new repository without a ref drops the old one's. Raises
        `OptionError` for a name that no option has, or a value that it cannot have.
        """
        checked = {name: check(name, value) for name, value in values.items()}
        if checked.get("repository"):
            checked.setdefault("ref", None)
        return dataclasses.replace(self, **checked)


@dataclass(frozen=True)
class Option:
    """What is known of one option: for registration, for the docs, for the command line."""

    name: str
    default: object
    help: str


def options() -> Iterator[Option]:
    """Yield every option in the order of its declaration."""
    for declared in dataclasses.fields(Settings):
        yield Option(declared.name, getattr(Settings(), declared.name), declared.metadata["help"])


def check(name: str, value: object) -> Any:
    """Return `value` as the option `name` wants it; raise `OptionError`."""
    for declared in dataclasses.fields(Settings):
        if declared.name == name:
            try:
                return declared.metadata["check"](value)
            except ValueError as error:
                raise OptionError(name, str(error)) from None
    raise OptionError(
        name, "there is no such option" + nearest(name, (option.name for option in options()))
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """Return `"; did you mean '…'?"` for the known name most like `name`, or nothing."""
    match = get_close_matches(name, list(known), n=1)
    return f"; did you mean '{match[0]}'?" if match else ""


def _not_one_of(value: object, allowed: tuple[str, ...]) -> str:
    return f"{_shown(value)} is not one of {', '.join(map(repr, allowed))}"


def _shown(value: object) -> str:
    """Return `value` as an error shows it: short, and without a password in a URL."""
    text = redacted(_BRIEF.repr(value))
    return text if len(text) <= 120 else text[:119] + "…"


def redacted(text: str) -> str:
    """Return `text` without anything before an `@`, where an address may hold a password."""
    return re.sub(r"[^\s'\"]*@", "", text)


_BRIEF = reprlib.Repr()
_BRIEF.maxstring = _BRIEF.maxother = 120
_BRIEF.maxlevel = 2
