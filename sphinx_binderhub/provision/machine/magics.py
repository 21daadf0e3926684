"""Whether a chapter may have loaded the extension that brings a magic."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_binderhub.notebook.commands.magic_names import EXTENSIONS

if TYPE_CHECKING:
    from sphinx_binderhub.project import Project
    from sphinx_binderhub.provision.asking import Asked

_RUNS = re.compile(r"%(?:run|load|macro|rerun|sc)\b")
"""Lines that run what is written elsewhere."""
_KNOWN = frozenset().union(*EXTENSIONS.values())
"""Extensions of which it is known what they bring; any other may bring anything."""
_CONFIGURED = ("ipython_config.py", "ipython_kernel_config.py", "ipython_config.json")


def may_be_loaded(one: Asked, extensions: tuple[str, ...], project: Project) -> bool:
    """Tell whether the chapter loads or imports one of `extensions`, or does what may load any."""
    notebook = one.chapter.notebook
    loaded = {need.name for need in notebook.needs_of("extension")}
    if not loaded <= _KNOWN:
        return True
    loaded |= {place.module for place in notebook.imports}
    tops = {name.partition(".")[0] for name in loaded}
    if not notebook.is_python or any(name.partition(".")[0] in tops for name in extensions):
        return True
    if any(_RUNS.match(need.by) for need in notebook.needs_of("read", "write")):
        return True
    return _imports_own(one, project) or _is_configured(project.tree.files)


def _imports_own(one: Asked, project: Project) -> bool:
    """Tell whether the chapter imports a module of the repository, which may register magics."""
    own = _own_names(project.tree.files)
    return any(place.top in own for place in one.chapter.notebook.imports)


@lru_cache(maxsize=8)
def _own_names(files: frozenset[str]) -> frozenset[str]:
    """Return the names of all modules of the repository, and of the folders that hold them."""
    code = [path.removesuffix(".py") for path in files if path.endswith(".py")]
    return frozenset(part for path in code for part in path.split("/"))


@lru_cache(maxsize=8)
def _is_configured(files: frozenset[str]) -> bool:
    """Tell whether the repository has a configuration or a startup file of IPython."""
    return any(path.rpartition("/")[2] in _CONFIGURED or "/startup/" in path for path in files)
