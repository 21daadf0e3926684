"""A text notebook made to keep the readers of its format busy costs a second or two."""

from __future__ import annotations

import time

import pytest

from sphinx_binderhub.notebook import Notebook, read_notebook

SIZE = 100_000
MYST = "---\nkernelspec:\n  name: python3\n---\n"
JUPYTEXT = (
    "---\njupyter:\n  jupytext:\n    text_representation:\n      format_name: markdown\n"
    "  kernelspec:\n    name: python3\n---\n"
)
SCRIPT = (
    "# ---\n# jupyter:\n#   jupytext:\n#     text_representation:\n#       format_name: {}\n"
    "#   kernelspec:\n#     name: python3\n# ---\n"
)


def texts() -> list[tuple[str, str]]:
    blocks = (
        "- a\n",
        "<!--\n",
        "<b a a\n",
        "1. a\n  ```\n",
        "+++\n",
        "\t",
        "* ",
        "- ```\n",
        "<b a=b",
    )
    cells = ("```\n", "```python\n", "\n", "x\n\n\n", "<!-- #region -->\n", "    x\n", "'''\n")
    lines = ("\n", "# %%\n", "x\n\n", "# +\n", "# -\n", "# x\n", "'''\n", '""\n', "# # # ", "\\\n")
    return [
        *(("a.md", MYST + one * SIZE) for one in blocks),
        *((path, JUPYTEXT + one * SIZE) for one in cells for path in ("a.md", "a.Rmd")),
        *(
            ("a.py", SCRIPT.format(name) + one * SIZE)
            for name in ("percent", "light", "sphinx")
            for one in (*lines, '# + endofcell="--"\n', "#" * 30 + "\n", "x\n\n\n x\n")
        ),
    ]


@pytest.mark.parametrize(("path", "text"), texts(), ids=map(str, range(len(texts()))))
def test_no_text_takes_for_ever(path, text):
    start = time.process_time()
    assert isinstance(read_notebook(text, path), Notebook)
    assert time.process_time() - start < 5
