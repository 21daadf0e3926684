from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.notebook.conftest import ipynb


@pytest.mark.parametrize(
    ("source", "line", "mend"),
    [
        ("", None, "git log -- a.ipynb"),
        ('{"cells": [', 1, "git log -- a.ipynb"),
        ("{\n<<<<<<< HEAD\n", 2, "nbdime"),
        ("version https://git-lfs.github.com/spec/v1\n", 1, "git lfs untrack a.ipynb"),
    ],
)
def test_speaks(judge, source, line, mend):
    (finding,) = judge("notebook-invalid", {"a.ipynb": source, "b.ipynb": ipynb("import a")})
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("a.ipynb", line)
    assert finding.message.startswith("`a.ipynb` is not a readable notebook: ")
    assert mend in finding.fix


def test_speaks_of_text_notebooks(judge):
    (finding,) = judge("notebook-invalid", {"a.md": "---\nkernelspec: [\n---\n"})
    assert finding.message == "`a.md` is not a readable notebook: its header is not YAML."
    assert "YAML" in finding.fix


def test_quiet(judge):
    files = {"a.ipynb": ipynb("import a"), "b.md": "# A page\n", "c.ipynb": '{"cells": []}'}
    assert judge("notebook-invalid", files) == []


def test_a_name_with_spaces_can_be_pasted(judge):
    (finding,) = judge("notebook-invalid", {"my data.ipynb": "import pandas as pd\n"})
    assert "`git log -- 'my data.ipynb'`" in finding.fix
