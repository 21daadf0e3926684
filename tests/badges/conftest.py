from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CONF, ENVIRONMENT, TEXT_NOTEBOOK, notebook

INDEX = """\
Course
======

.. toctree::

   one
   two
   plain

Press :binder:`to run one <one>` or :binder:`the whole course`.
"""
TWO = notebook("2 + 2", title="Two")
ROOT = "https://mybinder.org/v2/gh/o/r/main"
ONE = f"{ROOT}?labpath=docs/one.ipynb"


@pytest.fixture
def course(make_repository: Callable[..., Path]) -> Callable[..., Path]:
    """Return a function that makes a course in `docs/` of a repository and gives that folder."""

    def make(files: dict[str, str] | None = None, conf: str = "", **options: object) -> Path:
        everything = {
            "binder/environment.yml": ENVIRONMENT,
            "docs/conf.py": CONF + conf,
            "docs/index.rst": INDEX,
            "docs/one.ipynb": notebook("1 + 1", title="One"),
            "docs/two.md": TEXT_NOTEBOOK,
            "docs/two.ipynb": TWO,
            "docs/plain.md": "# Plain\n\nJust words.\n",
        }
        # two.ipynb is the sibling that opens, not a page of its own.
        everything["docs/conf.py"] += "\nexclude_patterns += ['two.ipynb']\n"
        everything |= files or {}
        root = make_repository(everything, **options)
        return root / "docs"

    return make
