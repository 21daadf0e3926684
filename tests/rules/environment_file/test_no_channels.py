from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "no-channels"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - python=3.12\n"}


@pytest.mark.parametrize(
    "text",
    [
        "channels: [defaults]\ndependencies: [python=3.12]\n",
        "channels: conda-forge\ndependencies: [python=3.12]\n",
        "dependencies: ['conda-forge::python']\n",
        "name: empty\n",
        "dependencies: numpy\n",
        "- numpy\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"environment.yml": text})


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name: course\ndependencies:\n  - python=3.12\n", 2),
        ("channels: []\ndependencies:\n  - python=3.12\n", 1),
    ],
)
def test_speaks(judge_files: Judge, text: str, line: int) -> None:
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("environment.yml", line, 1)
