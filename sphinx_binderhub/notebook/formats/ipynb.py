"""`.ipynb` files: JSON of nbformat 3 and 4."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from sphinx_binderhub.notebook.formats.accelerated import decoded
from sphinx_binderhub.notebook.pictures import may_show
from sphinx_binderhub.notebook.records import EXCUSED, Cell, Notebook, Script, language_of

_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_NOTHING: Mapping[str, Any] = {}


def read_ipynb(source: bytes | str) -> Script | Notebook:
    """Return the cells of a notebook, or a `Notebook` that says why there are none."""
    data = decoded(source) if isinstance(source, bytes) else None
    if data is not None:
        return _script(data)
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Notebook(problem=f"line {line} is not UTF-8 text", problem_line=line)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        return _not_json(text, error)
    except RecursionError:
        return Notebook(problem="its JSON is nested too deeply")
    except ValueError as error:  # a number with thousands of digits
        return Notebook(problem=f"its JSON cannot be read ({error})")
    return _script(data)


def _not_json(text: str, error: json.JSONDecodeError) -> Notebook:
    """Return the reason in the author's words where the cause is a known one."""
    if not text.strip():
        return Notebook(problem="it is empty")
    if text.startswith("version https://git-lfs.github.com/"):
        return Notebook(problem="it is a Git LFS pointer, not the notebook itself", problem_line=1)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return Notebook(problem=f"line {line} begins an unsolved merge conflict", problem_line=line)
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        problem = f"it is cut off: its JSON ends within line {error.lineno}"
    else:
        problem = f"it is not JSON ({error.msg[:1].lower()}{error.msg[1:]} in line {error.lineno})"
    return Notebook(problem=problem, problem_line=error.lineno)


def _script(data: object) -> Script | Notebook:
    if not isinstance(data, dict):
        return Notebook(problem="it is JSON, but not a notebook")
    metadata = _mapping(data, "metadata")
    spec = _mapping(metadata, "kernelspec")
    kernel = spec.get("name") if isinstance(spec.get("name"), str) else None
    said = _mapping(metadata, "language_info").get("name") or spec.get("language")
    cells = _all_cells(data)
    if cells is None:
        return Notebook(language_of(said, kernel), kernel, problem="it has no cells")
    code, prose = _split(cells)
    return Script(language_of(said, kernel), kernel, tuple(code), prose=tuple(prose))


def _all_cells(data: Mapping[str, Any]) -> list[object] | None:
    """Return the cells; nbformat 3 keeps them in worksheets."""
    cells = data.get("cells")
    if isinstance(cells, list):
        return cells
    if not isinstance(data.get("worksheets"), list):
        return None
    sheets = (sheet for sheet in data["worksheets"] if isinstance(sheet, dict))
    return [cell for sheet in sheets for cell in _list(sheet.get("cells"))]


def _split(cells: list[object]) -> tuple[list[Cell], list[Cell]]:
    """Return the code cells, and the Markdown cells that may show pictures."""
    code: list[Cell] = []
    prose: list[Cell] = []
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, dict):
            continue
        kind = cell.get("cell_type")
        if kind == "code":
            source = _joined(cell["source"] if "source" in cell else cell.get("input"))
            code.append(Cell(number, source, fails=_is_excused(cell.get("metadata"))))
        elif kind == "markdown":
            source = _joined(cell.get("source"))
            if may_show(source):
                prose.append(Cell(number, source))
    return code, prose


def _is_excused(metadata: object) -> bool:
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return bool(tags) and any(tag in EXCUSED for tag in _list(tags) if isinstance(tag, str))


def _joined(source: object) -> str:
    """Return a cell's text, which nbformat allows as one string or as a list of lines."""
    if isinstance(source, str):
        return source
    lines = _list(source)
    try:
        return "".join(lines)
    except TypeError:
        return "".join(line for line in lines if isinstance(line, str))


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else _NOTHING


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
