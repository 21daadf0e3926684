"""YAML as repo2docker reads it: by ruamel.yaml, YAML 1.2, with the place of every entry."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from sphinx_binderhub.tree import Tree, UnreadableError


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: a sentence, its mend, and the place.

    `fatal` unless the build goes on and something is missing afterwards; `to_mamba_2` where that
    depends on the release of mamba.
    """

    message: str
    fix: str
    line: int | None = None
    column: int | None = None
    fatal: bool = True
    to_mamba_2: bool = False


@dataclass(frozen=True)
class Text:
    """A piece of text in a file and its place; `plain` is text without quotes."""

    value: str
    line: int
    column: int
    plain: bool = True


MOST_BRACKETS = 5000
"""Brackets of one kind; the parser takes seconds before it gives up on very many."""


class YamlError(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml_text(tree: Tree, path: str) -> str:
    """Return the text of `path` as Python's `open` gives it to repo2docker; raise `YamlError`."""
    try:
        return re.sub("\r\n?", "\n", tree.read(path).decode("utf-8"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        fix = "Save the file as UTF-8."
        raise YamlError(Problem("It is not UTF-8 text.", fix, line, column)) from None
    except UnreadableError as error:
        fix = "Replace it by a short text file, saved as UTF-8, that lists the packages."
        raise YamlError(Problem(f"The file cannot be used: {error}.", fix)) from None


def load_yaml(text: str) -> Any:
    """Return what repo2docker gets of the one document in `text`; raise `YamlError`.

    The loader makes mappings, lists and scalars alone, and does not copy what an alias names.
    """
    try:
        if max(text.count("["), text.count("{")) > MOST_BRACKETS:
            raise RecursionError
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # an anchor that is used twice is none of ours
            return _loader().load(text)
    except DuplicateKeyError as error:
        raise YamlError(_explain_duplicate(error, text)) from None
    except MarkedYAMLError as error:
        raise YamlError(_explain(error, text)) from None
    except ReaderError as error:
        raise YamlError(_explain_character(error, text)) from None
    except RecursionError:
        fix = "An environment file needs three levels: `dependencies:`, packages, `pip:`."
        raise YamlError(Problem("It is nested too deeply to be read.", fix, 1, 1)) from None
    except Exception as error:  # a date that is none, a tag with a bad value: whatever is raised
        reason = " ".join(str(error).split())[:200]
        message = f"It is not valid YAML: {reason or type(error).__name__}."
        raise YamlError(Problem(message, "Correct the file.")) from None


def _loader() -> YAML:
    # Pure Python, as repo2docker has it: the C loader can crash on deep nesting.
    return YAML(typ="rt", pure=True)


def place_in(container: object, key: object, value: bool = False) -> tuple[int, int]:
    """Return line and column of an entry: of a list's item, or of a mapping's key or `value`.

    What a merge (`<<`) brought has no place of its own, and is given that of the container.
    """
    if not isinstance(container, CommentedBase):
        return 1, 1
    places = container.lc.data or {}
    place = places.get(key, (container.lc.line, container.lc.col))
    line, column = place[2:] if value and len(place) == 4 else place[:2]
    return (line or 0) + 1, (column or 0) + 1


def _explain_duplicate(error: DuplicateKeyError, text: str) -> Problem:
    mark = error.problem_mark
    line, column = mark.line + 1, mark.column + 1
    try:
        root = _loader().compose(text)
        first = next(_keys_before(root, mark.index), None)
    except (YAMLError, RecursionError):
        first = None
    name = first.value if first is not None else "This key"
    where = f"on line {first.start_mark.line + 1}" if first is not None else "above"
    message = f"`{name}:` stands here and {where}; it may stand once."
    fix = f"Put everything under the first `{name}:` and delete the second."
    return Problem(message, fix, line, column)


def _keys_before(root: Node, index: int) -> Iterator[ScalarNode]:
    """Yield the first key of the name that stands at `index`, in the mapping that has both."""
    waiting: list[Node] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            waiting += node.value
        elif isinstance(node, MappingNode):
            keys = [key for key, _ in node.value if isinstance(key, ScalarNode)]
            names = {key.value for key in keys if key.start_mark.index == index}
            yield from (key for key in keys if key.value in names)
            waiting += [value for _, value in node.value]


def _explain(error: MarkedYAMLError, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    said = error.problem or error.context or "it is not valid YAML"
    lines = text.splitlines()
    source = lines[line - 1] if line and line <= len(lines) else ""
    return Problem(*_plain_words(said, error.context or "", source), line, column)


def _plain_words(said: str, context: str, source: str) -> tuple[str, str]:
    """Return message and fix in plain words for what the YAML parser said about a line."""
    if "\t" in source[: len(source) - len(source.lstrip())] or "'\\t'" in said:
        return "A tab stands where YAML wants spaces.", "Replace the tab by two spaces."
    if "single document" in context:
        return "A second document begins here.", "Delete this line (`---`) or what follows it."
    if "mapping values are not allowed" in said:
        message = "A colon stands where none can be, or the line is indented wrongly."
        return message, "Align the line with its neighbours; write versions as `name=1.2`."
    if "could not find expected ':'" in said:
        return "A colon is missing, here or on the line above.", "Write `dependencies:`."
    if "expected <block end>" in said:
        message = "The line is not aligned with the lines it belongs to."
        return message, "Give every line of a list the same indentation."
    if "parsing a flow" in context:
        return "A bracket is opened and not closed.", "Close it, or write one package a line."
    if "scanning a quoted scalar" in context:
        return "A quotation mark is missing.", "Close the quotation that begins here or above."
    if "alias" in f"{said} {context}" or "cannot start any token" in said or "anchor" in context:
        message = "A word begins with a character that has a meaning of its own in YAML."
        return message, 'Put the word in quotes: `- "*"`.'
    reason = " ".join(said.split())[:200]
    return f"It is not valid YAML: {reason}.", "Correct the line; lists are `- name`, one a line."


def _explain_character(error: ReaderError, text: str) -> Problem:
    position = error.position if isinstance(error.position, int) else 0
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    message = "It holds a character that no text file has; it may be a binary file."
    return Problem(message, "Save it as plain text in UTF-8.", line, column)
