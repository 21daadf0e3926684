from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "r-version"
PROFILE = "2024.7.0"
QUIET = {"runtime.txt": "r-4.2-2026-06-01\n"}
SPEAKING = {"runtime.txt": "r-4.4-2026-06-01\n"}
PACKAGE = "Package: course\nVersion: 1.0\n"
NEW = ["2025.12.0", "2026.4.0", "mybinder.org"]


@pytest.mark.parametrize("profile", ["2024.7.0", "2025.8.0", *NEW])
@pytest.mark.parametrize("text", ["r-2026-06-01", "r-3.6-2026-06-01", "r-4.3.1-2026-06-01"])
def test_quiet(judge_files: Judge, text: str, profile: str) -> None:
    assert not judge_files(None, {"runtime.txt": text}, profile)


@pytest.mark.parametrize("profile", NEW)
@pytest.mark.parametrize("version", ["3.2", "9.9", "4", "4.4.x", "new"])
def test_newer_releases(judge_files: Judge, version: str, profile: str) -> None:
    (finding,) = judge_files(None, {"runtime.txt": f"r-{version}-2026-06-01"}, profile)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("runtime.txt", 1, 3)
    assert "`r-4.4-2026-06-01`" in finding.fix


def test_by_profile(judge_files: Judge) -> None:
    files = {"runtime.txt": "r-4.6-2026-06-01"}
    assert not judge_files(None, files)
    assert not judge_files(None, files, "2025.8.0")  # which takes 4.6.0
    for profile in ("2024.7.0", "2025.12.0", "2026.4.0"):
        (finding,) = judge_files(None, files, profile)
        assert (finding.rule, finding.location) == (RULE, Location("runtime.txt", 1, 3))
        assert profile in finding.message


@pytest.mark.parametrize(
    ("text", "column"), [("python-3.12", 8), ("julia-1.10", 7), ("python-3.12-2026-06-01", 8)]
)
def test_a_package_takes_any_version_for_its_own(
    judge_files: Judge, text: str, column: int
) -> None:
    files = {"DESCRIPTION": PACKAGE, "runtime.txt": text}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.location) == (RULE, Location("runtime.txt", 1, column))
    assert "`DESCRIPTION`" in finding.message
    assert "delete `runtime.txt`" in finding.fix
    assert not judge_files(RULE, files, "2025.8.0")


def test_a_text_called_description_is_another_cause(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"DESCRIPTION": "A course.", "runtime.txt": "python-3.12"})
    assert finding.rule == "description-not-r"
