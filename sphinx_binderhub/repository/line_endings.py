"""With which line endings a file is cloned from git, whatever this disk has."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sphinx_binderhub.repository import git
from sphinx_binderhub.repository.attributes import NAME, Attributes, read_attributes
from sphinx_binderhub.repository.git import GitError
from sphinx_binderhub.tree import UnreadableError, prefixes

if TYPE_CHECKING:
    from sphinx_binderhub.tree import Tree

_INDEX = re.compile(r"i/(\S*)\s")


def is_cloned_with_crlf(tree: Tree, path: str) -> bool:
    """Tell whether a clone of `path`, which has Windows line endings here, has them too.

    git may take them away when the file is committed. What it has in its index decides; where git
    has nothing, its attributes and its configuration say what a commit will do.
    """
    attributes = read_attributes(dict(_attribute_files(tree, path)))
    if attributes.value(path, "eol") == "crlf":
        return True
    try:
        arguments = ("--literal-pathspecs", "ls-files", "--eol", "-z", "--", path)
        answer = _INDEX.match(os.fsdecode(git.ask(tree.root, *arguments)))
        setting = git.line(tree.root, "config", "--get", "core.autocrlf")
    except GitError:
        answer = setting = None
    if answer and answer[1] in {"crlf", "mixed", "-text"}:
        return True
    return not _is_normalised(attributes, path, setting in {"true", "input"})


def _is_normalised(attributes: Attributes, path: str, converted: bool) -> bool:
    """Tell whether a commit would take Windows line endings away; `converted` is git's setting."""
    text, eol = attributes.value(path, "text"), attributes.value(path, "eol")
    if text == "unset":
        return False
    return converted or text in {"set", "auto"} or eol == "lf"


def _attribute_files(tree: Tree, path: str) -> Iterator[tuple[str, bytes]]:
    """Yield the attribute files in the folders above `path`."""
    for folder in ("", *list(prefixes(path))[:-1]):
        file = f"{folder}/{NAME}" if folder else NAME
        if file in tree.files:
            try:
                yield file, tree.read(file)
            except UnreadableError:
                continue
