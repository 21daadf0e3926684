from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "julia-compat"
QUIET = {"Project.toml": '[compat]\njulia = "~1.10"\n'}
SPEAKING = {"Project.toml": '[deps]\nPlots = "91a5bcdd-55d7-5caf-9e0b-520d859cae80"\n'}
MANIFEST = 'julia_version = "1.11.2"\nmanifest_format = "2.0"\n'


@pytest.mark.parametrize("text", ["~1.10", "~1.10.2", "=1.10.4", "==1.10.4", "<1.11", "^0.7"])
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(None, {"Project.toml": f"[compat]\njulia = '{text}'\n"})


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("'1.6, 1.10'", "one version, and no list"),
        ("'1.6 - 1.10'", "no list or range"),
        ("'*'", "names no version"),
        ("'>= 1.6'", "does not know `>=`"),
        ("'1.10.x'", "not of numbers"),
        ("''", "names no version"),
        ("1.10", "no text in quotes"),
        ("['1.10']", "no text in quotes"),
    ],
)
def test_stops(judge_files: Judge, value: str, reason: str) -> None:
    files = {"binder/Project.toml": f"name = 'a'\n[compat]\njulia = {value}\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("binder/Project.toml", 3, 9)
    assert reason in finding.message
    assert '`julia = "~1.10"`' in finding.fix


@pytest.mark.parametrize(
    ("text", "written", "advice"),
    [
        ("[compat]\njulia = 1.10 # x\n", "`1.10`", "~1.10"),
        ("compat = { julia = 1.11, A = '1' }\n", "`1.11`", "~1.11"),
        ('[compat]\n"\\u006aulia" = 1.11\n', "`1.11`", "~1.11"),
    ],
)
def test_a_number_is_quoted_as_it_is_written(
    judge_files: Judge, text: str, written: str, advice: str
) -> None:
    """Two of two hundred public repositories write it so, and TOML takes 1.10 for 1.1."""
    (finding,) = judge_files(None, {"Project.toml": text})
    assert f"asks for Julia {written}, which" in finding.message
    assert f'`julia = "{advice}"`' in finding.fix


@pytest.mark.parametrize("text", ["", "name = 'a'\n", "[compat]\nPlots = '1'\n"])
def test_none(judge_files: Judge, text: str) -> None:
    (finding,) = judge_files(None, {"Project.toml": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("Project.toml")
    assert "the newest Julia before 2" in finding.message


@pytest.mark.parametrize("text", ["1.10", "^1.6", "1", ">=1.6", "~1", "≥1.6"])
def test_open(judge_files: Judge, text: str) -> None:
    files = {"Project.toml": f"[compat]\njulia = '{text}'\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("Project.toml", 2, 9)
    assert '`julia = "~1.10"`' in finding.fix
    (finding,) = judge_files(None, {**files, "Manifest.toml": MANIFEST})
    assert finding.severity is Severity.WARNING
    assert finding.also == (Location("Manifest.toml"),)
    assert '`julia = "~1.11"`' in finding.fix


def test_the_mend_is_admitted(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Project.toml": "[compat]\njulia = '1.11'\n"})
    assert '`julia = "~1.11"`' in finding.fix


def test_a_minor_version_alone_is_its_first_patch(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Project.toml": "[compat]\njulia = '=1.10'\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert "Julia 1.10.0 and no other" in finding.message
    assert finding.fix == 'Write `julia = "~1.10"`.'


def test_not_where_it_is_not_read(judge_files: Judge) -> None:
    files = {"Project.toml": "", "Dockerfile": "FROM quay.io/x/y:1\n"}
    assert not judge_files(RULE, files)
    assert not judge_files(RULE, {"Project.toml": "[compat"})
    assert not judge_files(RULE, {"REQUIRE": ""})
