from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "description-not-r"

QUIET = {"DESCRIPTION": "Package: course\nVersion: 1.0\n"}
SPEAKING = {"environment.yml": GOOD, "DESCRIPTION": "Notebooks for a course on optics.\n"}


@pytest.mark.parametrize(
    "files",
    [
        {**SPEAKING, "binder/environment.yml": GOOD},
        {**SPEAKING, "Dockerfile": "FROM x"},
        {"environment.yml": GOOD, "docs/DESCRIPTION": "x", "description": "x"},
        {"DESCRIPTION": "Type: Package\r\nPackage: a\r\nTitle: T\r\nVersion: 0.1\r\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A course.\n", "no line `Package:` and `Version:`"),
        ("", "no line `Package:` and `Version:`"),
        ("Package: course\nTitle: T\n", "no line `Version:`"),
        ("Package:\nVersion: 1\n", "no line `Package:`"),
        (b"Caf\xe9\n", "no line `Package:` and `Version:`"),
    ],
)
def test_speaks(judge_files: Judge, text: str, words: str) -> None:
    (finding,) = judge_files(RULE, {"DESCRIPTION": text})
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("DESCRIPTION", 1)
    assert words in finding.message


def test_one_cause_is_one_finding(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"requirements.txt": "", "DESCRIPTION": "A course.\n"})
    assert finding.rule == RULE
