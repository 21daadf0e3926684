"""The referee of imports is asked: IPython and `ast` for notebooks, Jupytext for text notebooks."""

from __future__ import annotations

import json
import re
import warnings
from copy import deepcopy
from typing import Any

import jupytext
import nbformat
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jupytext.myst import MystMetadataParsingError

from sphinx_binderhub.notebook import Notebook, read_notebook
from tests.notebook.conftest import ipynb
from tests.referee.notebooks import judge

MYST = (
    "---\njupytext:\n  text_representation:\n    extension: .md\n    format_name: myst\n"
    "kernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n"
)
FORMATS: dict[str, dict[str, str]] = {
    "myst": {"extension": ".md", "format_name": "myst"},
    "markdown": {"extension": ".md", "format_name": "markdown"},
    "rmarkdown": {"extension": ".Rmd", "format_name": "rmarkdown"},
    "percent": {"extension": ".py", "format_name": "percent"},
    "hydrogen": {"extension": ".py", "format_name": "hydrogen"},
    "light": {"extension": ".py", "format_name": "light"},
    "regions": {"extension": ".py", "format_name": "light", "cell_markers": "region,endregion"},
    "folds": {"extension": ".py", "format_name": "light", "cell_markers": "{{{,}}}"},
    "nomarker": {"extension": ".py", "format_name": "nomarker"},
    "sphinx": {"extension": ".py", "format_name": "sphinx"},
}

ODD = {
    "magic at the start of a line": ["%matplotlib inline\nimport a"],
    "magic within if": ["if True:\n    %matplotlib inline\n    !pip install x\nimport a"],
    "a body of bash": ["%%bash\nls -la | wc\nimport no", "import a"],
    "a file that is written": ["%%writefile a.py\nimport no", "import a"],
    "help": ["import a\na.mean?", "a??\nimport b"],
    "output of a command": ["files = !ls\nimport a", "x = %env\nfrom b.c import d"],
    "cython": ["%%cython\ncimport no\nimport no", "import a"],
    "cell magics with Python": [
        "%%time\nimport a",
        "\n\n%%timeit -n 3 -r 2\nimport b",
        "%%capture out\nfrom c import d",
        "%%prun -q\nimport e",
        "%%time\n%%capture\nimport f",
    ],
    "the line of a magic": ["%time import a", "if 1:\n    %time import b.c", "x = 1\n%time y = 2"],
    "syntax of Python 2": ["import a", 'import no\nprint "x"', "import b"],
    "guarded": ["try:\n    import a\nexcept ImportError:\n    a = None\nfinally:\n    import b"],
    "for type checkers": [
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import no\nelse:\n    import a"
    ],
    "calls": [
        'import importlib\nm = importlib.import_module("a.b")\nx = __import__("c")',
        'from importlib import import_module as i\nimport_module("d")\nimport_module(".e", "f")',
    ],
    "relative": ["from . import a", "from .b import c\nfrom d import *"],
    "many in a line": ["import a, b.c as d; from e import (\n    f,\n    g,\n)\nif x: import h"],
    "within": ["def f():\n    import a\n    class C:\n        from b import c\n    return lambda: 1"],
    "await": ["import a\nawait x\nasync with y as z:\n    import b"],
    "prompts": [">>> import a\n>>> if x:\n...     import b", "In [1]: import c\n   ...: import d"],
    "indented": ["    import a\n    import b"],
    "continued": ["!echo a \\\n  b\nimport a", "x = 1 + \\\n  2\nimport b"],
    "text that looks like it": ['"""\nimport no\n%magic\n!cmd\n"""\nimport a', "# import no\nx = 1"],
    "automagic and shell": ["%cd ..\n!ls {x}\nimport a", "%%sh\nimport no", "!!ls\nimport b"],
    "blank lines": ["\n\nimport a\n\n\nimport b\n\n", "", "\n"],
    "other letters": ["import módulo\nfrom données import x", "x = 'ü'; import a"],
    "deep": ["if x:\n  for y in z:\n    while 1:\n      with q:\n        match r:\n          case 1:\n            import a"],
    "assigned magics": ["a, b = %time 1\nimport c", "x = %sql select\nimport d"],
    "quick calls": ["/f 1 2\n,g a b\n;h a\nimport a"],
}  # fmt: skip


