from __future__ import annotations

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "export-leftovers"

QUIET = {"environment.yml": f"name: course\n{GOOD}"}
SPEAKING = {"environment.yml": f"{GOOD}prefix: /Users/anna/miniforge3\n"}


def test_speaks(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("environment.yml", 6, 1)


def test_a_name_and_a_comment_are_none(judge_files: Judge) -> None:
    text = f"name: course\n{GOOD}# prefix: /Users/anna\n"
    assert not judge_files(RULE, {"environment.yml": text})


def test_an_export_with_builds_is_another_rule(judge_files: Judge) -> None:
    text = f"{GOOD}  - bzip2=1.0.8=h80987f9_6\nprefix: /Users/anna\n"
    assert [finding.rule for finding in judge_files(None, {"environment.yml": text})] == [
        "build-strings"
    ]
