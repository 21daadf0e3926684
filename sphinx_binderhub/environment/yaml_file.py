"""YAML with positions, read with bounds: nothing is constructed, no alias is expanded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from sphinx_binderhub.tree import Tree, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_TEXT = ("null", "int", "float", "bool", "timestamp", "binary", "merge")
"""What a plain scalar may be other than text."""

YAML_1_1_ONLY = {"yes", "no", "on", "off"}
"""Truth values in YAML 1.1, which PyYAML reads; text in YAML 1.2, which repo2docker reads."""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a file: a sentence, its mend, and the place.

    `fatal` unless the build goes on and something is missing afterwards.
    """

    message: str
    fix: str
    line: int | None = None
    column: int | None = None
    fatal: bool = True


@dataclass(frozen=True)
class Text:
    """A piece of text in a file; `plain` is text without quotes."""

    value: str
    line: int
    column: int
    plain: bool = True


class YamlError(Exception):
    """The file cannot be read; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_yaml_text(tree: Tree, path: str) -> str:
    """Return the text of `path`; raise `YamlError`."""
    try:
        return tree.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        fix = "Save the file as UTF-8."
        raise YamlError(Problem("It is not UTF-8 text.", fix, line, column)) from None
    except UnreadableError as error:
        fix = "Replace it by a short text file, saved as UTF-8, that lists the packages."
        raise YamlError(Problem(f"The file cannot be used: {error}.", fix)) from None


def parse_yaml(text: str) -> Node | None:
    """Return the root node of the one document in `text`, `None` where it is empty.

    The pure Python loader is used on purpose: the C one can crash on deep nesting.
    """
    try:
        node: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if node is not None and _is_null(node) else node
    except yaml.MarkedYAMLError as error:
        raise YamlError(_explain(error, text)) from None
    except yaml.reader.ReaderError as error:
        raise YamlError(_explain_character(error, text)) from None
    except RecursionError:
        fix = "An environment file needs three levels: `dependencies:`, packages, `pip:`."
        raise YamlError(Problem("It is nested too deeply to be read.", fix, 1, 1)) from None
    except (yaml.YAMLError, ValueError) as error:
        raise YamlError(Problem(f"It is not valid YAML: {error}.", "Correct the file.")) from None


def text_of(node: Node | None) -> Text | None:
    """Return the text of a scalar node, `None` where it is a number, empty or no scalar."""
    if not isinstance(node, ScalarNode):
        return None
    kind = node.tag.rpartition(":")[2]
    if kind in NOT_TEXT and str(node.value).lower() not in YAML_1_1_ONLY:
        return None
    mark = node.start_mark
    return Text(str(node.value), mark.line + 1, mark.column + 1, node.style is None)


def find_duplicates(root: MappingNode) -> Iterator[Problem]:
    """Yield the keys that a mapping, or one inside it, has twice, each node visited once."""
    waiting: list[Node] = [root]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or isinstance(node, ScalarNode):
            continue
        seen.add(id(node))
        if isinstance(node, MappingNode):
            yield from _duplicates(node)
            waiting += [value for _, value in node.value]
        else:
            waiting += node.value


def _duplicates(node: MappingNode) -> Iterator[Problem]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, ScalarNode):
            continue
        line = key.start_mark.line + 1
        if key.value in lines:
            yield Problem(
                f"`{key.value}:` stands here and on line {lines[key.value]}; it may stand once.",
                f"Put everything under the first `{key.value}:` and delete the second.",
                line,
                key.start_mark.column + 1,
            )
        lines.setdefault(key.value, line)


def _is_null(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.tag.endswith(":null")


def _explain(error: yaml.MarkedYAMLError, text: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else None
    column = mark.column + 1 if mark else None
    said = error.problem or error.context or "it is not valid YAML"
    source = text.splitlines()[line - 1] if line and line <= len(text.splitlines()) else ""
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
    return f"It is not valid YAML: {said}.", "Correct the line; lists are `- name`, one a line."


def _explain_character(error: yaml.reader.ReaderError, text: str) -> Problem:
    position = error.position if isinstance(error.position, int) else 0
    line = text.count("\n", 0, position) + 1
    column = position - (text.rfind("\n", 0, position) + 1) + 1
    message = "It holds a character that no text file has; it may be a binary file."
    return Problem(message, "Save it as plain text in UTF-8.", line, column)
