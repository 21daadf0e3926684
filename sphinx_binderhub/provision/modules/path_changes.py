"""Whether something changes where Python looks for modules, in a way that cannot be told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import scripts_of
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.chapters import Chapter
    from sphinx_binderhub.environment import Environment
    from sphinx_binderhub.environment.scripts.script import Script
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.tree import Tree

_IN_SCRIPT = re.compile(r"PYTHONPATH|\.pth\b|site-packages")
_CHANGE = re.compile(r"sys\.path|chdir|PYTHONPATH|addsitedir|site-packages|pip[\"', ]+install")
_IDLE = frozenset(
    {"set", "echo", "true", ":", "exit", "exec", "export", "mkdir", "chmod", "jupyter", "apt-get"}
    | {"npm", "yarn", "jlpm", "nbstripout", "which", "pwd", "ls"}
)
"""Programs that neither install a module nor change where Python looks."""
_RUNS = re.compile(r"%run|setup\.py|PYTHONPATH")
_CODE = (".py", ".ipynb", ".whl")
"""Files that a notebook reads in order to run or install them."""
_DATA = re.compile(r"(?:^|\.)(?:to_\w+|save\w*|im(?:save|write)|dump\w*)$")
"""Calls that write a file which is no module, whatever it is called."""
_INSTALLERS = frozenset({"pip", "pip3", "conda", "mamba", "micromamba"})
_OWN = re.compile(r"[./~$\\*]|file:|^-(?:[er]|-editable|-requirement)")
"""What an installer is given that may be a folder of the repository, or a list of them."""


def chapter_changes_path(chapter: Chapter) -> bool:
    """Tell whether the chapter itself does: by a folder, an installation, another notebook."""
    notebook = chapter.notebook
    if notebook.search_paths or notebook.install_files:
        return True
    if any(need.name == "*" and not _DATA.search(need.by) for need in notebook.needs_of("write")):
        return True
    if any(path.endswith((".", "/")) for path in notebook.writes):
        return True  # a file of any name, in that folder
    asked = [*notebook.needs_of("read", "program", "magic", "install")]
    return any(_RUNS.search(one.by) or one.name.endswith(_CODE) for one in asked)


def source_changes_path(tree: Tree, module: str) -> bool:
    """Tell whether the module or package at the path `module` does when it is imported."""
    paths = (f"{module}.py", f"{module}/__init__.py")
    return any(path in tree.files and _reads_change(tree, path) for path in paths)


def _reads_change(tree: Tree, path: str) -> bool:
    try:
        return _CHANGE.search(tree.read_text(path)) is not None
    except UnreadableError:
        return True


def image_changes_path(tree: Tree, environment: Environment) -> bool:
    """Tell whether a script, a variable or a start-up file may; the root is the home folder."""
    if any(path.startswith((".ipython/", ".local/")) for path in tree.files):
        return True
    if environment.conda_file is not None and _reads_change(tree, environment.conda_file.path):
        return True
    if any(one and one not in tree.directories for one in environment.installed):
        return True  # a link, or a submodule
    scripts = list(scripts_of(tree, environment))
    return len(scripts) < _count(environment) or not all(map(_is_harmless_script, scripts))


def _count(environment: Environment) -> int:
    """Return how many programs the image runs that may do anything."""
    names = ("postBuild", "start", "install.R", "DESCRIPTION")
    return sum(environment.file(name) is not None for name in names)


def _is_harmless_script(script: Script) -> bool:
    commands = script.commands
    known = script.is_shell and commands.understood and not _IN_SCRIPT.search(script.text)
    return known and all(map(_is_harmless, commands.found))


def _is_harmless(command: Command) -> bool:
    """Tell whether a command of a script cannot bring a module of the repository."""
    words = list(command.program)
    if not words:
        return True
    name = command.name
    if name.startswith("python") and words[1:2] == ["-m"]:
        words = words[2:]
        name = words[0] if words else ""
    if name in _INSTALLERS:
        return not any(map(_OWN.search, words[1:])) and "develop" not in words
    return name in _IDLE or name in {"ipykernel", "bash_kernel", "nltk.downloader", "spacy"}
