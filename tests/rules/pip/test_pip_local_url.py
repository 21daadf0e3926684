from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pip-local-url"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
FROZEN = "certifi @ file:///croot/certifi_1700501669400/work/certifi"
QUIET = {**RUNTIME, NAME: "certifi\nnumpy==2.3.2\n"}
SPEAKING = {**RUNTIME, NAME: f"{FROZEN}\nnumpy==2.3.2\n"}


@pytest.mark.parametrize(
    "text",
    [
        "certifi==2025.1",
        "certifi @ https://example.org/certifi.zip",
        "-e git+https://example.org/a.git@v1#egg=a",
        "certifi @ file:///home/me/certifi; sys_platform == 'win32'",
        "./package", "-e .", "file:./package", "a @ file:package", "file:///home/jovyan/package",
        "/usr/share/package", "-f /home/me/wheels", "# certifi @ file:///home/me/certifi",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    files = {"package/pyproject.toml": "", "pyproject.toml": "[tool.black]\n"}
    assert not judge_files(RULE, {**RUNTIME, **files, NAME: f"{text}\n"})


@pytest.mark.parametrize(
    "text",
    [
        FROZEN,
        "certifi @ file:///C:/ci/certifi_1/work",
        "file:///Users/me/certifi",
        "/home/me/certifi",
        "-e /home/me/certifi",
        "-e C:\\Users\\me\\certifi",
        "C:\\Users\\me\\certifi.whl",
        "certifi @ file:///opt/conda/conda-bld/certifi_1/work",
        "certifi @ git+file:///home/me/certifi",
    ],
)
def test_speaks_once(judge_files: Judge, text: str) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n{text}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 1)
    assert "points to your own computer; Binder" in finding.message


def test_many_lines_are_one_finding(judge_files: Judge) -> None:
    text = "".join(f"p{number} @ file:///croot/p{number}/work\n" for number in range(40))
    (finding,) = judge_files(None, {**RUNTIME, NAME: text})
    assert len(finding.also) == 39
    assert "and so do 39 more lines" in finding.message
    assert "`python -m pip list --format=freeze > requirements.txt`" in finding.fix


def test_the_mend(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, SPEAKING)
    assert finding.fix == "Write `certifi`, with the version that you use: `certifi==VERSION`."
    (finding,) = judge_files(RULE, {**RUNTIME, NAME: "-e /home/me/a\nb @ file:///b\n"})
    assert "`./package`" in finding.fix
    assert "one more line" in finding.message


def test_in_a_conda_list(judge_files: Judge) -> None:
    text = f"channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - '{FROZEN}'\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert finding.location == Location("environment.yml", 6, 5)
