"""The mistakes that people make in a line for pip, each in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sphinx_binderhub.environment.pip.pip_refusal import (
    NAME,
    STRICT,
    VERSION,
    Refusal,
    explain_key,
    shown,
)


def explain_requirement(text: str) -> Refusal:
    """Return why pip cannot read `text`, which names no package, path or address."""
    text = " ".join(text.split())
    for explain in _EXPLANATIONS:
        for refusal in explain(text):
            return refusal
    return Refusal(
        "syntax",
        f"`{shown(text)}` is not a package that pip can install.",
        "Write one package a line, with its version after `==`, as in `numpy==2.3.2`.",
        since=STRICT,
    )


def _conflict(text: str) -> Iterator[Refusal]:
    if re.match(r"(<{7}|={7}|>{7})( |$)", text):
        yield Refusal(
            "conflict",
            "A merge of two branches was left unfinished here.",
            "Keep the lines that are right, and delete those with `<<<<<<<`, `=======`, `>>>>>>>`.",
        )


def _table(text: str) -> Iterator[Refusal]:
    if re.fullmatch(r"Package Version( .*)?", text):
        yield Refusal(
            "table",
            "The file is the table that `pip list` shows, which pip itself cannot read.",
            "Make it anew: `python -m pip list --format=freeze > requirements.txt`.",
        )


def explain_command(text: str) -> Iterator[Refusal]:
    """Yield why pip cannot read `text`, where that is a command."""
    match = re.match(r"[!%]?\s?(?:python3? -m )?(?:pip3?|conda|mamba) install (.+)", text)
    if match:
        packages = [word for word in match[1].split() if not word.startswith("-")]
        yield Refusal(
            "command",
            "A command stands where pip expects the name of a package.",
            f"Write {one_a_line(packages)}.",
        )


def _code(text: str) -> Iterator[Refusal]:
    if re.match(r"import \w|from [\w.]+ import ", text):
        yield Refusal(
            "code",
            f"`{shown(text)}` is Python code, where pip expects the name of a package.",
            "Write the name of the package that holds the module.",
        )


def _yaml(text: str) -> Iterator[Refusal]:
    if re.fullmatch(r"(dependencies|channels|name|pip|prefix):.*", text):
        yield Refusal(
            "yaml",
            f"`{shown(text)}` belongs into an `environment.yml`, which has another syntax.",
            "Rename the file to `environment.yml`, or write one package a line.",
        )


def _markup(text: str) -> Iterator[Refusal]:
    if re.match(r"<(!doctype|html|head|body|\?xml)", text, re.IGNORECASE):
        yield Refusal(
            "markup",
            "The file is a web page and not a list of packages.",
            "Download the file itself; on GitHub, by the button `Raw`.",
        )


def _conda(text: str) -> Iterator[Refusal]:
    """Find `numpy=2.3` and `numpy=2.3=py312_0`."""
    match = re.fullmatch(rf"(_?{NAME})\s?=\s?({VERSION})(=\S*)?", text)
    if match:
        yield Refusal(
            "conda",
            f"`{shown(text)}` is written as conda writes it; pip wants `==` before the version.",
            "Delete the line: it is conda's own."
            if text.startswith("_")
            else f"Write `{match[1]}=={match[2]}`.",
        )


def _build(text: str) -> Iterator[Refusal]:
    """Find `numpy==2.3=py312_0`, where only the build is too much."""
    match = re.fullmatch(rf"({NAME})==({VERSION})=\S+", text)
    if match:
        yield Refusal(
            "conda",
            f"`{shown(text)}` names a build, as conda does; pip knows versions only.",
            f"Write `{match[1]}=={match[2]}`.",
        )


def _spaced(text: str) -> Iterator[Refusal]:
    match = re.fullmatch(rf"({NAME})(?: |:\s?)({VERSION})", text)
    if match:
        yield Refusal(
            "no operator",
            f"In `{shown(text)}`, pip wants `==` before the version.",
            f"Write `{match[1]}=={match[2]}`.",
        )


def _turned(text: str) -> Iterator[Refusal]:
    match = re.fullmatch(rf"({NAME}) ?=([<>]) ?({VERSION})", text)
    if match:
        yield Refusal(
            "turned",
            f"In `{shown(text)}`, the signs before the version are turned round.",
            f"Write `{match[1]}{match[2]}={match[3]}`.",
        )


def _wildcard(text: str) -> Iterator[Refusal]:
    """Find `numpy>=2.*`: a star fits `==` and `!=` alone."""
    match = re.search(r"(>=|<=|~=|<|>)\s?(\d+(?:\.\d+)*)\.\*", text)
    if match:
        right = text[: match.start()] + match[1] + match[2] + text[match.end() :]
        yield Refusal(
            "wildcard",
            f"In `{shown(text)}`, a `*` stands after `{match[1]}`, not after `==` or `!=`.",
            f"Write `{shown(right)}`.",
            since=STRICT,
        )


def _quoted(text: str) -> Iterator[Refusal]:
    match = re.fullmatch(r"[\"']([^\"']+)[\"'],?", text)
    if match:
        yield Refusal(
            "quoted",
            f"`{shown(text)}` stands in quotation marks, which belong to other files.",
            f"Write `{shown(match[1])}`.",
        )


def _several(text: str) -> Iterator[Refusal]:
    words = [word for word in re.split(r"[ ,]+", text) if word]
    package = re.compile(rf"{NAME}(?:\[[\w,-]{{1,60}}\])?(?:(?:[=<>!~]=|[<>]){VERSION})?")
    if len(words) > 1 and all(package.fullmatch(word) for word in words):
        yield Refusal(
            "several",
            f"`{shown(text)}` is more than one package on a line.",
            f"Write {one_a_line(words)}.",
        )
    elif len(words) == 1 and text.endswith(","):
        yield Refusal(
            "comma",
            f"`{shown(text)}` ends with a comma.",
            f"Write `{shown(words[0])}`.",
        )


_EXPLANATIONS: tuple[Callable[[str], Iterator[Refusal]], ...] = (
    *(explain_key, _conflict, _table, explain_command, _code, _yaml, _markup),
    *(_conda, _build, _spaced, _turned, _wildcard, _quoted, _several),
)


def one_a_line(packages: list[str]) -> str:
    """Return how to write `packages`, as the end of a sentence."""
    quoted = [f"`{shown(package)}`" for package in packages[:5]]
    if len(packages) > 5:
        quoted.append("…")
    return f"{', '.join(quoted)}, one a line" if len(quoted) > 1 else quoted[0] if quoted else "it"
