from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "lockfile-unsupported"

QUIET = {"requirements.txt": "numpy==2.3.2\n"}
SPEAKING = {"uv.lock": "version = 1\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "uv.lock": "", "pixi.toml": "", "poetry.lock": ""},
        {"Dockerfile": "FROM x", "uv.lock": ""},
        {"docs/uv.lock": "", "chapter.ipynb": ""},
        {"binder/x": "", ".binder/x": "", "uv.lock": ""},
        {"runtime.txt": "3.12", "uv.lock": ""},
        {"environment.yml": GOOD, "binder/x": "", "uv.lock": ""},
        {"Environment.yml": GOOD, "uv.lock": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("uv.lock", "`uv export --no-hashes -o requirements.txt`"),
        ("pixi.toml", "`pixi workspace export conda-environment environment.yml`"),
        ("poetry.lock", "`poetry export --without-hashes -o requirements.txt`"),
        ("pdm.lock", "`pdm export --without-hashes -o requirements.txt`"),
        ("requirements.in", "`pip-compile -o requirements.txt requirements.in`"),
        ("conda-lock.yml", "`conda-lock render --kind env --platform linux-64`"),
        ("renv.lock", "`runtime.txt` with the one line `r-4.4-2026-06-01`"),
    ],
)
def test_error(judge_files: Judge, name: str, command: str) -> None:
    (finding,) = judge_files(None, {name: "", "chapter.ipynb": "{}"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(name)
    assert command in finding.fix


def test_one_finding_for_all(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"pixi.lock": "", "pixi.toml": "", "setup.cfg": ""})
    assert finding.location == Location("pixi.toml")
    assert finding.also == (Location("pixi.lock"),)


def test_into_the_binder_directory(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/notes.md": "", "uv.lock": ""})
    assert finding.rule == RULE
    assert "-o binder/requirements.txt`" in finding.fix


def test_warning_where_the_hub_starts_without_packages(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, SPEAKING, "2026.4.0")
    assert finding.severity is Severity.WARNING
