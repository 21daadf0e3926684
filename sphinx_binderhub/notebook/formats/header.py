"""The header of a text notebook: YAML at its top that names a kernel or Jupytext."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from sphinx_binderhub.notebook.records import language_of

_LIMIT = 64 * 1024
_KEYS = frozenset({"kernelspec", "jupytext", "jupyter"})
_BLOCK = re.compile(
    # Jupytext wrote an encoding above the header once, and can hide it in a comment.
    r"(?:[^\n]{0,40}coding[:=][^\n]*\n)?(?P<comment><!--\s*\n)?"
    r"---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\r?(?:\n|\Z)"
    r"(?(comment)(?:[ \t]*\r?\n)*-->[^\n]*(?:\n|\Z))",
    re.DOTALL | re.MULTILINE,
)
_COMMENTED = re.compile(
    r"(?:#[^\n]*\n)*?# ---[ \t]*\r?\n(?P<yaml>(?:#[^\n]*\n)*?)# ---[ \t]*\r?(?:\n|\Z)"
)


@dataclass(frozen=True)
class Header:
    """The header: `lines` of the file that it takes, and what it says.

    `format`, `version`, `markers` and `splits` (at headings) are Jupytext's options; a `front`
    matter of more than Jupytext's own is a cell of its own to it, but not in MyST.
    """

    lines: int
    language: str | None = None
    kernel: str | None = None
    format: str | None = None
    formats: str | None = None
    problem: str | None = None
    version: str | None = None
    markers: str | None = None
    splits: bool = False
    front: bool = False


def has_notebook_header(text: str) -> bool:
    """Tell whether `text` begins as a text notebook does, in Markdown or as a script."""
    return read_header(text) is not None


def read_header(text: str) -> Header | None:
    """Return the header of a text notebook; `None` for any other text."""
    text = text[:_LIMIT]
    commented = _COMMENTED.match(text) if text.startswith("#") else None
    match = commented or _BLOCK.match(text)
    if match is None:
        return None
    block = re.sub(r"^# ?", "", match["yaml"], flags=re.MULTILINE) if commented else match["yaml"]
    sections = "".join(_sections(block, _KEYS))
    if not sections:
        return None
    lines = match[0].count("\n")
    from sphinx_binderhub.notebook.formats.plain_yaml import load_plain  # which loads PyYAML

    try:
        data = load_plain(sections)
    except ValueError:
        return Header(lines, problem="its header is not YAML")
    front = len("".join(_sections(block, {"jupyter"}))) < len(block)
    return _header(data, lines, front) if isinstance(data, dict) else None


def _sections(block: str, keys: Set[str]) -> Iterator[str]:
    """Yield the lines that matter; YAML takes its time over the others."""
    wanted = False
    for line in block.splitlines(keepends=True):
        if line[:1] not in " \t\r\n#":
            wanted = line.partition(":")[0].strip() in keys
        if wanted:
            yield line


def _header(data: Mapping[str, Any], lines: int, front: bool) -> Header:
    jupyter = _mapping(data.get("jupyter"))
    spec = _mapping(data.get("kernelspec") or jupyter.get("kernelspec"))
    jupytext = _mapping(data.get("jupytext") or jupyter.get("jupytext"))
    info = _mapping(jupyter.get("language_info"))
    written = _mapping(jupytext.get("text_representation"))
    kernel = _text(spec.get("name", data.get("jupyter")))  # Quarto writes `jupyter: python3`
    version = written.get("format_version")
    return Header(
        lines,
        language_of(spec.get("language") or info.get("name"), kernel),
        kernel,
        format=_text(written.get("format_name")),
        formats=_text(jupytext.get("formats")),
        version=None if version is None else str(version),
        markers=_text(jupytext.get("cell_markers")),
        splits=jupytext.get("split_at_heading") is True,
        front=front,
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
