"""One line of a requirements file, read as pip reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.pip.pip_mistakes import explain_command, explain_requirement
from sphinx_binderhub.environment.pip.pip_options import Options, read_options
from sphinx_binderhub.environment.pip.pip_refusal import (
    Refusal,
    explain_address,
    explain_key,
    explain_marker,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from packaging.markers import Marker

LINE_LIMIT = 4096
"""Characters of one requirement that are parsed."""

VARIABLE = re.compile(r"\$\{[A-Z0-9_]+\}")
"""What pip replaces by a variable of its surroundings."""

ARCHIVES = (".whl", ".zip", ".tar.gz", ".tgz", ".tar", ".tar.bz2", ".tbz", ".tar.xz", ".txz")

_URL = re.compile(
    r"(?:https?|file|ftp|ssh|git|hg|bzr|sftp|svn"
    r"|git\+(?:https?|ssh|git|file)|hg\+(?:file|https?|ssh|static-http)"
    r"|bzr\+(?:https?|ssh|sftp|ftp|lp|file)|svn\+(?:ssh|https?|svn|file)):",
    re.IGNORECASE,
)
"""How an address begins, for pip."""

_VERSION_CONTROL = re.compile(r"(?:git|hg|bzr|svn)[+:]|(?:ssh|sftp)://", re.IGNORECASE)


@dataclass(frozen=True)
class PipLine:
    """What one line of a requirements file asks for.

    `name` (with `specifier` and `extras`) is a package, `include` another requirements file,
    `constraints` one that narrows versions and installs nothing, `target` a path or URL that is
    installed (as `editable`, or where `finds` packages are looked for), and may bring anything;
    with a `name` too, it is where that package comes from. `hashed` is whether the line has the
    hash of a file, `elsewhere` whether packages may come from another index. `understood` is false
    where it cannot be told what is asked for, and `refusal` is why pip refuses the line.
    """

    name: str | None = None
    specifier: str = ""
    include: str | None = None
    target: str | None = None
    constraints: str | None = None
    understood: bool = True
    extras: frozenset[str] = frozenset()
    editable: bool = False
    finds: bool = False
    hashed: bool = False
    elsewhere: bool = False
    refusal: Refusal | None = None


def parse_pip(text: str, python: str | None = None) -> PipLine:
    """Return what a requirement line asks for on the Linux that Binder runs."""
    # A cheaper pattern than pip's own, which is slow on many spaces, with the same result.
    line = re.sub(r"(^|\s)#.*$", "", text, flags=re.DOTALL).strip()
    if not line:
        return PipLine()
    if VARIABLE.search(line):
        return PipLine(understood=False)
    requirement, options = _divide(line)
    if len(requirement) > LINE_LIMIT:
        return PipLine(understood=False)
    said = read_options(options)
    if said.refusal is not None:
        refusal = next(explain_command(line), said.refusal)
        return PipLine(understood=False, refusal=refusal)
    if not requirement:
        return _option(said)
    if said.editable:
        return PipLine(understood=False)
    return replace(_requirement(requirement, python), hashed=said.hashed)


def join_continued(text: str) -> Iterator[tuple[int, str]]:
    """Yield the number and text of each logical line: a backslash at the end joins the next."""
    start, parts = 1, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        comment = line.lstrip().startswith("#")
        start = start if parts else number
        if line.endswith("\\") and not comment:
            parts.append(line.strip("\\"))
            continue
        yield start, "".join([*parts, f" {line}" if comment and parts else line])
        parts = []
    if parts:
        yield start, "".join(parts)


def _divide(line: str) -> tuple[str, str]:
    """Return what is required, and the options: they begin with the first word with a dash."""
    if line.startswith("-"):
        return "", line
    requirement, dash, options = line.partition(" -")
    return requirement.strip(), f"-{options}" if dash else ""


def _option(said: Options) -> PipLine:
    if said.editable:
        found = _editable(said.editable)
    elif said.include:
        found = PipLine(include=said.include, elsewhere=said.elsewhere)
    elif said.constraints:
        found = PipLine(constraints=said.constraints, elsewhere=said.elsewhere)
    elif said.find_links:  # what lies there may be installed
        found = PipLine(target=said.find_links, finds=True, elsewhere=True)
    else:
        found = PipLine(elsewhere=said.elsewhere)
    if said.ignored and found.refusal is None:
        return replace(found, refusal=_ignored(said.ignored))
    return found


def _ignored(words: tuple[str, ...]) -> Refusal:
    text = " ".join(words)
    return Refusal(
        "ignored",
        f"pip passes over `{shown(text)}`, because the line begins with a dash.",
        f"Write `{shown(text)}` on a line of its own, with no dash before it.",
        fatal=False,
    )


def _editable(target: str) -> PipLine:
    target = target.strip()
    for refusal in explain_key(target) if target.startswith("git@") else ():
        return PipLine(target=target, editable=True, refusal=refusal)
    if not _VERSION_CONTROL.match(target):
        if _URL.match(target) and not target.lower().startswith("file:"):
            return PipLine(target=target, editable=True, refusal=_not_editable(target))
        return PipLine(target=target, editable=True, extras=_extras_of_path(target))
    name = re.search(r"#(?:.*&)?egg=([A-Za-z0-9][\w.-]*)", target)
    if name is None:
        return PipLine(target=target, editable=True, refusal=_nameless(target))
    return PipLine(name[1], target=target, editable=True)


def _not_editable(target: str) -> Refusal:
    return Refusal(
        "editable",
        f"`-e {shown(target)}` is neither a folder nor the address of a git repository.",
        f"Write `git+{shown(target)}`, if it is one.",
    )


def _nameless(target: str) -> Refusal:
    name = re.sub(r"(\.git)?(@[^/]*)?$", "", target.partition("#")[0].rstrip("/"))
    name = name.rpartition("/")[2] or "NAME"
    return Refusal(
        "egg",
        f"`-e {shown(target)}` does not tell the name of the package, which pip wants there.",
        f"Add `#egg={shown(name)}` to it, or leave out `-e`.",
    )


def _requirement(text: str, python: str | None) -> PipLine:
    """Read `text` as pip's `parse_req_from_line` does."""
    address = _URL.match(text) is not None
    bare, _, condition = text.partition("; " if address else ";")
    bare, condition = bare.strip(), condition.strip()
    located = PipLine(target=bare, extras=_extras_of_path(bare))
    found = located if address or is_path(bare) else _package(bare)
    if found.refusal or not condition:
        return found
    from packaging.markers import Marker  # which takes its time to load

    try:
        marker = Marker(condition)
    except ValueError:
        return PipLine(understood=False, refusal=explain_marker(condition))
    except RecursionError:
        return PipLine(understood=False)
    return found if _applies(marker, python) else PipLine()


