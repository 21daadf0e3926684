"""IPython's own transformer is the referee of what is a command in a cell."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook.ipython import split_cell, unwrapped
from tests.notebook.test_ipython import CELLS

Found = list[tuple[str, str, str]]

TRICKY = {
    **CELLS,
    "two shells": "!a b\n!!c d",
    "continued": "!a \\\n  b \\\n  c\n%x \\\n y\n!d",
    "continued at the end": "!a \\\n",
    "continued with blanks after": "!a \\ \n!b",
    "assigned twice": "a = b = !ls",
    "assigned after another": "x = 1; y = !ls",
    "assigned in a block": "for i in x:\n    y = !ls $i\n    z = %sx ls",
    "assigned to an attribute": "a.b = !ls",
    "assigned to a slice": "a[1:2] = !ls",
    "compared": "a == !b",
    "keyword argument": "f(a=!b)",
    "default": "def f(a=5): pass\n!ls",
    "help at the end of a shell": "!ls a?",
    "help at the end of a magic": "%time?\n%time??",
    "a pattern of help": "!ls *?",
    "no help": "!echo what. ?",
    "cell magic": "%%bash -x\n!ls",
    "cell magic with blanks": "\n \n%%bash\n!ls",
    "cell magic below": "# c\n%%bash\n!ls",
    "cell magic of one sign": "%%!\nls",
    "help on a cell magic": "%%time?",
    "double within": "!ls '%d' % 5",
    "in a string": "x = '''\n!a\n%b\n'''\n!c",
    "in a string with a prefix": 'x = rb"""\n!a\n"""\n!c',
    "in nested brackets": "x = [(\n!a\n), {\n%b\n}]\n!c",
    "after a backslash": "x = 1 + \\\n%a",
    "after a comment with brackets": "x = 1  # (\n!a",
    "after a string with brackets": "x = '('\n!a",
    "after an empty string": "x = ''\n!a\ny = \"\"\n!b",
    "open quote before": "!echo it's\n!a\nx = 'it'",
    "blank before the name": "% a\n! a",
    "nothing": "!\n%",
    "form feed": "\x0c!a",
    "tabs": "if x:\n\t!a\n\t\n\tx = !b",
    "carriage returns": "!a\r\nx = !b\r\n!c \\\r\n d\r\n",
    "semicolon": "!a;\n%b;",
    "line magic with quotes": "%a 'b c' \"d",
    "dedented": "    !a\n    if x:\n        %b",
    "prompts": ">>> !a\n>>> %b c",
    "IPython's prompts": "In [1]: !a\n\nIn [2]: x = !b",
    "auto call": ",f a\n;f a\n/f a\n!b",
}
PIECES = (
    *("!a b", "%c d", "x = !e", "x = %f g", "y[1] = !h", "z = 1", "if x:\n    ", "    ", "pass"),
    *("\n", "\n ", "\n\t", "\\\n", "'''", '"""', "'", '"', "(", ")", "[", "]", "# c", " ", "%%m\n"),
)


def theirs(source: str) -> Found | None:
    """Return what IPython calls for `source`, `None` where it makes no Python of it."""
    manager = pytest.importorskip("IPython.core.inputtransformer2").TransformerManager()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(manager.transform_cell(source))
        except (SyntaxError, ValueError, RuntimeError):
            return None
    found: Found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = [one.value for one in node.args if isinstance(one, ast.Constant)]
            if node.func.attr in {"system", "getoutput"}:
                found.append(("!", blanks(given[0]), ""))
            elif node.func.attr == "run_cell_magic":
                found.append(("%%", given[0], blanks(given[1])))
            elif node.func.attr == "run_line_magic" and not given[0].startswith(("pinfo", "psea")):
                found.append(("%", given[0].strip(), blanks(given[1])))
    return sorted(found)


def ours(source: str) -> Found:
    """Return the commands that are found in `source`."""
    magics, body = unwrapped(source)
    if magics:
        return [("%%", magics[0].name, blanks(magics[0].arguments))]
    found: Found = []
    for escape in split_cell(body).escapes:
        text = escape.text.replace("\\\r\n", " ").replace("\\\n", " ")
        if text.startswith("!"):
            found.append(("!", blanks(text.removeprefix("!").removeprefix("!")), ""))
        else:
            name, _, arguments = text[1:].partition(" ")
            found.append(("%", name.strip(), blanks(arguments)))
    return sorted(found)


def blanks(text: str) -> str:
    """Return `text` with one blank where there are several, and none at the end of a line."""
    return " ".join(text.removesuffix("\\").split())


@pytest.mark.parametrize("name", TRICKY)
def test_ipython_agrees(name):
    expected = theirs(TRICKY[name])
    assert expected is None or ours(TRICKY[name]) == expected


def test_most_cells_are_judged():
    assert sum(theirs(source) is not None for source in TRICKY.values()) > 75


@given(source=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=1500, deadline=None)
def test_ipython_agrees_on_any_cell(source):
    # A statement that begins with a line of a lone backslash is nobody's.
    assume(all(line.strip() != "\\" for line in source.split("\n")))
    expected = theirs(source)
    assert expected is None or ours(source) == expected


@pytest.mark.parametrize("magic", ["%time", "%timeit -n 1", "%prun"])
def test_a_command_that_is_measured_is_no_python(magic):
    split = split_cell(f"import a\n{magic} !ls\nimport b")
    assert split.python == "import a\npass\nimport b"
    assert [one.text for one in split.escapes] == [f"{magic} !ls"]


@pytest.mark.parametrize("option", [" -n1", " -n", " -q", " -"])
def test_no_options_take_for_ever(option):
    assert split_cell(f"%timeit{option * 5000} -").python.strip()
