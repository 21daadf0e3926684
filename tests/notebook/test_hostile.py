"""A file made to keep the reader busy costs seconds at most."""

from __future__ import annotations

import time

import pytest

from sphinx_binderhub.notebook import Notebook, read_notebook
from tests.notebook.conftest import ipynb

SIZE = 200_000
MYST = "---\nkernelspec:\n  name: python3\n---\n"
SCRIPT = "# ---\n# kernelspec:\n#   name: python3\n# ---\n"
MERGES = "".join(f"  a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 30))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ipynb", ipynb("import a\n!x\n" + "'\\" * SIZE)),
        ("a.ipynb", ipynb("import a\n!x\n" + "'''\\" * SIZE)),
        ("a.ipynb", ipynb("import a\n!x\n" + '\'"""\n' * SIZE)),
        ("a.ipynb", ipynb("import a\n!x\n" + "(" * SIZE)),
        ("a.ipynb", ipynb("%%time\n" * SIZE + "import a")),
        ("a.ipynb", ipynb("\n" * SIZE + "%%time\nimport a")),
        ("a.ipynb", ipynb("!git clone " + "a" * SIZE + "(")),
        ("a.ipynb", ipynb("!curl " + "a-" * SIZE)),
        ("a.ipynb", ipynb("!pip" + " -a" * SIZE)),
        ("a.md", MYST + "```\n" * SIZE),
        ("a.md", MYST + "```{code-cell}\n" + ":a: b\n" * SIZE),
        ("a.md", "---\nkernelspec: " + "[" * 60_000 + "\n---\n"),
        ("a.md", "---\nkernelspec:\n  a0: &a0 {k: 1}\n" + MERGES + "---\n"),
        ("a.py", SCRIPT + "# %%\nimport a" + "\n" * SIZE),
        ("a.py", "# ---\n" * SIZE),
    ],
    ids=map(str, range(15)),
)
def test_no_file_takes_for_ever(path, text):
    start = time.process_time()
    notebook = read_notebook(text, path)
    assert notebook is None or isinstance(notebook, Notebook)
    assert time.process_time() - start < 5
