from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pip-platform"
NAME = "requirements.txt"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, NAME: "numpy==2.3.2\npywin32==306; sys_platform == 'win32'\n"}
SPEAKING = {**RUNTIME, NAME: "numpy==2.3.2\npywin32==306\n"}
CONDA = "channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- pip:\n  - "


@pytest.mark.parametrize(
    "text",
    [
        "appnope", "pywin32-ctypes", "colorama", "tensorflow-intel", "tensorflow==2.15",
        "pyobjc; sys_platform == 'darwin'", "pywin32; platform_system == 'Windows'",
        "pywinrm", "pywin32 @ https://example.org/fork.zip", "# pywin32",
    ],
)  # fmt: skip
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {**RUNTIME, NAME: f"{text}\n"})


@pytest.mark.parametrize(
    ("line", "system"),
    [
        ("pywin32==306", "win32"), ("PyWin32", "win32"), ("pywinpty==2.0.13", "win32"),
        ("pypiwin32", "win32"), ("windows_curses", "win32"), ("tensorflow-intel==2.15.0", "win32"),
        ("pyobjc-core==10", "darwin"), ("pyobjc_framework_Cocoa", "darwin"), ("pyobjc", "darwin"),
        ("tensorflow-macos==2.12", "darwin"), ("tensorflow-metal", "darwin"),
    ],
)  # fmt: skip
def test_speaks_once(judge_files: Judge, line: str, system: str) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: f"numpy==2.3.2\n  {line}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(NAME, 2, 3)
    assert finding.fix == f'Delete it, or write `{line}; sys_platform == "{system}"`.'


def test_several_are_one_finding(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {**RUNTIME, NAME: "pywin32==306\na==1\npywinpty==2\n"})
    assert finding.also == (Location(NAME, 3, 1),)
    assert "like 1 more" in finding.message


def test_in_a_conda_list(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": f"{CONDA}pywin32==306\n"})
    assert finding.location == Location("environment.yml", 6, 5)


def test_in_a_lock(judge_files: Judge) -> None:
    lock = '{\n    "default": {\n        "pywin32": {\n            "version": "==306"\n}}}'
    (finding,) = judge_files(RULE, {"Pipfile.lock": lock})
    assert finding.location == Location("Pipfile.lock", 3, 9)
    assert finding.fix.startswith("In the `Pipfile`")
    marked = lock.replace('"==306"', '"==306", "markers": "sys_platform == \'win32\'"')
    assert not judge_files(RULE, {"Pipfile.lock": marked})


def test_in_a_project(judge_files: Judge) -> None:
    text = "[build-system]\nrequires=[]\n[project]\nname='x'\ndependencies=['pywin32']\n"
    (finding,) = judge_files(RULE, {"pyproject.toml": text})
    assert finding.location == Location("pyproject.toml", 5, 16)
