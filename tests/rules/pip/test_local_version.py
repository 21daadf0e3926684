from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "local-version"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, NAME: "torch==2.1.0\nnumpy==2.3.2\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\njaxlib==0.4.13+cuda11\n"}


@pytest.mark.parametrize(
    "text",
    [
        "torch!=2.1.0+cu118",
        "torch==2.1.0+cpu; sys_platform == 'win32'",
        "--extra-index-url https://example.org/whl\ntorch==2.1.0+cu118",
        "torch==2.1.0+cu118\n-i https://example.org/whl",
        "-f https://example.org/whl.html\ntorch==2.1.0+cu118",
        "torch @ https://example.org/torch-2.1.0+cu118-py3-none-any.whl",
        "-r more.txt\ntorch==2.1.0+cu118",
        "-c limits.txt\ntorch",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    more = {"more.txt": "-i https://example.org/whl\n", "limits.txt": "a==1+b\n"}
    assert not judge_files(RULE, {**RUNTIME, **more, NAME: f"{text}\n"})


@pytest.mark.parametrize("path", [".config/pip/pip.conf", ".pip/pip.conf"])
def test_quiet_where_pip_is_configured(judge_files: Judge, path: str) -> None:
    assert not judge_files(RULE, {**SPEAKING, path: "[global]\nextra-index-url = https://x.org\n"})


def test_speaks_once(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert finding.fix.startswith("Write `jaxlib==0.4.13`, or name the index")


def test_several_are_one_finding(judge_files: Judge) -> None:
    text = "torch==2.1.0+cpu\ntorchvision == 0.16.0+cpu\n"
    (finding,) = judge_files(None, {**RUNTIME, NAME: text})
    assert finding.also == (Location(NAME, 2, 1),)
    assert "`torch==2.1.0+cpu`, and 1 more like it" in finding.message


def test_what_belongs_to_another_system(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: "python-apt==1.6.5+ubuntu0.3\n"})
    assert finding.fix.startswith("Delete the line")


def test_in_a_conda_list(judge_files: Judge) -> None:
    text = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - a==1+b\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.location == Location("environment.yml", 6, 5)
