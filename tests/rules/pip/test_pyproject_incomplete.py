from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Severity
from tests.rules.conftest import Judge

RULE = "pyproject-incomplete"
PATH = "pyproject.toml"
PROJECT = "[project]\nname = 'course'\ndependencies = [\n  'numpy==2.3.2',\n  'pandas>=2',\n]\n"
BUILD = "[build-system]\nrequires = ['hatchling']\n"
POETRY = f"[tool.poetry.dependencies]\npython = '^3.11'\nnumpy = '^2.0'\n{BUILD}"
RUNTIME = {"runtime.txt": "python-3.12"}
QUIET = {**RUNTIME, PATH: PROJECT, "requirements.txt": "numpy==2.3.2\npandas\n"}
SPEAKING = {**RUNTIME, PATH: PROJECT, "requirements.txt": "numpy==2.3.2\n"}


@pytest.mark.parametrize(
    "files",
    [
        {**RUNTIME, PATH: PROJECT + BUILD},
        {**RUNTIME, PATH: POETRY, "requirements.txt": "."},
        {**RUNTIME, PATH: PROJECT, "requirements.txt": "-e .\n"},
        {**RUNTIME, PATH: PROJECT, "requirements.txt": "-r https://example.org/a.txt\n"},
        {**RUNTIME, PATH: PROJECT, "requirements.txt": "numpy", "postBuild": "pip install pandas"},
        {**RUNTIME, PATH: PROJECT, "requirements.txt": "seaborn==0.13.2\n"},  # brings both
        {**RUNTIME, PATH: "[tool.black]\nline-length = 99\n", "requirements.txt": "numpy"},
        {**RUNTIME, PATH: "[project]\nname = 'x'\n", "requirements.txt": "numpy"},
        {**RUNTIME, PATH: PROJECT.replace("numpy==2.3.2", "Sphinx").replace("pandas", "ruff")},
        {
            **RUNTIME,
            PATH: PROJECT.replace("numpy==2.3.2", "ipykernel").replace("pandas", "requests"),
        },
        {PATH: PROJECT, "environment.yml": "dependencies: [python=3.12]"},
        {PATH: PROJECT, "binder/requirements.txt": "numpy"},
        {PATH: PROJECT, "setup.py": ""},
        {PATH: "[project\n", "requirements.txt": "numpy"},
        {PATH: PROJECT, "Dockerfile": "FROM x"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_another_rule_speaks_where_there_is_no_environment(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {PATH: PROJECT})
    assert finding.rule == "no-environment"
    assert (
        "it is installed only with the tables `[project]` and `[build-system]`" in finding.message
    )


@pytest.mark.parametrize("more", [{}, {"requirements.txt": "six==1.17\n"}])
@pytest.mark.parametrize(
    ("text", "line", "names", "lacking"),
    [
        (PROJECT, 4, "`numpy==2.3.2`, `pandas>=2`", "[build-system]"),
        (POETRY, 3, "`numpy`", "[project]"),
        (POETRY.partition("[build")[0], 3, "`numpy`", "[project]"),
    ],
)
def test_speaks_once(
    judge_files: Judge, more: dict[str, str], text: str, line: int, names: str, lacking: str
) -> None:
    (finding,) = judge_files(None, {**RUNTIME, **more, PATH: text})
    assert finding.rule == RULE
    assert finding.severity == (Severity.NOTE if more else Severity.WARNING)
    assert (finding.location.path, finding.location.line) == (PATH, line)
    assert finding.location.column
    assert f"no table `{lacking}`: {names}." in finding.message
    assert finding.fix.endswith(f"too: {names}.")


def test_a_hub_that_does_not_read_the_file(judge_files: Judge) -> None:
    files = {**RUNTIME, PATH: PROJECT + BUILD, "requirements.txt": "numpy==2.3.2\n"}
    assert not judge_files(RULE, files)
    (finding,) = judge_files(None, files, "2025.8.0")
    assert "does not read: `pandas>=2`." in finding.message
