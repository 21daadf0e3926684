"""Cells that are meant to fail, or not to run: what they need is optional."""

from __future__ import annotations

import json

import pytest

from sphinx_binderhub.notebook import read_notebook
from tests.notebook.conftest import ipynb


@pytest.mark.parametrize("tag", ["raises-exception", "skip-execution"])
def test_tags(tag):
    data = json.loads(ipynb("import a"))
    data["cells"][0]["metadata"]["tags"] = ["x", tag]
    (one,) = read_notebook(json.dumps(data), "a.ipynb").imports
    assert one.optional
    header = "---\nkernelspec:\n  name: python3\n---\n"
    text = f"{header}```{{code-cell}}\n:tags: [{tag}]\n\nimport a\n```\n"
    (one,) = read_notebook(text, "a.md").imports
    assert one.optional


def test_another_tag():
    data = json.loads(ipynb("import a"))
    data["cells"][0]["metadata"]["tags"] = ["hide-input", {}]
    (one,) = read_notebook(json.dumps(data), "a.ipynb").imports
    assert not one.optional
