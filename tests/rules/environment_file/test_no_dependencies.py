from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

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
        ("", 1, 1, "it is empty"),
        ("# nothing yet\n", 1, 1, "it is empty"),
        ("name: course\n", 1, 1, "no `dependencies:`"),
        ("name: a\ndependencies:\n", 2, 1, "`dependencies:` is empty"),
        ("dependencies: numpy\n", 1, 15, "not a list"),
        ("dependencies:\n  python: 3.12\n", 2, 3, "not a list"),
        ("dependencies:\n- python=3.12\n- 3.12\n", 3, 3, "`3.12`"),
        ("dependencies:\n- python=3.12\n-\n", 3, 2, "not the name"),
        ("dependencies:\n- python=3.12\n- [numpy]\n", 3, 3, "not the name"),
        ("dependencies:\n- numpy: 2.3\n", 2, 3, "`numpy:` is no package"),
        ("dependencies:\n- python=3.12\n- pip\n  - seaborn\n", 3, 3, "run together"),
        ("dependencies:\n- python=3.12\n- pip:\n  - {a: b}\n", 4, 5, "under `pip:`"),
    ],
)
def test_error(judge_files: Judge, text: str, line: int, column: int, words: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml", line, column)
    assert words in finding.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("dependencies:\n- python=3.12\n- pip:\n- seaborn\n", 3),
        ("dependencies:\n- python=3.12\npip:\n- seaborn\n", 3),
    ],
)
def test_warning_where_pip_installs_nothing(judge_files: Judge, text: str, line: int) -> None:
    (finding,) = judge_files(None, {"environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location.line == line


def test_the_mend_is_a_version_after_an_equals_sign(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": "dependencies:\n- numpy: 2.3\n"})
    assert "`- numpy=2.3`" in finding.fix
