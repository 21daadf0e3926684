"""With msgspec or without it, a notebook says the same."""

from __future__ import annotations

import json

import pytest

from sphinx_binderhub.notebook import read_notebook
from sphinx_binderhub.notebook.formats import accelerated
from sphinx_binderhub.notebook.formats.accelerated import decoded
from tests.notebook.conftest import ipynb

OUTPUTS = json.dumps(["x" * accelerated.LARGE])


def large(outputs: str = OUTPUTS, source: str = '"import a"', cells: str = "cells") -> bytes:
    cell = f'{{"cell_type": "code", "metadata": {{}}, "outputs": {outputs}, "source": {source}}}'
    return f'{{"{cells}": [{cell}], "metadata": {{}}, "nbformat": 4}}'.encode()


@pytest.fixture
def without_msgspec(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accelerated, "_decoder", lambda: None)


NOTEBOOKS = {
    "plain": large(),
    "lines": large(source='["import a\\n", "import b"]'),
    "odd source": large(source='{"a": 1}'),
    "no source": large(source="null"),
    "surrogates": large(source='"import a # \\ud800"'),
    "accents": large(source='"import a # \u00e4"'),
    "a number that is none": large(outputs=f"[NaN, {OUTPUTS}]"),
    "byte-order mark": b"\xef\xbb\xbf" + large(),
    "not UTF-8": large().replace(b"xxx", b"x\xffx", 1),
    "a control character": large().replace(b"xxx", b"x\nx", 1),
    "not JSON": large() + b"]",
    "cut off": large()[:-9],
    "cells that are none": large(cells="celsl"),
    "a cell that is none": large().replace(b'[{"cell_type', b'[1, {"cell_type'),
    "a list": b"[" + large() + b"]",
    "worksheets": b'{"worksheets": [' + large(source='"import a"') + b'], "metadata": {}}',
    "deep": large(outputs="[" * 50_000 + "]" * 50_000),
    "large and usual": ipynb("import a", "#md " + "x" * accelerated.LARGE, "import b").encode(),
}


@pytest.mark.parametrize("name", list(NOTEBOOKS))
def test_the_same_is_read(name: str, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("msgspec")
    found = read_notebook(NOTEBOOKS[name], "a.ipynb")
    request.getfixturevalue("without_msgspec")
    assert read_notebook(NOTEBOOKS[name], "a.ipynb") == found


def test_what_is_not_read_is_not_built() -> None:
    pytest.importorskip("msgspec")
    data = decoded(large())
    assert data is not None
    assert "outputs" not in data["cells"][0]
    assert decoded(large(outputs="[]")) is None
