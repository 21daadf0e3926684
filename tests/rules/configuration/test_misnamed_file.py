from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "misnamed-file"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"Environment.yml": GOOD}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "env.yml": "", "environment-dev.yml": "", "dockerfile": ""},
        {"environment.yaml": GOOD, "Environment.yml": ""},
        {"requirements.txt": "", "requirements-dev.txt": "", "requirements2.txt": ""},
        {"requirements.txt": "", "requirements3.txt": "", "requirements.in": ""},
        {"binder/environment.yml": GOOD, "postbuild": "", "start.sh": ""},
        {"environment.yml": GOOD, "start.sh": "", "docs/Environment.yml": ""},
        {"environment.yml": GOOD, "Binder/readme.md": ""},
        {"Dockerfile": "FROM x", "postbuild": ""},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("Environment.yml", "environment.yml"),
        ("environments.yml", "environment.yml"),
        ("enviroment.yml", "environment.yml"),
        ("env.yml", "environment.yml"),
        ("conda.yaml", "environment.yml"),
        ("requirement.txt", "requirements.txt"),
        ("Requirements.txt", "requirements.txt"),
        ("dockerfile", "Dockerfile"),
        ("pipfile", "Pipfile"),
        ("binder/Environment.YML", "binder/environment.yml"),
    ],
)
def test_error_where_it_explains(judge_files: Judge, found: str, expected: str) -> None:
    (finding,) = judge_files(None, {found: GOOD})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location(found)
    assert finding.fix == f"Run `git mv {found} {expected}`."
    assert not judge_files(RULE, {expected: GOOD})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("postbuild", "postBuild"),
        ("postBuild.sh", "postBuild"),
        ("Apt.txt", "apt.txt"),
        ("apt.yml", "apt.txt"),
        ("Runtime.txt", "runtime.txt"),
        ("install.r", "install.R"),
        ("start.sh", "start"),
    ],
)
def test_warning_where_something_is_lost(judge_files: Judge, found: str, expected: str) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": GOOD, f"binder/{found}": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert f"binder/{expected}`" in finding.fix


def test_note_where_it_is_a_guess(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"requirements.txt": "numpy", "env.yml": GOOD})
    assert finding.severity is Severity.NOTE


def test_folder(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"Binder/environment.yml": GOOD, "Binder/apt.txt": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("Binder")
    assert finding.fix == "Run `git mv Binder binder-new && git mv binder-new binder`."
