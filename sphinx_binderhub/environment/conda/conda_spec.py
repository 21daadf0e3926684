"""One entry of a list of conda packages: what in it neither conda nor mamba can read.

Both have a grammar of their own, and either admits what the other refuses. Only what both refuse,
or what can be no package of any channel, is reported here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = 1024
"""Characters of one entry that are judged."""

OPERATORS = {"", "=", "==", "!=", "<=", ">=", "<", ">", "~="}

MEANT = {"=>": ">=", "=<": "<=", "===": "==", "~": "=", "~==": "~=", "!": "!=", "=~": "~="}
"""What is probably meant by an operator that there is not."""

_ARCHIVE = re.compile(r"\.(conda|tar\.bz2)(#\w+)?$")
_NAME = re.compile(r"[\w.*+^$-]*")
_ENTRY = re.compile(r"(?P<name>[^\s=<>!~^\[(]*)(?P<rest>[^\[(]*)(?P<brackets>[\[(].*)?", re.DOTALL)


@dataclass(frozen=True)
class Misspelt:
    """Why an entry cannot be read, as the end of a sentence, and what to write instead.

    `mended` is a whole entry where one can be given, else `fix` says it in words. `fatal` is false
    where the entry is read, and only a part of it has no effect; `mamba_only` where conda reads it.
    """

    reason: str
    mended: str | None = None
    fix: str = ""
    fatal: bool = True
    mamba_only: bool = False


def find_mistake(text: str) -> Misspelt | None:
    """Return what is wrong with the dependency `text`, or `None`."""
    entry = re.split(r"\s#", text[:LIMIT], maxsplit=1)[0].strip()
    if not entry or _ARCHIVE.search(entry):
        return None
    channel, colons, bare = entry.rpartition("::")
    if _is_for_pip(bare if colons else entry):
        return Misspelt("it is an entry for pip", fix="Move it into a list under `- pip:`.")
    matched = _ENTRY.fullmatch(bare if colons else entry)
    if matched is None:
        return None
    name, rest, brackets = matched["name"].rpartition(":")[2], matched["rest"], matched["brackets"]
    prefix = f"{channel}::" if colons else ""
    if not name:
        return Misspelt("it has no name", fix="Write the name of a package first: `- numpy>=2`.")
    if not _NAME.fullmatch(name):
        return _not_a_name(name, rest)
    return _in_brackets(f"{prefix}{name}", rest, brackets or "") or next(
        _in_versions(f"{prefix}{name}", rest, brackets or ""), None
    )


def _is_for_pip(entry: str) -> bool:
    return (
        entry.startswith(("-", "./", "../", "/", "git+"))
        or entry in {".", ".."}
        or ("://" in entry)
    )


def _not_a_name(name: str, rest: str) -> Misspelt:
    if ";" in name + rest:
        return Misspelt(
            "conda knows no conditions after `;`",
            fix=f"Write `- {name.partition(';')[0]}` alone, or move it into a list under `- pip:`.",
        )
    if "," in name:
        packages = " and ".join(f"`- {part}`" for part in name.split(",") if part)
        return Misspelt("a comma cannot stand in a name", fix=f"Write {packages}, one a line.")
    return Misspelt(
        f"`{name}` can be no package's name", fix="Write the name as the channel has it: `- numpy`."
    )


def _in_brackets(name: str, rest: str, brackets: str) -> Misspelt | None:
    """Return what is wrong where pip's extras are asked for; `[version=1.2]` is conda's own."""
    inside = re.fullmatch(r"\[([\w\s,.-]+)\](.*)", brackets, re.DOTALL)
    if inside is None or inside[1].strip() == "optional":
        return None
    return Misspelt(
        f"conda knows no extras, so that `[{inside[1]}]` brings nothing",
        f"{name}{rest}{inside[2]}".strip(),
        fatal=False,
    )


def _in_versions(name: str, rest: str, brackets: str) -> Iterator[Misspelt]:
    if ";" in rest:
        yield _not_a_name(name, rest)
    # Spaces after an operator are allowed, and equals signs at the end count for nothing.
    bare = re.sub(r"([<>=!~,])\s+", r"\1", rest).strip()
    for piece in re.split(r"[,|]", bare):
        yield from _in_version(name, bare, piece.strip(), brackets)


def _in_version(name: str, whole: str, piece: str, brackets: str) -> Iterator[Misspelt]:
    operator = re.match(r"[=<>!~^]*", piece)
    sign = operator[0] if operator else ""
    version = piece[len(sign) :]
    if sign not in OPERATORS:
        meant = MEANT.get(sign)
        mended = f"{name}{whole.replace(sign, meant, 1)}{brackets}" if meant else None
        fix = "Write `>=`, `<=`, `=` or `!=`."
        lenient = sign[0] == "=" or not version
        yield Misspelt(f"`{sign}` is no comparison", mended, fix, mamba_only=lenient)
    elif sign.strip("=") and not version:
        yield Misspelt(f"no version follows `{sign}`", name + brackets, mamba_only=True)
    elif second := re.search(r"[<>~]|!=", version):
        yield _two_in_one(name, whole, piece, len(sign) + second.start())


def _two_in_one(name: str, whole: str, piece: str, position: int) -> Misspelt:
    first, second = piece[:position].rstrip(), piece[position:]
    if re.search(r"[A-Za-z]{2}", first):
        return Misspelt("two packages stand in one entry", fix="Write one package a line.")
    reason, fix = "two conditions need a comma between them", "Write a comma between the two."
    return Misspelt(reason, f"{name}{first},{second}" if piece == whole else None, fix)