def places(notebook: Notebook) -> set[tuple[str, int, int]]:
    return {(one.module, one.cell, one.line) for one in notebook.imports}


def agree(text: str, path: str) -> Notebook:
    """Ask the referee about a notebook, and return what we say."""
    verdict = judge(text, path)
    notebook = read_notebook(text, path)
    assert notebook is not None
    assert notebook.is_python == verdict.python
    ours = {one for one in places(notebook) if one[1] not in verdict.unparsed}
    theirs = [one for one in verdict.seen if one.how != "typing"]
    unknown = {(one.module, one.cell) for one in theirs if one.line is None}
    assert {one for one in ours if one[:2] not in unknown} == {
        one[:3] for one in theirs if one.line
    }
    assert {one[:2] for one in ours} == {(one.module, one.cell) for one in theirs}
    alone = read_notebook(text, path, imports_only=True)
    assert alone is not None
    assert [one for one in alone.imports if one.cell not in verdict.unparsed] == [
        one for one in notebook.imports if one.cell not in verdict.unparsed
    ]
    lines = text.split("\n")
    for one in notebook.imports:
        if one.file_line is not None:
            assert one.module.rpartition(".")[2] in lines[one.file_line - 1]
    return notebook


def written(source: str, kind: str) -> tuple[str, str]:
    """Return a notebook as Jupytext writes it, and a path for it."""
    fmt = FORMATS[kind]
    notebook = nbformat.reads(source, as_version=4)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "P", "language": "python"}
    if "cell_markers" in fmt:
        notebook.metadata["jupytext"] = {"cell_markers": fmt["cell_markers"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return jupytext.writes(deepcopy(notebook), fmt=dict(fmt)), f"a{fmt['extension']}"


@pytest.mark.parametrize("name", ODD)
def test_odd_cells(name):
    notebook = agree(ipynb("#md Title", *ODD[name], "#md # End\n\nwords"), "a.ipynb")
    assert not {one.module for one in notebook.imports} & {"no"} or name == "syntax of Python 2"


GUESSED = ("percent", "regions", "folds", "sphinx", "light", "hydrogen")


@pytest.mark.parametrize("kind", GUESSED)
@pytest.mark.parametrize("formats", ["", "#   jupytext:\n#     formats: ipynb,py:{}\n"])
def test_a_script_that_does_not_say_its_format(kind, formats):
    text, path = written(
        ipynb("import a\nx = 1", "#md # Head\n\nwords", "%time import b", "c"), kind
    )
    header, body = re.split(r"^# ---\n\n", text, maxsplit=1, flags=re.M)
    formats = formats.format(FORMATS[kind]["format_name"])
    header = re.sub(r"#   jupytext:\n(?:#    .*\n)+", formats, header)
    agree(f"{header}# ---\n\n{body}", path)


@pytest.mark.parametrize("kind", FORMATS)
def test_odd_cells_as_text(kind):
    cells = [source for sources in ODD.values() for source in (*sources, "#md # More\n\nwords")]
    agree(*written(ipynb(*cells), kind))


def test_source_is_a_string_and_no_language_is_said():
    cells = [{"cell_type": "code", "metadata": {}, "source": "import a\n%x\nimport b"}]
    data = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 2}
    for cell in cells:
        cell.update(outputs=[], execution_count=None)
    assert len(agree(json.dumps(data), "a.ipynb").imports) == 2


@pytest.mark.parametrize(("language", "kernel"), [("R", "ir"), ("julia", "julia-1.10")])
def test_other_languages(language, kernel):
    assert not agree(ipynb("import a", language=language, kernel=kernel), "a.ipynb").imports


STATEMENTS = st.sampled_from([
    "import a", "import b.c", "from d import e", "from . import f", "import g as h, i",
    "x = 1", "%matplotlib inline", "!ls", "y = !ls", "%time import j", "'''", '"""', "(", ")",
    "    import k", "if x:", "try:", "except ImportError:", "    pass", "else:", "# import l", "",
    "def f():", "    return 1", "%%time", "%%bash", "%%writefile x.py", "x = '''import m",
    '__import__("n")', "s = 'import o'", "%cd x", ">>> import p", "await q", "print 'x'",
    "# %% not a cell", "# + no", "# -", "```", "---", ":tag: x", "+++", "# region", "<!-- x", "# ",
])  # fmt: skip
CODE = st.lists(STATEMENTS, max_size=6).map("\n".join)
PROSE = st.lists(
    st.sampled_from(["#md # Head", "#md words", "#md - a\n- b\n\n  c", "#md > q", "#md a\n\n\nb"]),
    max_size=1,
).map("".join)


@given(cells=st.lists(CODE | PROSE, max_size=5))
@settings(max_examples=200, deadline=None)
def test_any_cells(cells):
    agree(ipynb(*cells), "a.ipynb")


@pytest.mark.parametrize("kind", FORMATS)
@given(cells=st.lists(CODE | PROSE, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_cells_as_text(kind, cells):
    # Jupytext cannot write a cell that is a magic alone in a format without marks.
    assume(kind != "nomarker" or not any(cell.startswith("%%") for cell in cells))
    agree(*written(ipynb(*cells), kind))


LINES = st.sampled_from([
    "- item", "  more", "1. one", "2) two", "* * *", "-", "---", "> quote", "text", "<div>", "",
    "```{code-cell}", "```", "````", "~~~", "~~~{code-cell}", "  ```{code-cell}", "    ```", "",
    "<!-- x", "-->", "<pre>", "</pre>", "+++", '+++ {"a": 1}', "import a", "    import b", "# head",
    "   - deep", "10. ten", ":::{note}", ":::", "| a |", "(t)=", "% c", ":tags: [x]", "- ```", "",
])  # fmt: skip


@given(lines=st.lists(LINES, max_size=12))
@settings(max_examples=300, deadline=None)
def test_any_myst(lines):
    text = MYST + "\n" + "\n".join(lines) + "\n"
    try:
        judge(text, "a.md")
    except (MystMetadataParsingError, nbformat.ValidationError):
        assume(False)
    agree(text, "a.md")


JUPYTEXT: dict[str, Any] = {
    ".md": ("markdown", "```python", ["```bash", "```{note}", "```x", '```python active="md"']),
    ".Rmd": ("rmarkdown", "```{python}", ["```{r}", "``` {note}", "```{python, echo=F}"]),
}


@pytest.mark.parametrize("suffix", JUPYTEXT)
@given(data=st.data())
@settings(max_examples=200, deadline=None)
def test_any_jupytext_markdown(suffix, data):
    name, opening, others = JUPYTEXT[suffix]
    lines = data.draw(st.lists(st.sampled_from([
        opening, *others, "```", "```", "import a", "words", "", "", "", "# head", "    indented",
        "<!-- #region -->", "<!-- #endregion -->", "<!-- #raw -->", "<!-- #endraw -->", "'''",
        "# %time import b", "import c",
    ]), max_size=14))  # fmt: skip
    header = (
        "---\njupyter:\n  jupytext:\n    text_representation:\n"
        f"      extension: {suffix}\n      format_name: {name}\n"
        "  kernelspec:\n    display_name: P\n    language: python\n    name: python3\n---\n"
    )
    agree(f"{header}\n" + "\n".join(lines) + "\n", f"a{suffix}")
