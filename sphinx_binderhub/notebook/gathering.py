"""From the cells of a notebook to what it needs."""

from __future__ import annotations

import warnings

from sphinx_binderhub.notebook.commands import Commands
from sphinx_binderhub.notebook.imports import imports_in, parse_cell, search_paths_in
from sphinx_binderhub.notebook.records import Import, Notebook, Script


def gather(script: Script) -> Notebook:
    """Return what the cells of `script` need; other languages than Python are not looked into."""
    if script.language not in {None, "python"}:
        return Notebook(script.language, script.kernel, text=script.text, formats=script.formats)
    imports: list[Import] = []
    commands = Commands()
    with warnings.catch_warnings():
        # Python warns of escapes such as "\d" while it parses; they are the author's own affair.
        warnings.simplefilter("ignore")
        for cell in script.cells:
            commands.read(cell)
            if tree := parse_cell(cell):
                imports += imports_in(tree, cell)
                commands.folders.update(search_paths_in(tree, cell))
    return Notebook(
        script.language,
        script.kernel,
        tuple(imports),
        script.text,
        frozenset(commands.installs),
        install_files=frozenset(commands.install_files),
        writes=frozenset(commands.writes),
        search_paths=frozenset(commands.folders),
        formats=script.formats,
        needs=tuple(commands.needs),
    )
