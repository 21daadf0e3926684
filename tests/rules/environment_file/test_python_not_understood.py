from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import ENDING, GOOD, Judge

RULE = "python-not-understood"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - python>=3.11\n"}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "dependencies: [python==3.12.4]",
        "dependencies: ['python = 3.12']",
        "dependencies: ['python=3.9,<4']",
        "dependencies: [python=3.12=h123_cpython]",
        "dependencies: ['python>=3.11', python=3.12]",
        "dependencies: [python=3.12, python-dateutil>=2.8, ipython>=8, pythonnet>=3]",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"environment.yml": text})


@pytest.mark.parametrize(
    ("entry", "version"),
    [
        ("python>=3.11", "3.12"),
        ("python ~=3.11", "3.12"),
        ("python 3.13", "3.13"),
        ("conda-forge::python=3.13", "3.13"),
        ("Python=3.11", "3.11"),
        ("python[version='3.11.*']", "3.11"),
        ("python<3.13", "3.11"),
        ("python!=3.13", "3.12"),
    ],
)
def test_speaks_once(judge_files: Judge, entry: str, version: str) -> None:
    text = f'dependencies:\n  - numpy\n  - "{entry}"\n{ENDING}'
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 3, 5)
    assert finding.fix == f"Write `- python={version}`."
    assert "begins with Python 3.10" in finding.message


def test_the_mend_silences(judge_files: Judge) -> None:
    assert not judge_files(
        None, {"environment.yml": f"dependencies:\n- numpy\n- python=3.12\n{ENDING}"}
    )


@pytest.mark.parametrize(
    ("entry", "version"),
    [("python>=3.8,<3.10", "3.9"), ("python!=3.12", "3.13"), ("python>=3.13", "3.13")],
)
def test_the_mend_is_within_the_bounds(judge_files: Judge, entry: str, version: str) -> None:
    (finding,) = judge_files(RULE, {"environment.yml": f"dependencies: ['{entry}']\n"})
    assert finding.fix == f"Write `- python={version}`."
