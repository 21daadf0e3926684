from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from sphinx_binderhub.notebook import Notebook, read_notebook
from tests.notebook.conftest import ipynb


def made(data: Any) -> Notebook:
    notebook = read_notebook(json.dumps(data), "a.ipynb")
    assert notebook is not None
    return notebook


def code(source: Any, **more: Any) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, **more}


def test_places_count_all_cells_and_the_lines_of_the_cell(read):
    notebook = read("#md title", "x = 1", "\nimport numpy as np\nfrom a.b import c, d")
    numpy, ab = notebook.imports
    assert (numpy.module, numpy.cell, numpy.line) == ("numpy", 3, 2)
    assert (ab.module, ab.cell, ab.line, ab.names) == ("a.b", 3, 3, ("c", "d"))
    assert (notebook.language, notebook.kernel, notebook.text) == ("python", "python3", False)
    assert pickle.loads(pickle.dumps(notebook)) == notebook


@pytest.mark.parametrize("source", ["import a\nimport b", ["import a\n", "import b"]])
def test_source_is_a_string_or_a_list(source):
    notebook = made({"cells": [code(source)], "metadata": {}, "nbformat": 4})
    assert [one.module for one in notebook.imports] == ["a", "b"]


def test_nbformat_3_keeps_cells_in_worksheets():
    cell = {"cell_type": "code", "input": ["import a"], "language": "python"}
    heading = {"cell_type": "heading", "source": "x"}
    sheets = [{"cells": [heading, cell]}, {"cells": [cell]}]
    notebook = made({"worksheets": sheets, "metadata": {"name": ""}, "nbformat": 3})
    assert [(one.module, one.cell) for one in notebook.imports] == [("a", 2), ("a", 3)]


@pytest.mark.parametrize(
    ("metadata", "language", "kernel"),
    [
        ({}, None, None),
        ({"kernelspec": {"name": "python3"}}, "python", "python3"),
        ({"kernelspec": {"name": "conda-env-course-py"}}, "python", "conda-env-course-py"),
        ({"kernelspec": {"name": "mine", "language": "python"}}, "python", "mine"),
        ({"language_info": {"name": "R"}, "kernelspec": {"name": "ir"}}, "r", "ir"),
        ({"kernelspec": {"name": "ir"}}, "r", "ir"),
        ({"kernelspec": {"name": "julia-1.10"}}, "julia", "julia-1.10"),
        ({"kernelspec": {"name": "mine"}}, None, "mine"),
        ({"kernelspec": "python3", "language_info": []}, None, None),
    ],
)
def test_language_and_kernel(metadata, language, kernel):
    notebook = made({"cells": [], "metadata": metadata})
    assert (notebook.language, notebook.kernel, notebook.problem) == (language, kernel, None)


def test_other_languages_import_nothing(read):
    notebook = read("import Pkg\nusing Plots", language="julia", kernel="julia-1.10")
    assert notebook.imports == ()
    assert not notebook.is_python


def test_a_notebook_without_metadata_is_read_as_python():
    assert made({"cells": [code("import a")]}).imports[0].module == "a"


def test_a_cell_that_does_not_parse_costs_that_cell_only(read):
    notebook = read("import a", 'import b\nprint "python 2"', "import c")
    assert [one.module for one in notebook.imports] == ["a", "c"]


def test_cells_that_are_meant_to_fail_import_nothing_that_is_needed():
    cell = code("import nosuch")
    cell["metadata"] = {"tags": ["raises-exception"]}
    assert made({"cells": [cell]}).imports[0].optional


@pytest.mark.parametrize(
    ("source", "problem", "line"),
    [
        (b"", "it is empty", None),
        (b" \n", "it is empty", None),
        (b"hello", "it is not JSON (expecting value in line 1)", 1),
        (b'{"cells": [\n}', "it is not JSON (expecting value in line 2)", 2),
        (b'{"cells": [\n{', "it is cut off: its JSON ends within line 2", 2),
        (b'{"cells": [\n"abc', "it is cut off: its JSON ends within line 2", 2),
        (b'{\n<<<<<<< HEAD\n"a"\n', "line 2 begins an unsolved merge conflict", 2),
        (b'{"a":\n"\xe9"}', "line 2 is not UTF-8 text", 2),
        (b"version https://git-lfs.github.com/spec/v1\n", "it is a Git LFS pointer", 1),
        (b"[]", "it is JSON, but not a notebook", None),
        (b"{}", "it has no cells", None),
        (b'{"cells": {}}', "it has no cells", None),
        (b"[" * 200_000, "its JSON is nested too deeply", None),
        (b'{"cells": [], "a": ' + b"1" * 10_000 + b"}", None, None),
    ],
)
def test_problems(source, problem, line):
    notebook = read_notebook(source, "a.ipynb")
    assert notebook is not None
    if problem is None:  # Python versions differ in whether they read such a number
        return
    assert (notebook.problem or "").startswith(problem)
    assert notebook.problem_line == line
    assert not notebook.is_python


def test_a_byte_order_mark_is_no_problem():
    notebook = read_notebook(b"\xef\xbb\xbf" + ipynb("import a").encode(), "a.ipynb")
    assert notebook is not None
    assert notebook.imports


@pytest.mark.parametrize(
    "cell",
    [
        None,
        1,
        {},
        {"cell_type": "code"},
        code(None),
        code(1),
        code([1, None]),
        code("import a", metadata=[]),
        code("import \x00a"),
        code("import a\n" + "(" * 100_000),
        code("import a\nx = " + "-" * 100_000 + "1"),
        code("import a\nx = a" + ".b" * 100_000),
        code("import a\n" + "if x:\n" * 10 + "".join(" " * n + "if x:\n" for n in range(1, 300))),
        code("import a\nx = " + "'''" * 1001),
        code("# import\n" + "x" * 2_000_000),
    ],
)
def test_strange_cells_are_no_traceback(cell):
    assert made({"cells": [cell], "metadata": {}}).problem is None


def test_too_large_is_a_problem(monkeypatch):
    monkeypatch.setattr("sphinx_binderhub.notebook.NOTEBOOK_LIMIT", 1024 * 1024)
    notebook = read_notebook(b" " * (1024 * 1024 + 1), "a.ipynb")
    assert notebook is not None
    assert notebook.problem == "it is larger than 1 MB"


@pytest.mark.filterwarnings("error")
def test_no_warning_of_python_comes_through(read):
    assert read('import a\nx = "\\d"\nx is 1').imports
