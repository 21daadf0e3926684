from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "dockerfile-no-jupyter"
HOME = "ENV HOME=/tmp\n"

QUIET = {"Dockerfile": f"FROM python:3.12-slim\n{HOME}RUN pip install notebook\n"}
SPEAKING = {"Dockerfile": f"FROM python:3.12-slim\n{HOME}RUN apt-get install -y git\n"}


@pytest.mark.parametrize(
    "text",
    [
        "FROM quay.io/jupyter/base-notebook:2026-06-01\n",
        "FROM jupyter/base-notebook:1\n",
        "FROM pangeo/pangeo-notebook:1\n",
        "FROM rocker/binder:4.4\n",
        "FROM ghcr.io/owner/course:1\n",
        "FROM tensorflow/tensorflow:2-jupyter\n",
        "ARG BASE\nFROM $BASE\n",
        f"FROM python:3\n{HOME}RUN pip install \\\n    numpy \\\n    jupyterlab\n",
        f"FROM python:3\n{HOME}RUN apt-get install -y jupyter-notebook\n",
        f"FROM python:3\n{HOME}RUN conda install -y ipython[notebook]\n",
        f"FROM python:3\n{HOME}RUN ./setup.sh\n",
        f"FROM python:3\n{HOME}RUN curl https://example.org/x | bash\n",
        f"FROM python:3\n{HOME}RUN bash Miniconda.sh -b\n",
        f"FROM python:3\n{HOME}RUN make install\n",
        f"FROM python:3\n{HOME}RUN poetry install\n",
        f"FROM python:3\n{HOME}RUN tar xf /env.tar.gz\n",
        f"FROM python:3\n{HOME}ADD env.tar.gz /opt\n",
        f"FROM python:3\n{HOME}RUN pip install -r /elsewhere/other.txt\n",
        f"FROM python:3\n{HOME}COPY --from=x/y:1 /opt /opt\n",
        f"FROM python:3\n{HOME}RUN <<EOF\npip install jupyterlab\nEOF\n",
        f"FROM condaforge/miniforge3:1\n{HOME}RUN mamba env update -f environment.yml\n",
        f'FROM python:3\n{HOME}CMD ["jupyter", "lab"]\n',
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"Dockerfile": text})


@pytest.mark.parametrize(
    ("name", "text", "command"),
    [
        ("requirements.txt", "numpy\nnotebook\n", "pip install -r requirements.txt"),
        ("requirements.txt", "-r more.txt\n", "pip install -rrequirements.txt"),
        ("env/environment.yml", "- jupyterlab\n", "mamba env create -f /tmp/environment.yml"),
        ("environment.yml", "- pip:\n  - -r x.txt\n", "micromamba install --file environment.yml"),
    ],
)
def test_a_file_names_it(judge_files: Judge, name: str, text: str, command: str) -> None:
    files = {"Dockerfile": f"FROM python:3\n{HOME}RUN {command}\n", name: text}
    assert not judge_files(RULE, files)
    (finding,) = judge_files(RULE, {**files, name: "numpy\n"})
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (f"FROM python:3.12\n{HOME}", Severity.ERROR),
        (
            f"FROM docker.io/library/ubuntu:24.04\n{HOME}RUN apt-get install -y python3\n",
            Severity.WARNING,
        ),
        (f"ARG V=3\nFROM python:$V AS a\nFROM a\n{HOME}", Severity.ERROR),
        (f"FROM python:3.12\n{HOME}RUN pip install numpy\n", Severity.WARNING),
        (f"FROM python:3.12\n{HOME}RUN uv pip install --system numpy\n", Severity.WARNING),
        (
            "FROM mambaorg/micromamba:1\nRUN micromamba install -y -c conda-forge numpy\n",
            Severity.WARNING,
        ),
        (f'FROM python:3.12\n{HOME}RUN ["pip", "install", "numpy"]\n', Severity.WARNING),
        (f"FROM rocker/r-ver:4\n{HOME}LABEL a='no jupyter'\n", Severity.ERROR),
    ],
)
def test_speaks(judge_files: Judge, text: str, severity: Severity) -> None:
    (finding,) = judge_files(None, {"Dockerfile": text})
    assert (finding.rule, finding.severity) == (RULE, severity)
    line = 2 if text.startswith("ARG") else 1
    assert finding.location == Location("Dockerfile", line)
    assert "notebook jupyterlab" in finding.fix