def _package(text: str) -> PipLine:
    from packaging.requirements import Requirement  # which takes its time to load

    try:
        found = Requirement(text)
    except ValueError:
        return PipLine(understood=False, refusal=explain_requirement(text))
    except RecursionError:
        return PipLine(understood=False)
    if found.url and not _URL.match(found.url):
        refusal = explain_address(found.name, found.url)
        return PipLine(understood=False, refusal=refusal)
    extras = frozenset(found.extras)
    return PipLine(found.name, str(found.specifier), target=found.url, extras=extras)


def _extras_of_path(target: str) -> frozenset[str]:
    match = re.search(r"\[([\w\s.,-]+)\]$", target)
    return frozenset(re.split(r"[\s,]+", match[1].strip())) if match else frozenset()


def _applies(marker: Marker, python: str | None) -> bool:
    from packaging.markers import UndefinedComparison, UndefinedEnvironmentName

    linux = {
        "extra": "",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_system": "Linux",
        "sys_platform": "linux",
    }
    if python:
        linux |= {"python_version": python, "python_full_version": f"{python}.0"}
    try:
        return bool(marker.evaluate(linux))
    except (UndefinedComparison, UndefinedEnvironmentName, ValueError, RecursionError):
        return True


def is_path(text: str) -> bool:
    """Tell whether pip takes `text`, which is no address, for a path and not for a package.

    One of Windows is none for it; what else it may be nobody would guess.
    """
    if re.match(r"[A-Za-z]:[\\/]", text):
        return True
    before, at, _ = text.partition("@")
    if at and not before.startswith(".") and "/" not in before:
        return False
    bare = re.sub(r"\[[^][]*\]$", "", text).lower()
    return "/" in text or text.startswith(".") or bare.endswith(ARCHIVES)
