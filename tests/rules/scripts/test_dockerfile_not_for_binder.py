from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-not-for-binder"
SERVER = """\
FROM python:3.12-slim
WORKDIR /book
COPY book/ .
RUN pip install -r requirements.txt
RUN jupyter book build .
ENTRYPOINT ["python", "-m", "http.server"]
"""

QUIET = {"Dockerfile": "FROM python:3.12-slim\nRUN pip install notebook\nENV HOME=/tmp\n"}
SPEAKING = {"Dockerfile": SERVER, "requirements.txt": "jupyter-book\n"}


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": 'FROM x/y:1\nENTRYPOINT ["jupyter", "lab"]\n'},
        {"binder/Dockerfile": SERVER},
        {"Dockerfile": SERVER, "binder/requirements.txt": "numpy\n"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_one_finding_for_all_that_it_lacks(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("Dockerfile", 1)
    assert finding.also == (Location("Dockerfile", 6),)
    assert "`python -m http.server`" in finding.message
    assert "no home" in finding.message
    assert "a copy of `requirements.txt`" in finding.fix


def test_a_web_server(judge_files: Judge) -> None:
    text = "FROM python:3.12 AS build\nRUN make\nFROM nginx\nCOPY --from=build /book /srv\n"
    (finding,) = judge_files(None, {"Dockerfile": text})
    assert (finding.rule, finding.location) == (RULE, Location("Dockerfile", 3))
    assert "a web server" in finding.message
    assert "an `environment.yml`" in finding.fix


def test_in_a_binder_directory_each_is_said(judge_files: Judge) -> None:
    found = judge_files(None, {"binder/Dockerfile": SERVER, "requirements.txt": "jupyter-book"})
    rules = {finding.rule for finding in found}
    assert {"dockerfile-entrypoint", "dockerfile-no-home"} <= rules
