"""What the `ENTRYPOINT` of an image does with the command that the hub gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.scripts.script import read_script

if TYPE_CHECKING:
    from sphinx_binderhub.environment.docker.dockerfile import Instruction
    from sphinx_binderhub.tree import Tree

_PASSING = frozenset({"tini", "dumb-init", "catatonit", "docker-init", "env", "nice", "nohup"})
_CONDA = frozenset({"conda", "mamba", "micromamba"})
_SHELLS = frozenset({"bash", "sh", "dash", "ash", "zsh"})
_FIXED = frozenset(
    {"R", "Rscript", "bokeh", "caddy", "cat", "echo", "flask", "gunicorn", "http-server", "httpd"}
    | {"httpd-foreground", "java", "julia", "jupyter", "jupyter-lab", "jupyter-notebook", "make"}
    | {"nginx", "node", "npm", "panel", "quarto", "sleep", "sphinx-build", "streamlit", "tail"}
    | {"uvicorn", "voila"}
)
"""Programs that do what they do, and take the command for options of their own."""
_MODULES = frozenset(
    {"http.server", "jupyter", "jupyterlab", "notebook", "flask", "gunicorn", "panel"}
    | {"streamlit", "uvicorn", "voila"}
)
_GIVEN = re.compile(r"\$\{?[@*0-9]|JUPYTERHUB_")
"""The command, or the hub's variables, which may tell a server of its own where to be."""
_VALUED = frozenset({"-n", "--name", "-p", "--prefix", "--cwd"})


def swallowed_by(instruction: Instruction | None, tree: Tree) -> str | None:
    """Return what takes the hub's command and does not run it, `None` where nothing surely does."""
    if instruction is None or instruction.words == () or not instruction.arguments:
        return None
    if instruction.words is None:
        line = instruction.arguments
        return None if _GIVEN.search(line) else f"`{line[:60]}`, a line without JSON's brackets"
    words = _after_wrappers(instruction.words)
    if not words:
        return None
    return _swallowed(words, f"`{' '.join(instruction.words)[:60]}`", tree)


def may_prepare(instruction: Instruction | None, tree: Tree) -> bool:
    """Tell whether the instruction may do something before the hub's command is run."""
    if instruction is None or not instruction.arguments or swallowed_by(instruction, tree):
        return False
    return instruction.words is None or bool(_after_wrappers(instruction.words))


def _swallowed(words: Sequence[str], shown: str, tree: Tree) -> str | None:
    name = words[0].rpartition("/")[2]
    if name in _SHELLS:
        return _by_shell(words[1:], shown, tree)
    if re.fullmatch(r"python[\d.]*", name):
        return shown if _is_fixed_python(words[1:]) else None
    if name in _FIXED:
        return shown
    return _by_script(words[0], shown, tree)


def _after_wrappers(words: Sequence[str]) -> Sequence[str]:
    """Return `words` without the programs that run what stands after them."""
    place = 0
    while place < len(words):
        name = words[place].rpartition("/")[2]
        if name in _CONDA and words[place + 1 : place + 2] == ("run",):
            place += 1
        elif name not in _PASSING:
            break
        place = _after_options(words, place + 1)
    return words[place:]


def _after_options(words: Sequence[str], place: int) -> int:
    while place < len(words) and (words[place].startswith("-") or "=" in words[place]):
        if words[place] == "--":
            return place + 1
        place += 2 if words[place] in _VALUED else 1
    return place


def _by_shell(words: Sequence[str], shown: str, tree: Tree) -> str | None:
    for number, word in enumerate(words):
        if re.fullmatch(r"-[a-z]*c[a-z]*", word):
            given = any(_GIVEN.search(text) for text in words[number + 1 :])
            return None if given else shown
        if not word.startswith("-"):
            return _by_script(word, shown, tree)
    return shown


def _is_fixed_python(words: Sequence[str]) -> bool:
    if not words:
        return True
    return words[0] == "-m" and words[1:2] != [] and "".join(words[1:2]) in _MODULES


def _by_script(path: str, shown: str, tree: Tree) -> str | None:
    """Return the script where it is one of the repository, and never runs what it is given."""
    name = path.rpartition("/")[2]
    same = [file for file in tree.files if file.rpartition("/")[2] == name]
    scripts = [read_script(tree, file) for file in same[:5]]
    if not scripts:
        return None
    for script in scripts:
        if script is None or script.shebang is None or not script.is_shell:
            return None
        if "JUPYTERHUB_" in script.text:
            return None
        sources = {command.name for command in script.commands.found} & {".", "source"}
        if not script.commands.understood or script.commands.arguments or sources:
            return None
    return f"{shown}, a script that never runs it"
