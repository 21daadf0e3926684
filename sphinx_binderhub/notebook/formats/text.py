"""Text notebooks: MyST and Jupytext Markdown, R Markdown, and Python scripts with cells."""

from __future__ import annotations

from sphinx_binderhub.notebook.formats.header import read_header
from sphinx_binderhub.notebook.formats.markdown import markdown_cells
from sphinx_binderhub.notebook.formats.script import script_cells
from sphinx_binderhub.notebook.records import Notebook, Script

_MARKDOWN = frozenset({".md", ".markdown", ".myst", ".mystnb", ".rmd", ".qmd"})


def read_text_notebook(source: bytes | str, suffix: str) -> Script | Notebook | None:
    """Return the cells of a text notebook, a `Notebook` with its problem, or `None`."""
    if suffix not in _MARKDOWN and suffix != ".py":
        return None
    text, bad_line = _decoded(source)
    header = read_header(text)
    if header is None:
        return None
    if bad_line is not None:
        problem = f"line {bad_line} is not UTF-8 text"
        return Notebook(header.language, header.kernel, (), True, frozenset(), problem, bad_line)
    if header.problem is not None:
        return Notebook(text=True, problem=header.problem, problem_line=1)
    language: str | None = "python"
    if suffix == ".py":
        cells = list(script_cells(text, header))
    else:
        cells, said = markdown_cells(text, header, suffix)
        language = header.language or said
    return Script(language, header.kernel, tuple(cells), True, header.formats)


def _decoded(source: bytes | str) -> tuple[str, int | None]:
    """Return the text, and the number of the line that is not UTF-8."""
    if isinstance(source, str):
        return source.removeprefix("\ufeff"), None
    try:
        return source.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return source.decode("utf-8-sig", errors="replace"), line
