from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import Judge

RULE = "conda-pip-duplicate"
PATH = "environment.yml"


def listing(conda: str, *pip: str) -> str:
    head = f"channels: [conda-forge]\ndependencies:\n- python=3.12\n- pip\n- {conda}\n"
    return head + "- pip:\n" + "".join(f"  - {line}\n" for line in pip) if pip else head


QUIET = {PATH: listing("numpy=2.3", "seaborn==0.13.2")}
SPEAKING = {PATH: listing("numpy=2.3", "seaborn==0.13.2", "numpy==2.3.2")}


@pytest.mark.parametrize(
    "text",
    [
        listing("numpy=2.3"),
        listing("numpy=2.3", "pip", "setuptools==80"),
        listing("xarray=2025", "xarray @ git+https://example.org/xarray@v1"),
        listing("xarray=2025", "git+https://example.org/xarray@v1"),
        listing("numpy=2.3", "numpy; sys_platform == 'win32'"),
        listing("numpy=2.3", "numpy=2"),
        listing("r-numpy=1", "numpy==1"),
        listing("python-graphviz=0.2", "graphviz-x==1"),
    ],
)
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {PATH: text})


def test_quiet_about_what_a_project_depends_on(judge_files: Judge) -> None:
    project = "[project]\nname = 'x'\nversion = '1'\ndependencies = ['numpy']\n"
    assert not judge_files(RULE, {PATH: listing("numpy=2.3", "-e ."), "pyproject.toml": project})
    limits = {PATH: listing("numpy=2.3", "-c limits.txt"), "limits.txt": "numpy<3\n"}
    assert not judge_files(RULE, limits)


@pytest.mark.parametrize(
    ("conda", "pip"),
    [
        ("numpy=2.3", "numpy"), ("conda-forge::NumPy>=2", "numpy==2"), ("pytorch=2.5", "torch==2.5"),
        ("matplotlib-base=3.10", "matplotlib==3.10"), ("scikit-learn=1.7", "Scikit_Learn"),
        ("python-graphviz=0.20", "graphviz==0.20"),
    ],
)  # fmt: skip
def test_speaks_once(judge_files: Judge, conda: str, pip: str) -> None:
    (finding,) = judge_files(RULE, {PATH: listing(conda, pip)})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location(PATH, 7, 5)
    assert finding.also == (Location(PATH, 5, 3),)


def test_alone(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert finding.location == Location(PATH, 8, 5)
    assert "by conda, as `numpy=2.3`, and then over it by pip" in finding.message


def test_several_are_one_finding(judge_files: Judge) -> None:
    text = listing("numpy=2.3\n- scipy=1.16", "numpy==2.3", "scipy==1.16")
    (finding,) = judge_files(None, {PATH: text})
    assert len(finding.also) == 3
    assert "and so is one more package" in finding.message


def test_in_an_included_file(judge_files: Judge) -> None:
    files = {PATH: listing("numpy=2.3", "-r more.txt"), "more.txt": "numpy==2.3.2\n"}
    (finding,) = judge_files(None, files)
    assert finding.location == Location("more.txt", 1, 1)
