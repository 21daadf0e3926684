"""Whether an image keeps what a BinderHub expects of one: a Jupyter, a home, a way to start."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.build_stages import (
    Stage,
    Values,
    declare,
    read_stages,
)
from sphinx_binderhub.environment.docker.entrypoint import may_prepare, swallowed_by
from sphinx_binderhub.environment.docker.image_files import commands_of
from sphinx_binderhub.environment.docker.known_images import (
    WEB_SERVERS,
    has_no_home,
    has_no_jupyter,
    parse_image,
)
from sphinx_binderhub.tree import UnreadableError

if TYPE_CHECKING:
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.environment.scripts.shell_command import Command
    from sphinx_binderhub.tree import Tree

_JUPYTER = re.compile(
    r"jupyter|notebook|ipython\[|\banaconda\b|\bsage|voila|nteract|rstudio", re.IGNORECASE
)
"""What may bring a Jupyter, or a server that stands for one."""
_BRINGS_MORE = re.compile(r"(^|\s)-[re]\b|(^|\s)\.|file:|git\+", re.MULTILINE)
"""What in a list of packages stands for more than their names."""
_CONDA = frozenset({"conda", "mamba", "micromamba"})
_SYSTEM = frozenset({"apt", "apt-get", "apk", "dnf", "microdnf", "yum"})
_USERS = frozenset({"adduser", "useradd", "usermod", "newusers"})
_HARMLESS = frozenset(
    {".", ":", "[", "[[", "add-apt-repository", "addgroup", "apt-key", "cat", "cd", "chgrp"}
    | {"chmod", "chown", "command", "cp", "curl", "dpkg", "dpkg-reconfigure", "echo", "exit"}
    | {"export", "false", "find", "gpg", "grep", "groupadd", "id", "install", "ldconfig", "ln"}
    | {"locale-gen", "ls", "mkdir", "mv", "printf", "rm", "sed", "set", "test", "touch", "true"}
    | {"update-locale", "wget", "which"}
)
"""Programs of which neither a Jupyter nor a user comes."""
_FILE_OPTIONS = frozenset({"-r", "--requirement", "-f", "--file"})


@dataclass(frozen=True)
class Breach:
    """One point that the image does not keep: the line that shows it, and whether it is sure."""

    line: int
    reason: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Contract:
    """What is known of the image that a Dockerfile makes; a breach is `None` where none is sure."""

    path: str
    stage: Stage
    entrypoint: Breach | None
    jupyter: Breach | None
    home: Breach | None
    in_root: bool

    @property
    def breaches(self) -> list[Breach]:
        """Everything that it does not keep."""
        return [one for one in (self.entrypoint, self.jupyter, self.home) if one is not None]

    @property
    def serves_pages(self) -> bool:
        """Whether the image is a web server."""
        return parse_image(self.stage.root_image or "").name in WEB_SERVERS

    @property
    def foreign(self) -> bool:
        """Whether the file serves something else than Binder, to all appearances."""
        return self.in_root and (len(self.breaches) > 1 or self.serves_pages)


def read_contract(tree: Tree, environment: Environment) -> Contract | None:
    """Return what is known of the image, `None` where no Dockerfile makes it."""
    path = environment.file("Dockerfile")
    stages = read_stages(tree, environment)
    if path is None or not stages:
        return None
    stage = stages[-1]
    return Contract(
        path,
        stage,
        _entrypoint(stage, tree),
        _without_jupyter(stage, tree),
        _without_home(stage, tree),
        not environment.binder_directory,
    )


def _entrypoint(stage: Stage, tree: Tree) -> Breach | None:
    instruction = stage.last("ENTRYPOINT")
    reason = swallowed_by(instruction, tree)
    return Breach(instruction.line, reason) if instruction and reason else None


def _without_jupyter(stage: Stage, tree: Tree) -> Breach | None:
    image = parse_image(stage.root_image or "")
    if not has_no_jupyter(image):
        return None
    installs = False
    for one in stage.chain:
        text = f"{one.flags}{one.arguments}{one.heredoc}"
        if one.name != "LABEL" and _JUPYTER.search(text):
            return None
        if (one.flag("from") is not None or one.name == "ADD") and image.name not in WEB_SERVERS:
            return None
        for command in commands_of(one):
            found = _installed(command, tree)
            if found is None or any(map(_JUPYTER.search, found)):
                return None
            installs = installs or bool(found)
    return Breach(stage.stages[0].line, image.name, certain=not installs)


def _installed(command: Command, tree: Tree) -> list[str] | None:
    """Return what a command installs, `None` where that is not known."""
    words = list(command.program)
    if command.name.startswith("python") and words[1:3] == ["-m", "pip"]:
        words = words[2:]
    name = words[0].rpartition("/")[2] if words else ""
    if name in _SYSTEM:
        return [word for word in words if word == "install"]
    if name in _HARMLESS | _USERS:
        return []
    if name == "uv" and words[1:2] == ["pip"]:
        words, name = words[1:], "pip"
    if name in _CONDA and words[1:2] == ["env"]:
        words = words[1:]
    if not re.fullmatch(r"pip[\d.]*", name) and name not in _CONDA:
        return None
    return list(_arguments(words[1:], tree)) if words[1:] else []


def _arguments(words: list[str], tree: Tree) -> Iterator[str]:
    """Yield the words of an installation, and the text of the files that it names."""
    for before, word in zip(["", *words], words, strict=False):
        joined = word.startswith("-r") and word != "-r"
        if before in _FILE_OPTIONS or joined or word.startswith((".", "/")):
            yield _text_of(word.removeprefix("-r"), tree)
        elif not word.startswith("-") and word not in {"install", "create", "update", "clean"}:
            yield word


def _text_of(path: str, tree: Tree) -> str:
    """Return the text of the file of that name, or what stands for any text where it is unknown."""
    name = posixpath.basename(path)
    same = sorted(file for file in tree.files if file.rpartition("/")[2] == name)
    try:
        text = "\n".join(tree.read_text(file) for file in same[:5])
    except UnreadableError:
        return "jupyter"
    return text if same and not _BRINGS_MORE.search(text) else "jupyter"


def _without_home(stage: Stage, tree: Tree) -> Breach | None:
    image = parse_image(stage.root_image or "")
    if not has_no_home(image) or may_prepare(stage.last("ENTRYPOINT"), tree):
        return None
    values: Values = {}
    for one in stage.chain:
        if one.name in {"ARG", "ENV"}:
            declare(one, values, stage.arguments)
        if "HOME" in values or "JUPYTER" in one.arguments or "passwd" in one.arguments:
            return None
        commands = commands_of(one)
        if any(_may_make_home(command) for command in commands) or one.heredoc:
            return None
    return Breach(stage.stages[0].line, image.name)


def _may_make_home(command: Command) -> bool:
    installers = _HARMLESS | _SYSTEM | _CONDA
    name = command.name
    known = name in installers or re.fullmatch(r"(pip|python|uv|jupyter)[\d.]*", name)
    opens = name in {"chmod", "chown", "install"} and {"/", "/root", "/.local"} & set(command.words)
    return not known or bool(opens)
