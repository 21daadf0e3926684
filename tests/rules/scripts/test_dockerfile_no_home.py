from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-no-home"
JUPYTER = "RUN pip install notebook jupyterlab\n"

QUIET = {"Dockerfile": f"FROM python:3.12-slim\n{JUPYTER}ENV HOME=/tmp\n"}
SPEAKING = {"Dockerfile": f"FROM python:3.12-slim\n{JUPYTER}"}


@pytest.mark.parametrize(
    "text",
    [
        f"FROM python:3\n{JUPYTER}ENV HOME /tmp\n",
        f"FROM python:3\n{JUPYTER}RUN useradd -m -u 1000 x\nUSER x\n",
        f"FROM python:3\n{JUPYTER}RUN adduser --disabled-password --uid ${{NB_UID}} x\n",
        f"FROM python:3\n{JUPYTER}RUN ./users.sh\n",
        f"FROM python:3\n{JUPYTER}RUN echo 'x:x:1000:1000::/x:/bin/sh' >> /etc/passwd\n",
        f"FROM python:3\n{JUPYTER}RUN chmod 777 /\n",
        f"FROM python:3\n{JUPYTER}ENV JUPYTER_RUNTIME_DIR=/tmp\n",
        f'FROM python:3\n{JUPYTER}ENTRYPOINT ["/srv/home.sh"]\n',
        f"FROM ubuntu:24.04\n{JUPYTER}",
        f"FROM ubuntu\n{JUPYTER}",
        f"FROM node:20\n{JUPYTER}",
        f"FROM mambaorg/micromamba:1\n{JUPYTER}",
        f"FROM x/python:3\n{JUPYTER}",
        "FROM quay.io/jupyter/base-notebook:1\n",
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": text})


@pytest.mark.parametrize(
    "image",
    [
        "python:3.12",
        "python",
        "debian:12",
        "ubuntu:22.04",
        "ubuntu:jammy",
        "continuumio/miniconda3:1",
    ],
)
def test_speaks(judge_files: Judge, image: str) -> None:
    (finding,) = judge_files(RULE, {"Dockerfile": f"# x\nFROM {image}\n{JUPYTER}USER root\n"})
    assert finding.severity is Severity.ERROR
    assert finding.location == Location("Dockerfile", 2)
    assert "`ENV HOME=/home/jovyan`" in finding.fix


def test_alone(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert finding.rule == RULE
