"""The options that pip accepts in a requirements file."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from functools import cache
from optparse import OptionParser
from typing import NoReturn

from sphinx_binderhub.environment.pip.pip_refusal import Refusal

STRONG_HASHES = ("sha256", "sha384", "sha512")

REMOVED = (
    *("--install-option", "--process-dependency-links", "--use-wheel", "--no-use-wheel"),
    *("--allow-external", "--allow-unverified", "--allow-all-external", "--always-unzip", "-Z"),
)
"""Options of pips before 23.1."""

HASHES_LIMIT = 4096
"""Characters of options that are parsed; longer ones are hashes, and of no interest."""


@dataclass(frozen=True)
class Options:
    """The options of one line.

    `elsewhere` is whether packages may come from another place than the index that pip knows;
    `ignored` are words among the options that belong to none, which pip drops.
    """

    editable: str | None = None
    include: str | None = None
    constraints: str | None = None
    find_links: str | None = None
    elsewhere: bool = False
    hashed: bool = False
    ignored: tuple[str, ...] = ()
    refusal: Refusal | None = None


class _OptionError(Exception):
    pass


class _Parser(OptionParser):
    def error(self, msg: str) -> NoReturn:
        raise _OptionError(msg)


def read_options(text: str) -> Options:
    """Return what the options in `text` say; it begins with a dash or is empty."""
    if not text:
        return Options()
    if len(text) > HASHES_LIMIT:
        return Options(hashed="--hash" in text[:HASHES_LIMIT])
    try:
        words = shlex.split(text)
    except ValueError:
        message = "A quotation mark is missing here."
        return Options(refusal=Refusal("quotation", message, "Close the quotation."))
    try:
        parser = _parser()
        values, left = parser.parse_args(words, parser.get_default_values())
    except _OptionError as error:
        return Options(refusal=_refusal(text, str(error)))
    wrong = next((value for value in values.hash or () if not _is_hash(value)), None)
    if wrong is not None:
        return Options(refusal=_wrong_hash(wrong))
    return Options(
        editable=next(iter(values.e or ()), None),
        include=next(iter(values.r or ()), None),
        constraints=next(iter(values.c or ()), None),
        find_links=next(iter(values.f or ()), None),
        elsewhere=bool(values.i or values.extra or values.no_index or values.f),
        hashed=bool(values.hash),
        ignored=tuple(word for word in left if word != "-"),
    )


@cache
def _parser() -> _Parser:
    parser = _Parser(add_help_option=False, prog="pip")
    parser.add_option("-e", "--editable", dest="e", action="append")
    parser.add_option("-r", "--requirement", dest="r", action="append")
    parser.add_option("-c", "--constraint", dest="c", action="append")
    parser.add_option("-f", "--find-links", dest="f", action="append")
    parser.add_option("-i", "--index-url", "--pypi-url", dest="i")
    parser.add_option("--extra-index-url", dest="extra", action="append")
    parser.add_option("--no-index", dest="no_index", action="store_true")
    parser.add_option("--hash", dest="hash", action="append")
    for flag in ("--pre", "--prefer-binary", "--require-hashes"):
        parser.add_option(flag, action="store_true")
    for name in ("--no-binary", "--only-binary", "--trusted-host", "--use-feature"):
        parser.add_option(name)
    parser.add_option("--global-option")
    parser.add_option("-C", "--config-setting", "--config-settings", dest="settings")
    return parser


def _is_hash(value: str) -> bool:
    name, colon, digest = value.partition(":")
    return bool(colon and digest) and name in STRONG_HASHES


def _wrong_hash(value: str) -> Refusal:
    return Refusal(
        "hash",
        f"`--hash={value[:60]}` is no hash that pip accepts.",
        "Write it as `--hash=sha256:` and the digest.",
    )


def _refusal(text: str, said: str) -> Refusal:
    """Return the words for what `optparse` said."""
    option = next((word for word in text.split() if word.startswith("-") and word in said), "")
    option = option or text.split()[0]
    name = option.partition("=")[0]
    if "no such option" not in said:
        return Refusal(
            "option value",
            f"`{name}` is not written as pip wants it: {said}.",
            f"Write `{name}` and its value on a line of their own.",
        )
    removed = name.startswith(REMOVED)
    return Refusal(
        f"option {name}",
        f"`{name}` is not an option that pip accepts in a file.",
        f"Delete `{name}`; in a file, only what to install and where to find it can be told.",
        since="23.1" if removed else None,
    )
