from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-image-unpinned"

QUIET = {"Dockerfile": "FROM quay.io/jupyter/scipy-notebook:2026-06-01\nCOPY . .\n"}
SPEAKING = {"Dockerfile": "FROM quay.io/jupyter/scipy-notebook\nCOPY . .\n"}


@pytest.mark.parametrize(
    "text",
    [
        "FROM localhost:5000/x/y:1\n",
        "FROM x/y@sha256:" + "0" * 64 + "\n",
        "ARG TAG=1\nFROM x/y:${TAG}\n",
        "ARG TAG\nFROM x/y:$TAG\n",
        "ARG IMAGE=x/y:1\nFROM $IMAGE AS a\nFROM a\n",
        "FROM x/y:1 AS Builder\nFROM builder\n",
        "FROM scratch\nCOPY . .\n",
        "FROM --platform=linux/amd64 x/y:1\n",
        "FROM x/y:${TAG:-1}\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": text})


@pytest.mark.parametrize(
    ("text", "line", "shown"),
    [
        ("FROM x/y\n", 1, "`x/y` without a tag"),
        ("# x\nFROM --platform=linux/amd64 x/y:latest\n", 2, "`x/y` with the tag `latest`"),
        ("FROM localhost:5000/x/y\n", 1, "`localhost:5000/x/y` without"),
        ("ARG TAG=latest\nFROM x/y:${TAG}\n", 2, "`x/y` with"),
        ("ARG TAG\nFROM x/y:${TAG:-latest}\n", 2, "`x/y` with"),
    ],
)
def test_speaks(judge_files: Judge, text: str, line: int, shown: str) -> None:
    (finding,) = judge_files(None, {"Dockerfile": text})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("Dockerfile", line)
    assert shown in finding.message


def test_all_stages_are_one_finding(judge_files: Judge) -> None:
    text = "FROM a/b AS one\nFROM c/d\nCOPY --from=one /x /x\n"
    (finding,) = judge_files(RULE, {"Dockerfile": text})
    assert finding.also == (Location("Dockerfile", 2),)
