from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "requirement-conflict"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, NAME: "numpy==2.3.2\npandas>=2\nnumpy>=2\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\npandas>=2\nNumPy==1.26.4\n"}


@pytest.mark.parametrize(
    "text",
    [
        "numpy==2.3.2\nnumpy==2.3.2\n",
        "numpy==2.3\nnumpy==2.3.0\n",
        "numpy==2.3.2\nnumpy\n",
        "numpy>=2\nnumpy<1\n",  # which version there is, only the index tells
        "numpy==2.*\nnumpy==2.3.2\n",
        "numpy==2.0.0rc1\nnumpy>=2.0.0rc1\n",
        "torch==2.1.0\ntorch==2.1.0+cpu\n",
        "torch==2.1.0+cpu\ntorch==2.1.0\n",
        "numpy===2.3\nnumpy===2.4\n",
        "numpy==1.26; python_version<'3.9'\nnumpy==2.3; python_version>='3.9'\n",
        "numpy @ https://example.org/a.zip\nnumpy==2\n",
        "numpy==2\n-c limits.txt\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    limits = {"limits.txt": "numpy<3\npandas==1\npandas==2\n"} if "-c" in text else {}
    assert not judge_files(RULE, {**RUNTIME, NAME: text, **limits})


def test_quiet_about_two_runs(judge_files: Judge) -> None:
    listed = "dependencies:\n- python=3.12\n- pip\n- pip:\n  - numpy==1.26\n"
    files = {"environment.yml": listed, NAME: "numpy==2.3\n", "runtime.txt": "r-2026-01-01"}
    assert not judge_files(RULE, files)


def test_speaks_once(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert (finding.location, finding.also) == (Location(NAME, 3, 1), (Location(NAME, 1, 1),))
    assert finding.message.startswith("`NumPy==1.26.4` and `numpy==2.3.2` exclude each other.")


@pytest.mark.parametrize(
    ("first", "second"),
    [("numpy==1.26.4", "numpy>=2"), ("numpy<2", "numpy==2.3"), ("a_b==1", "a-b!=1"),
     ("numpy==1.*", "numpy==2.3"), ("torch==2.1+cpu", "torch==2.1+cu118")],
)  # fmt: skip
def test_other_contradictions(judge_files: Judge, first: str, second: str) -> None:
    (finding,) = judge_files(RULE, {**RUNTIME, NAME: f"{first}\n{second}\n"})
    assert finding.location == Location(NAME, 2, 1)


@pytest.mark.parametrize("option", ["-r", "-c"])
def test_across_files(judge_files: Judge, option: str) -> None:
    files = {NAME: f"{option} more.txt\nnumpy==2.3\n", "more.txt": "\nnumpy==1.26\n"}
    (finding,) = judge_files(None, {**RUNTIME, **files})
    assert (finding.location, finding.also) == (Location(NAME, 2, 1), (Location("more.txt", 2, 1),))
    assert "in `more.txt`" in finding.message


def test_in_a_conda_list(judge_files: Judge) -> None:
    text = (
        "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - a==1\n  - a==2\n"
    )
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.location == Location("environment.yml", 7, 5)


def test_three_lines_are_one_finding(judge_files: Judge) -> None:
    assert len(judge_files(RULE, {**RUNTIME, NAME: "a==1\na==2\na==3\nb==1\n"})) == 1
