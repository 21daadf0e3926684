from __future__ import annotations

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "yaml-suffix"
PROFILE = "2025.12.0"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yaml": GOOD}


def test_error_where_nothing_else_is_read(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING, PROFILE)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("environment.yaml")
    assert "repo2docker 2025.12.0, which reads `environment.yml` alone" in finding.message
    assert finding.fix == "Run `git mv environment.yaml environment.yml`."


def test_warning_beside_another_environment(judge_files: Judge) -> None:
    files = {"binder/environment.yaml": GOOD, "binder/requirements.txt": "numpy"}
    (finding,) = judge_files(RULE, files, PROFILE)
    assert finding.severity is Severity.WARNING
    assert finding.fix == "Run `git mv binder/environment.yaml binder/environment.yml`."


def test_newer_releases_read_it(judge_files: Judge) -> None:
    assert not judge_files(None, SPEAKING, "2026.4.0")
    assert not judge_files(None, SPEAKING)


def test_both(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "environment.yaml": f"{GOOD}  - scipy\n"}
    for profile in (PROFILE, None):
        (finding,) = judge_files(None, files, profile)
        assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
        assert finding.location == Location("environment.yaml")
        assert finding.also == (Location("environment.yml"),)


def test_both_and_the_same(judge_files: Judge) -> None:
    assert not judge_files(None, {"environment.yml": GOOD, "environment.yaml": GOOD})


def test_a_dockerfile_needs_neither(judge_files: Judge) -> None:
    assert not judge_files(RULE, {**SPEAKING, "Dockerfile": "FROM x"}, PROFILE)
