"""Notebooks made from the text of their cells."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from sphinx_binderhub.notebook import Notebook, read_notebook
from sphinx_binderhub.notebook.commands.reading import Commands
from sphinx_binderhub.notebook.records import Cell


def ipynb(*cells: str, language: str = "python", kernel: str = "python3") -> str:
    """Return an nbformat 4 notebook; a cell that begins with `#md` is a Markdown cell."""
    made = [
        {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}
        if source.startswith("#md")
        else {
            "cell_type": "code",
            "metadata": {},
            "outputs": [],
            "execution_count": None,
            "source": source.splitlines(keepends=True),
        }
        for source in cells
    ]
    metadata = {"kernelspec": {"name": kernel}, "language_info": {"name": language}}
    return json.dumps({"cells": made, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def read() -> Callable[..., Notebook]:
    """Return a function that reads a notebook made of the cells it is given."""

    def run(*cells: str, **metadata: str) -> Notebook:
        notebook = read_notebook(ipynb(*cells, **metadata), "a.ipynb")
        assert notebook is not None
        return notebook

    return run


@pytest.fixture
def commands() -> Callable[..., Commands]:
    """Return a function that reads the command lines of the cells it is given."""

    def run(*sources: str) -> Commands:
        found = Commands()
        for number, source in enumerate(sources, 1):
            found.read(Cell(number, source))
        return found

    return run
