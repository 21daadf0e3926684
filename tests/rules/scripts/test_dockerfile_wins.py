from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "dockerfile-wins"

FROM = "FROM quay.io/jupyter/base-notebook:2026-01-05\n"
QUIET = {"Dockerfile": FROM}
SPEAKING = {"Dockerfile": FROM, "environment.yml": GOOD, "postBuild": "#!/bin/sh\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": f"{FROM}COPY environment.yml .\n", "environment.yml": GOOD},
        {"Dockerfile": f"{FROM}RUN pip install -r /tmp/requirements.txt\n", "requirements.txt": ""},
        {"Dockerfile": FROM, "setup.py": "", "pyproject.toml": "", "Project.toml": ""},
        {"binder/Dockerfile": FROM, "environment.yml": GOOD, "postBuild": ""},
        {"binder/environment.yml": GOOD, "Dockerfile": FROM},
        {"Dockerfile": "FROM nginx:1.29\n", "environment.yml": GOOD, "apt.txt": "gcc"},
        {"Dockerfile": FROM, "docs/environment.yml": GOOD, "requirements-dev.txt": ""},
        # seen on public repositories: images with ONBUILD lines that read the files
        {"binder/Dockerfile": "FROM pangeo/base-image:e9c65e8\n", "binder/environment.yml": GOOD},
        {"Dockerfile": "FROM pangeo/pangeo-notebook-onbuild:2019.12.08\n", "apt.txt": "gcc"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_warning_where_files_of_binder_are_ignored(judge_files: Judge) -> None:
    files = {"Dockerfile": FROM, "environment.yml": GOOD, "apt.txt": "gcc\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("environment.yml")
    assert finding.also == (Location("apt.txt"), Location("Dockerfile"))
    assert "`mkdir -p binder && git mv environment.yml apt.txt binder/`" in finding.fix


def test_note_where_a_list_may_serve_something_else(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"Dockerfile": FROM, "requirements.txt": "numpy"})
    assert finding.severity is Severity.NOTE


def test_warning_in_the_binder_directory(judge_files: Judge) -> None:
    files = {"binder/Dockerfile": FROM, "binder/environment.yml": GOOD}
    (finding,) = judge_files(RULE, files)
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("binder/environment.yml")
    assert "git mv" not in finding.fix
