from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "platform-only-package"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": f"{GOOD}  - pywinpty\n"}


@pytest.mark.parametrize(
    "entry",
    # conda-forge has these for Linux too, be it as an empty package.
    ["pywin32", "appnope", "libcxx", "colorama", "vcrpy", "ucrt-tools", "win_inet_pton"],
)
def test_quiet(judge_files: Judge, entry: str) -> None:
    assert not judge_files(None, {"environment.yml": f"{GOOD}  - {entry}\n"})


@pytest.mark.parametrize(
    ("entry", "system"),
    [
        ("pywinpty", "Windows"),
        ("vs2015_runtime=14.44", "Windows"),
        ("conda-forge::vc", "Windows"),
        ("m2w64-gcc-libs=5.3.0", "Windows"),
        ("pyobjc-core", "macOS"),
    ],
)
def test_speaks(judge_files: Judge, entry: str, system: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": f"{GOOD}  - {entry}\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yml", 6, 5)
    assert f"`{entry}` exists for {system} only" in finding.message


def test_one_finding_for_all(judge_files: Judge) -> None:
    text = f"{GOOD}  - vc=14.3\n  - ucrt\n  - winpty\n"
    (finding,) = judge_files(None, {"environment.yml": text})
    assert len(finding.also) == 2
    assert "like 2 more in this file" in finding.message


def test_a_list_for_pip_is_another_matter(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"environment.yml": f"{GOOD}  - pip:\n    - pywinpty\n"})
