from __future__ import annotations

import textwrap

import pytest

from sphinx_binderhub.notebook import Notebook, has_notebook_header, read_notebook

MYST = """\
---
title: A chapter
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---

# A chapter

```{code-cell} ipython3
:tags: [hide-input]

import a
```

Words.

+++ {"key": 1}

More words.

```{code-cell}
---
mystnb:
  remove_stdout: true
---
x = 1
import b
```

````{note}
```{code-cell}
import nested
```
````

```python
import prose
```

- a list

  ```{code-cell}
  import listed
  ```

<!--
```{code-cell}
import hidden
```
-->

```{raw-cell}
:format: html

import raw
```

:::{note}
~~~{code-cell}
:tags: [raises-exception]
import c
~~~
:::

:::{code-cell} python
import prose
:::
"""


def read(text: str, path: str = "a.md") -> Notebook:
    notebook = read_notebook(textwrap.dedent(text), path)
    assert notebook is not None
    return notebook


def places(notebook: Notebook) -> list[tuple[str, int, int, int | None]]:
    return [(one.module, one.cell, one.line, one.file_line) for one in notebook.imports]


def test_myst():
    notebook = read(MYST)
    assert (notebook.language, notebook.kernel, notebook.text) == ("python", "python3", True)
    assert places(notebook) == [("a", 2, 1, 18), ("b", 5, 2, 33), ("c", 9, 1, 67)]
    assert [one.optional for one in notebook.imports] == [False, False, True]
    lines = MYST.split("\n")
    assert all(f"import {one.module}" == lines[one.file_line - 1] for one in notebook.imports)


def test_jupytext_counts_the_same_cells():
    jupytext = pytest.importorskip("jupytext")
    cells = jupytext.reads(MYST, fmt="md:myst").cells
    found = {
        (number, line)
        for number, cell in enumerate(cells, start=1)
        for line, text in enumerate(cell.source.split("\n"), start=1)
        if cell.cell_type == "code" and text.startswith("import ")
    }
    assert {(one.cell, one.line) for one in read(MYST).imports} == found


@pytest.mark.parametrize(
    "text",
    [
        "# A page\n\n```python\nimport a\n```\n",
        "---\ntitle: A page\n---\n\n```{code-cell}\nimport a\n```\n",
        "---\ntitle: kernelspec\n\n```{code-cell}\nimport a\n```\n",
        "---\nabout:\n  kernelspec: no\n---\n",
        "",
        "---",
        "---\n- kernelspec\n---\n",
    ],
)
def test_a_plain_page_is_no_notebook(text):
    assert read_notebook(text, "a.md") is None
    assert not has_notebook_header(text)


@pytest.mark.parametrize(
    ("text", "language", "kernel"),
    [
        ("---\nkernelspec:\n  name: ir\n  language: R\n---\n", "r", "ir"),
        ("---\nkernelspec: {name: python3}\n---\n", "python", "python3"),
        ("---\njupytext:\n  formats: md:myst\n---\n", None, None),
        ("---\r\nkernelspec:\r\n  name: python3\r\n---\r\n", "python", "python3"),
        ("\ufeff---\nkernelspec:\n  name: python3\n---\n", "python", "python3"),
        (
            "---\nkernelspec:\n\n  # the kernel\n  name: python3\nother: [\n---\n",
            "python",
            "python3",
        ),
    ],
)
def test_headers(text, language, kernel):
    notebook = read(text)
    assert (notebook.language, notebook.kernel, notebook.problem) == (language, kernel, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [("# -*- coding: utf-8 -*-\n", ""), ("<!--\n\n", "\n-->\n")],
    ids=["encoding", "comment"],
)
def test_headers_that_jupytext_writes_otherwise(before, after):
    jupytext = pytest.importorskip("jupytext")
    text = (
        f"{before}---\njupyter:\n  jupytext:\n    text_representation:\n      extension: .md\n"
        "      format_name: markdown\n  kernelspec:\n    display_name: P\n    language: python\n"
        f"    name: python3\n---\n{after}\n# Title\n\n```python\nimport a\n```\n"
    )
    (place,) = places(read(text))
    cells = jupytext.reads(text, fmt="md").cells
    assert cells[place[1] - 1].source == "import a"
    assert text.split("\n")[place[3] - 1] == "import a"


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        (b"---\nkernelspec: [\n---\n", "its header is not YAML", 1),
        (b"---\nkernelspec:\n  name: python3\n---\n\xff\n", "line 5 is not UTF-8 text", 5),
    ],
)
def test_problems(source, problem, line):
    notebook = read_notebook(source, "a.md")
    assert notebook is not None
    assert (notebook.problem, notebook.problem_line, notebook.text) == (problem, line, True)


def test_bytes_that_are_no_text_are_no_notebook():
    assert read_notebook(b"\xff\xfe\x00", "a.md") is None
    assert read_notebook(b"---\nkernelspec:\n  name: python3\n---\n", "a.txt") is None


def test_jupytext_markdown():
    text = """\
        ---
        jupyter:
          jupytext:
            text_representation:
              format_name: markdown
          kernelspec:
            name: python3
        ---

        # Title

        Words.


        More words.

        ```python
        import a
        ```

        ```bash
        import no
        ```
        """
    assert places(read(text)) == [("a", 3, 1, 18)]


def test_r_markdown():
    text = """\
        ---
        title: x
        jupyter:
          kernelspec:
            language: python
            name: python3
        ---

        ```{python tags=c("x")}
        import a
        ```

        ```{r}
        library(x)
        ```

        ```{python}
        import b
        ```
        """
    assert places(read(text, "a.Rmd")) == [("a", 2, 1, 10), ("b", 4, 1, 18)]


HEADER = """\
# -*- coding: utf-8 -*-
# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: {}
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---
"""
PERCENT = """
# %% [markdown]
# # Title
# import prose

# %%
# %matplotlib inline
import a
# !pip install x

# %% A title {"tags": []}
import b

if True:
    # %time
    import c
"""
LIGHT = """
# # Title
# words

import a
import b

# more words

# +
import c

import d
# -

def f():

    import e
"""


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("percent", PERCENT, [("a", 2, 2), ("b", 3, 1), ("c", 3, 5)]),
        ("light", LIGHT, [("a", 2, 1), ("b", 2, 2), ("c", 4, 1), ("d", 4, 3), ("e", 5, 3)]),
    ],
)
def test_scripts(name, body, expected):
    text = HEADER.format(name) + body
    notebook = read(text, "a.py")
    assert [place[:3] for place in places(notebook)] == expected
    lines = text.split("\n")
    assert all("import" in lines[one.file_line - 1] for one in notebook.imports)
    assert (notebook.language, notebook.kernel) == ("python", "python3")
    jupytext = pytest.importorskip("jupytext")
    cells = jupytext.reads(text, fmt=f"py:{name}").cells
    assert all(f"import {one.module}" in cells[one.cell - 1].source for one in notebook.imports)


def test_installs_in_a_script():
    assert read(HEADER.format("percent") + PERCENT, "a.py").installs == {"x"}


def test_a_plain_script_is_no_notebook():
    assert read_notebook("# ---\n# title\n# ---\nimport a\n", "a.py") is None
    assert read_notebook("import a\n", "a.py") is None
