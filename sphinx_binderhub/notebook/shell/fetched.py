"""The files that a command line fetches: `wget`, `curl`, `git`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from sphinx_binderhub.notebook.shell.operands import ANYWHERE, Fact, is_path, operands

_WGET_VALUED = frozenset(
    {"-O", "-P", "-o", "-a", "-U", "-t", "-T", "-w", "-Q", "-e", "--output-document", "--header"}
    | {"--directory-prefix", "--user-agent", "--tries", "--timeout", "--user", "--password"}
    | {"--load-cookies", "--save-cookies", "--post-data", "--output-file"}
)
_WGET_MANY = frozenset(
    {"-r", "--recursive", "-m", "--mirror", "-x", "--force-directories", "-i", "--input-file"}
    | {"--content-disposition", "-p", "--page-requisites"}
)
_CURL_VALUED = frozenset(
    {"-o", "--output", "-H", "--header", "-d", "--data", "-u", "--user", "-X", "--request", "-A"}
    | {"--user-agent", "-b", "--cookie", "-c", "--cookie-jar", "-e", "--referer", "-x", "--proxy"}
    | {"-F", "--form", "-m", "--max-time", "--retry", "-T", "--upload-file", "--output-dir", "-w"}
    | {"--connect-timeout", "--data-raw", "--data-binary", "-K", "--config", "--url", "--cacert"}
)
_CLUSTER = re.compile(r"-[A-Za-z#]{2,}")
_GIT_IDLE = frozenset(
    {"add", "blame", "branch", "commit", "config", "describe", "diff", "fetch", "log", "ls-files"}
    | {"push", "remote", "rev-parse", "shortlog", "show", "status", "tag", "version"}
)
_GIT_VALUED = frozenset({"-C", "-c"})
_CLONE_VALUED = frozenset(
    {"-b", "-o", "-c", "-j", "-u", "--branch", "--config", "--depth", "--filter", "--jobs"}
    | {"--origin", "--reference", "--shallow-since", "--template", "--upload-pack"}
)


def wget(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the file that `wget` writes."""
    if not _WGET_MANY.isdisjoint(words):
        yield "write", ANYWHERE
        return
    target = _value(words, "O", "--output-document")
    if target is not None:
        yield from _written(target)
        return
    folder = _value(words, "P", "--directory-prefix") or ""
    for address in operands(words, _WGET_VALUED):
        yield from _written(_saved_as(address, folder))


def curl(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the files that `curl` writes; without an option it shows what it fetches."""
    if "--remote-header-name" in words or "-J" in words or "--output-dir" in words:
        yield "write", ANYWHERE
        return
    remote = "--remote-name" in words or "--remote-name-all" in words
    remaining = iter(words[1:])
    for word in remaining:
        cluster = bool(_CLUSTER.fullmatch(word)) or len(word) == 2
        if word == "--output" or (cluster and word[:1] == "-" and word[-1:] == "o"):
            yield from _written(next(remaining, ""))
        elif word.startswith("--output="):
            yield from _written(word.partition("=")[2])
        elif word.startswith("-o") and len(word) > 2:
            yield from _written(word[2:])
        elif word in _CURL_VALUED:
            next(remaining, None)
        remote |= cluster and word[:1] == "-" and "O" in word
        if cluster and "J" in word[1:] and word[:1] == "-":
            yield "write", ANYWHERE
    if remote:
        for address in operands(words, _CURL_VALUED):
            yield from _written(_saved_as(address, ""))


def git(words: Sequence[str]) -> Iterator[Fact]:
    """Yield the folder that `git clone` makes; what other commands write is not known."""
    given = list(operands(words, _GIT_VALUED))
    if not given or given[0] in _GIT_IDLE:
        return
    if given[0] != "clone" or "-C" in words:
        yield "write", ANYWHERE
        return
    address, *folder = [*operands(words[words.index("clone") :], _CLONE_VALUED), ""][:2]
    name = folder[0] if folder and folder[0] else _last(address).removesuffix(".git")
    yield from _written(name)


def _value(words: Sequence[str], letter: str, long: str) -> str | None:
    """Return the value of an option; its letter may be the last of several, as in `-qO x`."""
    for at, word in enumerate(words[1:], 1):
        after = words[at + 1] if at + 1 < len(words) else ""
        if word == long:
            return after
        if word.startswith(f"{long}="):
            return word.partition("=")[2]
        if word.startswith("-") and not word.startswith("--") and letter in word:
            _, _, value = word.partition(letter)
            return value or after
    return None


def _saved_as(address: str, folder: str) -> str:
    name = _last(re.split(r"[?#]", address)[0]) or "index.html"
    return posixpath.join(folder, name)


def _last(address: str) -> str:
    """Return the last part of an address, without the user or token that stands in its host."""
    _, scheme, rest = address.rpartition("://")
    rest = rest.rstrip("/")
    if scheme and "/" not in rest:
        return ""
    return re.split(r"[/:]", rest)[-1]


def _written(name: str) -> Iterator[Fact]:
    if name not in {"-", "/dev/null", "/dev/stdout"}:
        yield "write", name if is_path(name) else ANYWHERE
