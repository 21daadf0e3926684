"""Nothing that a file may hold is a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook import Notebook, has_notebook_header, read_notebook

PATHS = ("a.ipynb", "a.md", "a.py", "a.Rmd", "a.rst")
PIECES = (
    *(
        "import a\n",
        "from a import b\n",
        "!pip install ",
        "%%time\n",
        "%%writefile ",
        "%cd ",
        "x = !ls",
    ),
    *("'''", '"""', "'", '"', "\\\n", "(", ")", "[", "]", "{", "}", "#", "?", "\n", "\r\n", "    "),
    *(
        "---\n",
        "# ---\n",
        "kernelspec:\n  name: python3\n",
        "jupytext: {",
        "```{code-cell}\n",
        "```\n",
    ),
    *(
        ":::",
        "+++\n",
        "<!--",
        "-->",
        "- ",
        ":tags: [x]\n",
        "# %%\n",
        "# +\n",
        "# -\n",
        "\x00",
        "\ud800",
    ),
    *(
        "try:\n",
        "except:\n",
        "if x:\n",
        "sys.path.append(",
        "__import__('",
        "importlib.import_module(",
    ),
)
CELLS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | CELLS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "worksheets", "metadata", "kernelspec", "name", "language_info"]
            )
            | st.sampled_from(["cell_type", "source", "input", "tags", "language"]),
            inner | st.just("code"),
            max_size=5,
        )
    ),
    max_leaves=25,
)


def check(source: bytes | str, path: str) -> None:
    notebook = read_notebook(source, path)
    assert notebook is None or isinstance(notebook, Notebook)
    assert notebook is not None or path != "a.ipynb"
    for one in notebook.imports if notebook else ():
        assert one.module
        assert one.cell >= 1
        assert one.line >= 1


@pytest.mark.parametrize("path", PATHS)
@given(source=st.binary(max_size=200) | CELLS)
@settings(max_examples=150, deadline=None)
def test_any_bytes_and_text(path, source):
    check(source, path)


@given(data=ANYTHING)
@settings(max_examples=300, deadline=None)
def test_any_json(data):
    check(json.dumps(data), "a.ipynb")


@given(sources=st.lists(CELLS, max_size=4))
@settings(max_examples=300, deadline=None)
def test_any_cells(sources):
    cells = [{"cell_type": "code", "source": source} for source in sources]
    check(json.dumps({"cells": cells}), "a.ipynb")


@given(body=CELLS, path=st.sampled_from(PATHS[1:4]))
@settings(max_examples=300, deadline=None)
def test_any_text_notebook(body, path):
    header = "---\nkernelspec:\n  name: python3\n---\n"
    if path == "a.py":
        header = "# ---\n# kernelspec:\n#   name: python3\n# ---\n"
    assert has_notebook_header(header + body)
    check(header + body, path)
