"""IPython's own transformer is the referee of what is Python in a cell."""

from __future__ import annotations

import ast

import pytest

from sphinx_binderhub.notebook import read_notebook
from sphinx_binderhub.notebook.ipython import PYTHON_BODY, cell_magic, python_body
from tests.notebook.conftest import ipynb

CELLS = {
    "line magic": "%matplotlib inline\nimport a",
    "magic with options": "%config InlineBackend.figure_format = 'svg'\nimport a",
    "shell": "!ls *.py | grep 'it''s (\nimport a",
    "shell with an open quote": "!echo it's\nimport a\n!echo it's\nimport b",
    "shell carried on": "!pip install x \\\n  y 'z \\\n  w\nimport a",
    "magic carried on": "%run x \\\n  import b\nimport a",
    "shell assigned": "files = !ls -la | wc\nimport a",
    "shell assigned to two": "a, b = !ls\nimport a",
    "shell assigned to an item": "d['x'] = !ls\nimport a",
    "magic assigned": "t = %timeit -o f('x')\nimport a",
    "after a statement": "import os; files = !ls\nimport a",
    "help": "np.mean?\nimport a",
    "more help": "np.mean??\nimport a",
    "help before": "?np.mean\nimport a\n??np",
    "help on a magic": "%timeit?\nimport a",
    "help on a pattern": "np.*mean*?\nimport a",
    "indented magic": "if x:\n    %matplotlib inline\n    import a",
    "indented shell": "if x:\n    !pip install b\nelse:\n\n    !ls (\n    import a",
    "indented assignment": "for i in x:\n    y = !ls {i}\n    import a",
    "in a string": "import a\nx = '''\n!ls\n%magic\nwhat?\n'''\n%time\nimport b",
    "in an f-string": 'import a\nx = f"""\n!{ls}\n"""\n!ls\nimport b',
    "in brackets": "import a\nx = [1,\n2\n]\n%time\nimport b",
    "modulo in brackets": "import a\nx = (5\n%3)\n!ls\nimport b",
    "carried on modulo": "import a\nx = 5 \\\n%3\n!ls\nimport b",
    "percent in a call": "import a\nprint('x = %d' % 1)\n!ls\nimport b",
    "question in a comment": "import a  # why?\n!ls\nimport b",
    "question in a string": "x = 'why?'\n!ls\nimport b",
    "hash in a string": "x = '#' + \"'\"\n!ls\nimport b",
    "escaped quotes": "x = 'it\\'s' + \"\\\"\"\n!ls\nimport b",
    "triple in a comment": "# '''\n!ls\nimport b",
    "prompts": ">>> import a\n>>> for i in x:\n...     import b",
    "IPython prompts": "In [1]: import a\n\nIn [2]: if x:\n   ...:     import b",
    "indented cell": "    import a\n    !ls\n    import b",
    "time": "%%time\nimport a",
    "time after blanks": "\n\n%%time\n\nimport a\n!ls\nimport b",
    "capture": "%%capture out --no-stderr\nimport a",
    "capture and time": "%%capture\n%%time\nimport a",
    "prun": "%%prun -s cumulative\nimport a",
    "timeit": "%%timeit -n 10\nimport a",
    "bash": "%%bash\nimport a\nls -la | wc",
    "writefile": "%%writefile x.py\nimport a",
    "cython": "%%cython\nimport a\ncdef int x",
    "html": "%%html\n<script>import a</script>",
    "unknown magic": "%%nosuch\nimport a",
    "called without brackets": ",f a b\n;f a b\n/f a b\nimport a",
    "Python 2": 'import a\nprint "x"',
    "syntax error on purpose": "import a\nx = (",
    "autocall in the middle": "import a\nfoo bar",
    "await": "import a\nawait f()\n!ls",
    "CRLF": "import a\r\n!ls\r\nimport b",
    "decorated": "@x\n# import\ndef f():\n    %time\n    import a",
    "comment before": "# comment\n\n%matplotlib inline\nimport a",
    "line begins with a bracket": "import a\nx = f(\n    '%s'\n    % y)\n!ls",
    "empty help": "?\nimport a",
    "shell twice": "!!ls\nimport a",
    "escape in a dict": "import a\nx = {\n  'a': 5\n  %3,\n}\n!ls\nimport b",
    "not equal": "import a\nx = y != z\n!ls\nimport b",
    "nothing": "import",
    "blank": " \n\t\n",
    "raw string": "import a\nx = r'\\'  # '\n!ls\nimport b",
}


def expected(source: str) -> list[tuple[str, int]]:
    """Return what IPython would import: module and line."""
    manager = pytest.importorskip("IPython.core.inputtransformer2").TransformerManager()
    if (name := cell_magic(source)) is not None:
        body = python_body(source) if name in PYTHON_BODY else None
        return [] if body is None else expected(body)
    try:
        tree = ast.parse(manager.transform_cell(source))
    except (SyntaxError, ValueError):
        return []
    found: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append(node.module)
    return sorted(found)


@pytest.mark.parametrize("name", CELLS)
def test_ipython_agrees(name):
    notebook = read_notebook(ipynb(CELLS[name]), "a.ipynb")
    assert notebook is not None
    assert sorted(one.module for one in notebook.imports) == expected(CELLS[name])


@pytest.mark.parametrize("name", CELLS)
def test_lines_are_those_of_the_author(name):
    notebook = read_notebook(ipynb(CELLS[name]), "a.ipynb")
    assert notebook is not None
    lines = CELLS[name].split("\n")
    assert all("import" in lines[one.line - 1] for one in notebook.imports)


def test_time_of_a_statement_imports(read):
    assert [one.module for one in read("%time import a").imports] == ["a"]
