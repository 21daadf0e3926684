from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "removed-format"

PROJECT = '[deps]\nIJulia = "7073ff75-c697-5162-941a-fcdaad2a7d2a"\n\n[compat]\njulia = "1.10"\n'
QUIET = {"Project.toml": PROJECT, "REQUIRE": "IJulia\n"}
SPEAKING = {"REQUIRE": "julia 0.6\nIJulia\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": "# FROM andrewosh/binder-base\nFROM quay.io/jupyter/base-notebook:1"},
        {"Dockerfile": "FROM x # as andrewosh/binder-base was"},
        {"environment.yml": GOOD, "docs/REQUIRE": "", "require": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("files", "location"),
    [
        ({"REQUIRE": ""}, Location("REQUIRE")),
        ({"binder/REQUIRE": "IJulia"}, Location("binder/REQUIRE")),
        ({"Dockerfile": "# x\nFROM andrewosh/binder-base\n"}, Location("Dockerfile", 2)),
        (
            {"binder/environment.yml": GOOD, "Dockerfile": "FROM andrewosh/binder-base:latest"},
            Location("Dockerfile", 1),
        ),
    ],
)
def test_speaks(judge_files: Judge, files: dict[str, str], location: Location) -> None:
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == location
    assert finding.fix
