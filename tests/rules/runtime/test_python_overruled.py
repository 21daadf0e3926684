from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "python-overruled"
R = "r-4.4-2026-06-01\n"
OPEN = GOOD.replace("python=3.12", "rpy2")
JULIA = '[compat]\njulia = "~1.10"\n'
PACKAGE = "Package: course\nVersion: 1.0\n"
QUIET = {"environment.yml": OPEN, "runtime.txt": R}
SPEAKING = {"environment.yml": GOOD, "runtime.txt": R}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "runtime.txt": "python-3.12"},
        {"environment.yml": GOOD.replace("3.12", "3.10"), "runtime.txt": R},
        {"environment.yml": GOOD.replace("=3.12", "=3"), "runtime.txt": R},
        {"environment.yml": GOOD.replace("=3.12", ""), "runtime.txt": R},
        {"environment.yml": GOOD, "runtime.txt": "python-3.12", "Project.toml": JULIA},
        {"Project.toml": JULIA},
        {"environment.yml": GOOD, "runtime.txt": "r-3.2-2026-06-01"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("files", "fix"),
    [
        ({"runtime.txt": R}, "`- r-irkernel` in its place, and delete `runtime.txt`"),
        ({"DESCRIPTION": PACKAGE, "runtime.txt": R}, "delete `runtime.txt`"),
        ({"Project.toml": JULIA}, "`runtime.txt` with the one line `python-3.12`"),
    ],
)
@pytest.mark.parametrize("pin", ["python=3.12", "python==3.12.4"])
def test_speaks(judge_files: Judge, files: dict[str, str], fix: str, pin: str) -> None:
    text = GOOD.replace("python=3.12", pin)
    (finding,) = judge_files(None, {**files, "environment.yml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml", 4, 5)
    assert "begins with Python 3.10" in finding.message
    assert fix in finding.fix


def test_in_the_folder(judge_files: Judge) -> None:
    files = {"binder/environment.yml": GOOD, "binder/JuliaProject.toml": JULIA}
    (finding,) = judge_files(None, files)
    assert "Because of `binder/JuliaProject.toml`" in finding.message
    assert "`binder/runtime.txt`" in finding.fix


def test_a_package_alone(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"environment.yml": GOOD, "DESCRIPTION": PACKAGE})
    assert "delete `DESCRIPTION`" not in finding.fix


def test_a_text_called_description_is_another_cause(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": GOOD, "DESCRIPTION": "A course."})
    assert finding.rule == "description-not-r"
