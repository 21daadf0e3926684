"""Names that would break out of a format, in every format: a repository may hold any."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_binderhub.__main__ import main
from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.report import FORMATS, sentence
from sphinx_binderhub.tree import Tree
from tests.conftest import notebook

PROJECT = Project(Tree(Path("/nowhere")))
NAMES = [
    "100%25",
    "%0A::error::x",
    "a::b",
    "::error file=x::y",
    "a,b:c=d",
    "a\nb\r\nc",
    "\x1b[2J\x1b]0;title\x07",
    "\u202egpj.exe\u2066",
    "\u2028\u2029\x85\x0b\x0c",
    b"\xff\xfe".decode("utf-8", "surrogateescape"),
    "\ud800\udfff",
    '"quoted" \\ {0} {{',
    "[a](0) ](https://evil.example)",
    "\x00",
    "##[error]x",
    "é" * 500,
]
words = st.one_of(st.sampled_from(NAMES), st.text(st.characters(exclude_categories=())))


def finding(name: str) -> Finding:
    place = Location(name or None, 3, 5, 2)
    return Finding(
        f"It is {name}", f"Mend {name}", place, Severity.ERROR, (place,), "import-missing"
    )


def commands(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL)
    assert found is not None
    pairs = [pair.split("=", 1) for pair in found[2].split(",")]
    return found[1], {key: _plain(value, more=True) for key, value in pairs}, _plain(found[3])


def _plain(text: str, *, more: bool = False) -> str:
    for escape, char in [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]:
        if more or escape not in {"%3A", "%2C"}:
            text = text.replace(escape, char)
    return text


@settings(max_examples=300, deadline=None)
@given(words)
def test_no_format_can_be_broken_out_of(name: str) -> None:
    found = finding(name)
    out = {form: write(PROJECT, [found, found]) for form, write in FORMATS.items()}
    for text in out.values():
        text.encode("utf-8")
        assert not any(unicodedata.category(char) == "Cc" for char in text.replace("\n", ""))
    for form in ("text", "github"):
        assert all(char.isprintable() for char in out[form].replace("\n", ""))

    lines = out["text"].split("\n")
    assert [line[:10] for line in lines[1:3]] == ["    also: ", "    mend: "]
    assert len(lines) == 7
    assert ":3:5: error import-missing: It is" in lines[0]

    annotations = out["github"].split("\n")
    assert len(annotations) == 2
    command, fields, message = commands(annotations[0])
    assert command == "error"
    assert fields.keys() <= {"file", "line", "col", "title"}
    assert fields["title"] == "import-missing"
    assert message == sentence(found)

    assert len(json.loads(out["json"])["findings"]) == 2
    for result in json.loads(out["sarif"])["runs"][0]["results"]:
        links = re.findall(r"(?<!\\)\]\(([^)]*)\)", result["message"]["text"])
        assert links == ["1"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_repository_of_hostile_names_is_reported(
    form: str, make_repository: Callable[..., Path], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    names = [name for name in NAMES if "\0" not in name and "\ud800" not in name]
    # A folder each, for a slash is no part of a name.
    files = {f"{name.replace('/', '_')[:80]}/n.ipynb": "{" for name in names}
    files["surrogate.ipynb"] = notebook("import pandas", kernel="\ud800")
    root = make_repository(files)
    assert main(["check", "--format", form, str(root)]) == 1
    out, err = capfdbinary.readouterr()
    assert b"Traceback" not in err
    text = out.decode("utf-8")
    assert text.count("n.ipynb") >= len(names)
    assert "\x1b" not in text
