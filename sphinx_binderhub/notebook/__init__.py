"""What a chapter needs: its kernel, its imports, what it installs and writes at run time.

Notebooks (`.ipynb`) and text notebooks (MyST and Jupytext) are read, never executed.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx_binderhub.notebook.formats.header import has_notebook_header
from sphinx_binderhub.notebook.formats.ipynb import read_ipynb
from sphinx_binderhub.notebook.gathering import gather
from sphinx_binderhub.notebook.records import Import, Need, Notebook, Script
from sphinx_binderhub.tree import NOTEBOOK_LIMIT

__all__ = ["Import", "Need", "Notebook", "has_notebook_header", "read_notebook"]


def read_notebook(source: bytes | str, path: str, *, imports_only: bool = False) -> Notebook | None:
    """Return what the notebook `source` needs, or `None` where `path` is no notebook.

    A notebook that cannot be read comes back with its `problem`; nothing is raised. With
    `imports_only`, modules are all that is looked for, which takes half the time.
    """
    suffix = PurePosixPath(path).suffix.lower()
    if len(source) > NOTEBOOK_LIMIT:
        problem = f"it is larger than {NOTEBOOK_LIMIT // 1024**2} MB"
        return Notebook(problem=problem) if suffix == ".ipynb" else None
    script: Script | Notebook | None
    if suffix == ".ipynb":
        script = read_ipynb(source)
    else:
        from sphinx_binderhub.notebook.formats.text import (
            read_text_notebook,  # which many books need not
        )

        script = read_text_notebook(source, suffix)
    if script is None or isinstance(script, Notebook):
        return script
    return gather(script, imports_only=imports_only)
