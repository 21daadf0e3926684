"""From the cells of a notebook to what it needs."""

from __future__ import annotations

import warnings

from sphinx_binderhub.notebook.code.python import Code
from sphinx_binderhub.notebook.commands.reading import Commands
from sphinx_binderhub.notebook.mentions import mentions
from sphinx_binderhub.notebook.pictures import picture_needs
from sphinx_binderhub.notebook.records import Need, Notebook, Script


def gather(script: Script, *, imports_only: bool = False) -> Notebook:
    """Return what the cells of `script` need; other languages than Python are not looked into.

    With `imports_only`, modules are all that is looked for, those of extensions too.
    """
    if script.language not in {None, "python"}:
        return Notebook(script.language, script.kernel, text=script.text, formats=script.formats)
    commands = Commands()
    code = Code(imports_only, commands)
    with warnings.catch_warnings():
        # Python warns of escapes such as "\d" while it parses; they are the author's own affair.
        warnings.simplefilter("ignore")
        for cell in script.cells:
            commands.read(cell)
            code.read(cell)
    return Notebook(
        script.language,
        script.kernel,
        tuple(code.imports),
        script.text,
        frozenset(commands.installs),
        install_files=frozenset(commands.install_files),
        writes=frozenset(commands.writes).union(
            need.name for need in code.needs if need.kind == "write"
        ),
        search_paths=frozenset(commands.folders | code.folders),
        formats=script.formats,
        needs=_extensions(commands) if imports_only else _needs(code, commands, script),
    )


def _extensions(commands: Commands) -> tuple[Need, ...]:
    return tuple(need for need in commands.needs if need.kind == "extension")


def _needs(code: Code, commands: Commands, script: Script) -> tuple[Need, ...]:
    """Return all needs in the order of cells, without the variables that a cell sets itself."""
    from sphinx_binderhub.notebook.syntax.needs import syntax_needs  # which takes time to load

    found = [*commands.needs, *code.needs]
    found += mentions(script.cells, found)
    if script.prose:
        written = "\n".join(cell.source for cell in script.cells)
        found += (need for cell in script.prose for need in picture_needs(cell, written))
    found += syntax_needs(script.cells)
    if variables := code.variables | commands.variables:
        known = "*" in variables
        found = [
            need
            for need in found
            if need.kind != "variable" or not (known or need.name in variables)
        ]
    return tuple(sorted(found, key=lambda need: (need.cell, need.line)))
