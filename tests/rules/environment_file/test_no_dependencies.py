from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import ENDING, GOOD, Judge

RULE = "no-dependencies"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": "dependencies:\n  - numpy: 2.3\n"}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        GOOD + "  - pip:\n    - seaborn==0.13\n    - -e .\n",
        "base: &base\n  dependencies: [python=3.12]\n<<: *base\n",
        "dependencies: [python=3.12, 'on', yes, \"3\"]\n",
        "dependencies:\n- python=3.12\n- pip: []\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"environment.yml": text})


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("name: a\ndependencies:\n", 2, 1, "`dependencies:` is empty, and the build stops"),
        ("dependencies: numpy\n", 1, 15, "not a list"),
        ("dependencies:\n  python: 3.12\n", 2, 3, "not a list"),
        ("dependencies:\n- python=3.12\n- 3.12\n", 3, 3, "`3.12`"),
        ("dependencies:\n- python=3.12\n- pip\n  - seaborn\n", 3, 3, "run together"),
        ("dependencies:\n- python=3.12\n- pip:\n- seaborn\n", 3, 3, "has no list under it"),
        ("dependencies:\n- python=3.12\n- pip: seaborn\n", 3, 3, "has no list under it"),
        ("dependencies:\n- python=3.12\n- pip:\n  - {a: b}\n", 4, 5, "under `pip:`"),
    ],
)
def test_error(judge_files: Judge, text: str, line: int, column: int, words: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml", line, column)
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "it is empty"),
        ("# nothing yet\n", 1, 1, "it is empty"),
        ("name: course\n", 1, 1, "no `dependencies:`"),
        (f"dependencies:\n- python=3.12\n-\n{ENDING}", 3, 2, "not the name"),
        (f"dependencies:\n- python=3.12\n- [numpy]\n{ENDING}", 3, 3, "not the name"),
        (f"dependencies:\n- numpy: 2.3\n- python=3.12\n{ENDING}", 2, 3, "`numpy:` is passed over"),
        (f"dependencies:\n- python=3.12\n- conda: [a]\n{ENDING}", 3, 3, "`conda:` is passed over"),
        (
            f"dependencies:\n- python=3.12\npip:\n- seaborn\n{ENDING}",
            3,
            1,
            "beside `dependencies:`",
        ),
    ],
)
def test_warning_where_mamba_goes_on(
    judge_files: Judge, text: str, line: int, column: int, words: str
) -> None:
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", line, column)
    assert words in finding.message


def test_an_empty_list_for_pip_by_profile(judge_files: Judge) -> None:
    files = {"environment.yml": f"dependencies:\n- python=3.12\n- pip:\n{ENDING}"}
    (finding,) = judge_files(RULE, files, "2026.4.0")
    assert finding.severity is Severity.ERROR
    (finding,) = judge_files(RULE, files, "2024.7.0")
    assert finding.severity is Severity.WARNING


def test_the_mend_is_a_version_after_an_equals_sign(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": "dependencies:\n- numpy: 2.3\n"})
    assert "`- numpy=2.3`" in finding.fix


def test_the_mend_of_a_list_under_another_name(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"environment.yml": "dependencies:\n- conda: [numpy]\n"})
    assert finding.fix == "Put what stands under it into the list itself, one package a line."
