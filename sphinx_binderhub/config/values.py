"""What the value of each option must be: every check takes any value and returns a clean one.

A check raises `ValueError` with the end of a sentence that shows the value, and never a password.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from sphinx_binderhub.config.messages import shown

INTERFACES = ("lab", "notebook", "rstudio", "voila", "terminal")
BADGES = ("auto", "chapters", "all", "none")
BUILDS = ("ref", "commit", "environment")
LAYOUTS = ("menu", "badges")
_LAUNCH = re.compile(r"/(?:v2|build|repo)(?:/|$)")
"""Where the part of a launch link begins that names a repository; its ref may hold an `@`."""


class Default(str):
    """The text of an option that nobody set: an author may write the same text and mean it."""

    __slots__ = ()


def text(value: object) -> str:
    """Return a text that holds no control character."""
    if not isinstance(value, str):
        raise ValueError(f"expected text, got {shown(value)}")
    if any(ord(char) < 32 or ord(char) == 127 or "\ud800" <= char <= "\udfff" for char in value):
        raise ValueError(f"contains a character that no text can: {shown(value)}")
    return value if isinstance(value, Default) else value.strip()


def hub(value: object) -> str:
    """Return the base URL of a BinderHub, without a slash at its end."""
    written = text(value)
    example = "write the base URL of a BinderHub, such as 'https://mybinder.org'"
    if "@" in _LAUNCH.split(written)[0]:
        raise ValueError(f"holds a user name or password, which would be published; {example}")
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"{shown(value)} is not a URL; {example}") from None
    if parts.scheme not in {"http", "https"} or not host:
        bare = re.match(r"[\w-]+(\.[\w-]+)+", written)
        hint = f"did you mean {shown(f'https://{written}')}?" if bare else example
        raise ValueError(f"{shown(value)} does not begin with http:// or https://; {hint}")
    base = f"{parts.scheme}://{parts.netloc}{parts.path}"
    launch = _LAUNCH.search(parts.path)
    if launch:  # a whole launch link: a rule says so
        return base[: len(base) - len(parts.path) + launch.start()].rstrip("/")
    if parts.query or parts.fragment:
        raise ValueError(f"{shown(value)} is more than a hub; write '{base.rstrip('/')}'")
    if re.search(r"[\s\"'<>`\\{}|^]", written):
        raise ValueError(f"{shown(value)} holds characters that a URL cannot; {example}")
    return base.rstrip("/")


def interface(value: object) -> str:
    """Return the name of an interface, or a path on the server."""
    named = text(value)
    if named in INTERFACES:
        return named
    if re.match(r"/[^/\\\s][^\\\s]*$", named):
        if _leads_away(named):
            raise ValueError(f"{shown(value)} leads away from the launched server")
        return named
    raise ValueError(_not_one_of(value, INTERFACES) + ", or a path that begins with one '/'")


def _leads_away(path: str) -> bool:
    """Whether a hub's page, which resolves `path` against the server, may go elsewhere.

    It goes with the reader's token. A browser drops tabs and line ends, and the page decodes the
    path up to two times.
    """
    form = path.lstrip("/")
    for _ in range(3):
        seen = re.sub(r"[\t\r\n]", "", form).lstrip("".join(map(chr, range(33))))
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]", seen):
            return True
        form = unquote(form)
    return False


def badges(value: object) -> str:
    """Return where automatic badges stand."""
    if not isinstance(value, str) or value.strip() not in BADGES:
        raise ValueError(_not_one_of(value, BADGES))
    return text(value)


def import_names(value: object) -> Mapping[str, str]:
    """Return a mapping of import name to package."""
    if not isinstance(value, Mapping) or not all(
        isinstance(part, str) for pair in value.items() for part in pair
    ):
        raise ValueError(
            f"expected a mapping of import name to package, such as {{'cv2': 'opencv'}}, "
            f"got {shown(value)}"
        )
    for module, package in value.items():
        if not (module.strip() and package.strip()):
            raise ValueError(f"{shown(module)} is given no package: {shown(package)}")
    return dict(value)


def build(value: object) -> str:
    """Return from which commit the image is built."""
    if not isinstance(value, str) or value.strip() not in BUILDS:
        raise ValueError(_not_one_of(value, BUILDS))
    return text(value)


def layout(value: object) -> str:
    """Return how several services are shown."""
    if not isinstance(value, str) or value.strip() not in LAYOUTS:
        raise ValueError(_not_one_of(value, LAYOUTS))
    return text(value)


@dataclass(frozen=True)
class EnvironmentWord:
    """Where the image comes from, in the author's words: a repository, a ref, or both."""

    repository: str | None = None
    ref: str | None = None


def environment(value: object) -> EnvironmentWord | None:
    """Return where the image comes from: a mapping, or the repository alone."""
    if value is None or value == {} or value == "" or isinstance(value, EnvironmentWord):
        return value or None  # type: ignore[return-value]
    if isinstance(value, str):
        return EnvironmentWord(text(value))
    if not isinstance(value, Mapping):
        raise ValueError(
            "expected a mapping such as {'repository': 'owner/environment', 'ref': 'main'}, "
            f"got {shown(value)}"
        )
    check_keys(value, ("repository", "ref"))
    word = EnvironmentWord(**{str(key): text(part) or None for key, part in value.items()})
    return word if word != EnvironmentWord() else None


def environment_files(value: object) -> tuple[str, ...] | None:
    """Return the paths and patterns of what the scripts of the environment read."""
    if value is None:
        return None
    if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
        raise ValueError(
            f"expected a list of paths such as ['binder/', 'data/*.csv'], got {shown(value)}"
        )
    parts = tuple(posixpath.normpath(text(part)) for part in value)
    for part in parts:
        if part.startswith(("/", ":", "..")) or part == ".":
            raise ValueError(f"{shown(part)} is not a path from the repository's root")
    return parts


def memory(value: object) -> float | None:
    """Return an amount of memory in gigabytes: a number of them, or a text such as `6G`."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e9:
        return float(value)
    written = str(value).upper()
    match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s*(?:([MGT])(?:I?B)?)?", written)
    if not match or isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not an amount of memory such as '6G' or '500M'")
    return float(match[1]) * {"M": 0.001, "G": 1.0, "T": 1000.0}[match[2] or "G"]


def check_keys(value: Mapping[Any, Any], known: tuple[str, ...]) -> None:
    """Raise `ValueError` for a key that is not known."""
    for key in value:
        if key not in known:
            raise ValueError(f"{shown(key)} is not one of {', '.join(map(repr, known))}")


def optional(check: Callable[[object], str]) -> Callable[[object], str | None]:
    """Return `check` for a value that may be missing."""

    def checked(value: object) -> str | None:
        return None if value is None or value == "" else check(value)

    return checked


def _not_one_of(value: object, allowed: tuple[str, ...]) -> str:
    return f"{shown(value)} is not one of {', '.join(map(repr, allowed))}"
