"""Cells are left unread only where nothing can be lost by it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.notebook.code import python
from sphinx_binderhub.notebook.code.python import Code
from sphinx_binderhub.notebook.records import Cell

WORDS = (
    *python._ALL_NAMES,
    *(f"{start}x" for start in python._BEGINNINGS),
    *(
        "pd",
        "os",
        "shutil",
        "path",
        "chdir",
        "environ",
        "style",
        "cv2",
        "display",
        "x",
        "\uff4f\uff50\uff45\uff4e",
    ),
)
_NAME = st.sampled_from(sorted(WORDS))
_TEXT = st.sampled_from(
    ["a.csv", "a/b", "w", "cuda", "http://a.org:80/", "TkAgg", "course.mplstyle", "x", "math"]
)
_ATOM = st.one_of(_NAME, _TEXT.map(repr), _TEXT.map(lambda text: f"f{text!r}"))


def _more(inner):
    call = st.tuples(inner, st.sampled_from(["", " ", "\\\n", "\t"]), st.lists(inner, max_size=2))
    return st.one_of(
        call.map(lambda one: f"({one[0]}){one[1]}({', '.join(one[2])})"),
        call.map(lambda one: f"x{one[1]}({', '.join(one[2])})"),
        st.tuples(_NAME, st.sampled_from(["", " ", "#\n", "\n"]), inner).map(
            lambda one: f"({one[0]}{one[1]}({one[2]}))"
        ),
        st.tuples(inner, _NAME, inner).map(lambda one: f"({one[0]}).{one[1]}({one[2]})"),
        st.tuples(_NAME, _NAME, inner).map(lambda one: f"{one[0]}.{one[1]}({one[2]})"),
        st.tuples(_NAME, _NAME, inner).map(lambda one: f"{one[0]}(x.{one[1]}, device={one[2]})"),
        st.tuples(inner, inner).map(lambda one: f"({one[0]})[{one[1]}]"),
        st.tuples(inner, inner).map(lambda one: f"[{one[0]},\n {one[1]}]"),
    )


_STATEMENTS = st.lists(st.recursive(_ATOM, _more, max_leaves=8), min_size=1, max_size=4)


def _read(source: str) -> Code:
    code = Code()
    code.read(Cell(1, source))
    return code


@settings(max_examples=400, deadline=None)
@given(_STATEMENTS)
def test_no_line_is_left_out_that_matters(statements):
    source = "\n".join(statements)
    try:
        ast.parse(source)
    except SyntaxError:
        return
    every = list(range(1, source.count("\n") + 2))
    found = _read(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(python, "_lines_of_interest", lambda _source: every)
        assert _read(source) == found


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x = 1", ()),
        ("# open to all\nto = 3\nprint('load it')", ()),
        ("x.append(1)", ()),
        ("1\nsys.path.append(x)", (2,)),
        ("x.copy()", ()),
        ("import shutil\nshutil.copy(a, b)", (2,)),
        ("\nopen(x)\n\nenviron[x]\nopen(y); open(z)", (2, 4, 5)),
    ],
)
def test_lines_of_interest(source, lines):
    assert tuple(python._lines_of_interest(source)) == lines


def test_a_cell_of_another_language_says_nothing():
    assert _read("%%bash\nopen('a.txt')") == Code()
    assert _read("%%writefile a.py\nimport x") == Code()


@pytest.mark.parametrize(
    "line",
    ["type X = int", "f'{x['a']}'", "def f[T](x): pass", "try:\n    pass\nexcept* E:\n    pass"],
)
def test_a_cell_that_is_too_new_for_the_python_that_runs_is_read(line):
    assert [one.module for one in _read(f"import a\n{line}\nimport b").imports] == ["a", "b"]


def test_a_cell_of_python_2_is_not():
    assert _read("import a\nprint 'x'").imports == []
