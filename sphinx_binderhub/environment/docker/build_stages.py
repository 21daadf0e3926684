"""The stages of a Dockerfile: on which images they build, and what the last one is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_binderhub.environment.docker.dockerfile import read_dockerfile

if TYPE_CHECKING:
    from sphinx_binderhub.environment.docker.dockerfile import Dockerfile, Instruction
    from sphinx_binderhub.environment.reader import Environment
    from sphinx_binderhub.tree import Tree

BUILD_ARGUMENTS: Mapping[str, str | None] = {"NB_USER": "jovyan", "NB_UID": "1000"}
"""What a BinderHub gives every build."""

MOST = 1_000
"""Instructions of a Dockerfile that is judged; Docker makes no more than some hundred layers."""

Values = dict[str, "str | None"]
"""The variables of a build; `None` is one whose value is not known."""

_LONGEST = 4096
"""Characters of a value; what is longer counts as not known."""
_VARIABLE = re.compile(r"\\(.)|\$(?:\{(\w+)(?:(:?[-+])([^}]{0,200}))?\}|(\w+))")
_PAIR = re.compile(
    r"(?<!\S)(\w{1,200})(?:=((?:\"(?:\\.|[^\"\\])*\"|'[^']*'|\\.|[^\s\"'\\])*))?(?!\S)"
)


@dataclass(frozen=True)
class Stage:
    """One stage.

    `image` is what it builds on, `None` where that depends on an argument that nobody knows; `base`
    is the earlier stage that it builds on instead. `line` is that of its `FROM`, `arguments` are
    what the file declares before the first of these.
    """

    image: str | None
    name: str
    line: int
    base: Stage | None = field(default=None, repr=False, compare=False)
    instructions: tuple[Instruction, ...] = field(default=(), repr=False)
    arguments: Mapping[str, str | None] = field(default_factory=dict, repr=False)

    @property
    def stages(self) -> tuple[Stage, ...]:
        """This stage and those below that it builds on, the lowest first."""
        found = [self]
        while (base := found[-1].base) is not None:
            found.append(base)
        return tuple(reversed(found))

    @property
    def root_image(self) -> str | None:
        """The image below all the stages that this one builds on."""
        return self.stages[0].image

    @property
    def chain(self) -> tuple[Instruction, ...]:
        """All instructions that make the image."""
        return tuple(one for stage in self.stages for one in stage.instructions)

    def last(self, name: str) -> Instruction | None:
        """Return the last instruction of that name, which is the one that counts."""
        return next((one for one in reversed(self.chain) if one.name == name), None)


def read_stages(tree: Tree, environment: Environment) -> tuple[Stage, ...]:
    """Return the stages of the Dockerfile that makes the image, none without a sound one."""
    path = environment.file("Dockerfile")
    dockerfile = read_dockerfile(tree, path) if path else None
    if dockerfile is None or dockerfile.problem or len(dockerfile.instructions) > MOST:
        return ()
    return stages_of(dockerfile)


def stages_of(dockerfile: Dockerfile) -> tuple[Stage, ...]:
    """Return the stages in order; the last is what a BinderHub launches."""
    arguments: Values = dict(BUILD_ARGUMENTS)
    found: list[Stage] = []
    named: dict[str, Stage] = {}
    waiting: list[Instruction] = []
    for instruction in dockerfile.instructions:
        if instruction.name == "FROM":
            _close(found, named, waiting)
            found.append(_open(instruction, arguments, named))
        elif found:
            waiting.append(instruction)
        else:
            declare(instruction, arguments, {})
    _close(found, named, waiting)
    return tuple(found)


def _open(instruction: Instruction, arguments: Values, named: Mapping[str, Stage]) -> Stage:
    words = instruction.arguments.split(maxsplit=3)
    image = substitute(words[0], arguments) if words else ""
    name = words[2].lower() if len(words) == 3 and words[1].lower() == "as" else ""
    base = named.get(image.lower()) if image else None
    return Stage(None if base else image, name, instruction.line, base, arguments=arguments)


def _close(found: list[Stage], named: dict[str, Stage], waiting: list[Instruction]) -> None:
    """Give the last stage the instructions that were read."""
    if found:
        found[-1] = replace(found[-1], instructions=tuple(waiting))
        if found[-1].name:
            named[found[-1].name] = found[-1]
        waiting.clear()


def substitute(text: str, values: Mapping[str, str | None]) -> str | None:
    """Return `text` with its variables replaced, or `None` where one of them is not known."""
    unknown = False

    def replacement(match: re.Match[str]) -> str:
        nonlocal unknown
        if match[1]:
            return match[1]
        value = values.get(match[2] or match[5])
        if match[3] in {"-", ":-"} and not value:
            return match[4]
        if match[3] in {"+", ":+"}:
            return match[4] if value else ""
        unknown = unknown or value is None
        return value or ""

    replaced = _VARIABLE.sub(replacement, text)
    # Each of some variables may hold the one before it twice.
    return None if unknown or len(replaced) > _LONGEST else replaced


def unquoted(word: str) -> str:
    """Return `word` without the quotes that Docker takes away."""
    return re.sub(r"\\([\"'\\ ])|[\"']", r"\1", word)


def declare(instruction: Instruction, values: Values, outer: Mapping[str, str | None]) -> None:
    """Add what an `ARG` or `ENV` declares to `values`; `outer` are those before the stages.

    What the hub gives is stronger than the default of an `ARG`.
    """
    before = dict(values)
    for name, value in _pairs(instruction):
        if instruction.name == "ENV":
            values[name] = substitute(value or "", before)
        elif name in BUILD_ARGUMENTS:
            values[name] = BUILD_ARGUMENTS[name]
        else:
            values[name] = outer.get(name) if value is None else substitute(value, before)


def _pairs(instruction: Instruction) -> Iterator[tuple[str, str | None]]:
    """Yield names and values; `ENV name value` is an old form."""
    text = instruction.arguments.strip()
    if instruction.name == "ENV" and text and "=" not in text.split(maxsplit=1)[0]:
        name, _, value = text.partition(" ")
        yield name, value.strip()
    elif instruction.name in {"ARG", "ENV"}:
        for match in _PAIR.finditer(text):
            value = match[2]
            yield match[1], None if value is None else unquoted(value)
