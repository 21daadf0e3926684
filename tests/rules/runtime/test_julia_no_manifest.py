from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "julia-no-manifest"
PROJECT = '[deps]\nPlots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"\n[compat]\njulia = "~1.10"\n'
QUIET = {"Project.toml": PROJECT, "Manifest.toml": ""}
SPEAKING = {"Project.toml": PROJECT}


@pytest.mark.parametrize("name", ["JuliaManifest.toml", "Manifest-v1.11.toml"])
def test_quiet(judge_files: Judge, name: str) -> None:
    assert not judge_files(None, {"Project.toml": PROJECT, name: ""})
    assert not judge_files(RULE, {"Project.toml": "[deps]\n"})


@pytest.mark.parametrize("name", ["Project.toml", "binder/JuliaProject.toml"])
def test_speaks(judge_files: Judge, name: str) -> None:
    (finding,) = judge_files(None, {name: PROJECT, "sub/Manifest.toml": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location(name)
