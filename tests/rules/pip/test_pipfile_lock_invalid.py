from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "pipfile-lock-invalid"
PIPFILE = "[packages]\nnumpy = '*'\n[requires]\npython_version = '3.11'\n"
QUIET = {"Pipfile": PIPFILE, "Pipfile.lock": '{"default": {"numpy": {"version": "==2.3.2"}}}'}
SPEAKING = {"Pipfile": PIPFILE, "Pipfile.lock": '{\n<<<<<<< HEAD\n"default": {}\n=======\n}\n'}


@pytest.mark.parametrize(
    "files",
    [
        {"Pipfile": PIPFILE},
        {"Pipfile.lock": "{", "environment.yml": "dependencies: [python=3.12]"},
        {"Pipfile.lock": "{", "Pipfile": "", "runtime.txt": "r-2026-01-01"},
        {"Pipfile.lock": "{", "binder/requirements.txt": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("lock", "place", "words"),
    [
        (SPEAKING["Pipfile.lock"], Location("Pipfile.lock", 2, 1), "left unfinished"),
        ("", Location("Pipfile.lock", 1, 1), "expecting value"),
        ('{\n  "default" {}\n}', Location("Pipfile.lock", 2, 13), "not valid JSON"),
        ("[]", Location("Pipfile.lock", 1), "not a lock file"),
        ("[" * 50_000, Location("Pipfile.lock"), "not valid JSON"),
        (b"{\n\xff}", Location("Pipfile.lock", 2, 1), "not UTF-8"),
    ],
)
def test_speaks_once(judge_files: Judge, lock: str, place: Location, words: str) -> None:
    (finding,) = judge_files(None, {"Pipfile": PIPFILE, "Pipfile.lock": lock})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location.path == place.path
    assert finding.location.line == place.line
    assert words in finding.message
