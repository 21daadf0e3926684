from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "julia-manifest"
MANIFEST = 'julia_version = "1.10.4"\nmanifest_format = "2.0"\n'
QUIET = {"Project.toml": '[compat]\njulia = "~1.10"\n', "Manifest.toml": MANIFEST}
SPEAKING = {"Project.toml": '[compat]\njulia = "~1.11"\n', "Manifest.toml": MANIFEST}


@pytest.mark.parametrize("text", ["~1.10.5", "=1.10.9", "<1.11", "1.6", ">=1.11", "~1"])
def test_quiet(judge_files: Judge, text: str) -> None:
    files = {"Project.toml": f"[compat]\njulia = '{text}'\n", "Manifest.toml": MANIFEST}
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    "files",
    [
        {"Project.toml": "", "Manifest.toml": MANIFEST},
        {"Project.toml": "[compat]\njulia = '~1.11'\n", "Manifest.toml": ""},
        {"Project.toml": "[compat]\njulia = '~1.11'\n"},
        {**SPEAKING, "Manifest-v1.11.toml": ""},
    ],
)
def test_quiet_where_nothing_is_said(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize("text", ["~1.11", "=1.11.2", "<1.10", "~1.9"])
def test_speaks(judge_files: Judge, text: str) -> None:
    files = {"binder/Project.toml": f"[compat]\njulia = '{text}'\n"}
    (finding,) = judge_files(None, {**files, "binder/Manifest.toml": MANIFEST})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("binder/Project.toml", 2, 9)
    assert finding.also == (Location("binder/Manifest.toml"),)
    assert '`julia = "~1.10"`' in finding.fix
