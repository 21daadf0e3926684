from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "unpinned"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"environment.yml": f"{GOOD}  - pandas\n  - matplotlib\n"}
RUNTIME = {"runtime.txt": "python-3.12"}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": f"{GOOD}  - pip\n  - setuptools\n  - pandas\n"},
        {"environment.yml": f"{GOOD}  - pandas\n  - matplotlib=3.10\n"},
        {"environment.yml": f"{GOOD}  - pandas\n  - pip:\n    - seaborn\n    - polars~=1.0\n"},
        {"requirements.txt": "numpy\npandas<3\nscipy\n"},
        {"requirements.txt": "numpy\npandas\nscipy\n-c pins.txt\n", "pins.txt": "numpy==2.3.2\n"},
        {"requirements.txt": "-r other.txt\n", "other.txt": "numpy==2.3\nscipy\npandas\n"},
        {"requirements.txt": "numpy\npandas\nscipy\n", "Dockerfile": "FROM x"},
        {"Pipfile": '[packages]\nnumpy = "*"\npandas = "*"\nscipy = "*"\n'},
        {
            "pyproject.toml": "[project]\nname = 'x'\ndependencies = ['numpy', 'pandas', 'scipy']\n"
            "[build-system]\n"
        },
        {"apt.txt": "gcc\ngfortran\nmake\n", "requirements.txt": "numpy"},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_environment_yml(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)
    assert finding.location == Location("environment.yml", 5, 5)
    assert finding.message.startswith("None of the 3 packages in `environment.yml` has a version")
    assert "`- numpy=VERSION`" in finding.fix


def test_requirements(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"requirements.txt": "\nnumpy\npandas\nscipy\n", **RUNTIME})
    assert finding.location == Location("requirements.txt", 2, 1)
    assert "`numpy==VERSION`" in finding.fix


def test_one_finding_for_all_lists(judge_files: Judge) -> None:
    files = {"requirements.txt": "numpy\npandas\n-r more.txt\n", "more.txt": "scipy\n", **RUNTIME}
    (finding,) = judge_files(None, files)
    assert finding.also == (Location("more.txt", 1, 1),)
