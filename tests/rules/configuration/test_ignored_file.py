from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "ignored-file"

QUIET = {"environment.yml": GOOD, "requirements.txt": "numpy\n"}
SPEAKING = {"environment.yml": GOOD, "requirements.txt": "numpy\nseaborn\n"}
PIPFILE = '[requires]\npython_version = "3.12"\n[packages]\nnumpy = "*"\n'


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "requirements.txt": "Numpy>=2\nrequests\n# seaborn\n"},
        {"environment.yml": GOOD, "requirements.txt": "jupyter\nnotebook\njupyterlab\n"},
        {"environment.yml": f"{GOOD}  - pytables\n", "requirements.txt": "tables\n"},
        {"environment.yml": f"{GOOD}  - matplotlib\n", "requirements.txt": "pillow\n"},
        {"environment.yml": GOOD, "requirements.txt": "sphinx\njupyter-book<2\nghp-import\n"},
        {
            "environment.yml": f"{GOOD}  - pip\n  - pip:\n    - -r requirements.txt\n",
            "requirements.txt": "seaborn\n",
        },
        {
            "environment.yml": GOOD,
            "requirements.txt": "seaborn\n",
            "postBuild": "#!/bin/bash\nset -e\npython -m pip install -r ./requirements.txt\n",
        },
        {
            "environment.yml": GOOD,
            "requirements.txt": "seaborn\n",
            ".readthedocs.yaml": "python:\n  install:\n    - requirements: requirements.txt\n",
        },
        {"environment.yml": GOOD, "requirements.txt": "accessible-pygments=0.0.5=pyhd8ed1ab_1\n"},
        {"environment.yml": GOOD, "requirements-dev.txt": "seaborn", "setup.py": "", "Pipfile": ""},
        {"binder/environment.yml": GOOD, "requirements.txt": "seaborn"},
        {"Dockerfile": "FROM x", "requirements.txt": "seaborn", "environment.yml": GOOD},
        {"environment.yml": "- x", "requirements.txt": "seaborn"},
        {"environment.yml": GOOD, "environment.yaml": GOOD},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_requirements_beside_conda(judge_files: Judge) -> None:
    (finding,) = judge_files(None, SPEAKING)
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location("requirements.txt", 2)
    assert finding.message == (
        "`requirements.txt` is ignored: `environment.yml` decides, and nothing else installs "
        "`seaborn`."
    )
    assert finding.fix == (
        "Add `- pip` and `- pip: [seaborn]` under `dependencies:` in `environment.yml`, and delete "
        "`requirements.txt`."
    )


def test_the_list_for_pip_that_there_is(judge_files: Judge) -> None:
    text = f"{GOOD}  - pip\n  - pip:\n    - scipy==1.16\n"
    (finding,) = judge_files(RULE, {"environment.yml": text, "requirements.txt": "seaborn"})
    assert "Add `- seaborn` to the list under `pip:` in `environment.yml`, and" in finding.fix


def test_many_are_included(judge_files: Judge) -> None:
    text = "seaborn\npolars\nplotly\nbokeh\n"
    (finding,) = judge_files(RULE, {"environment.yml": GOOD, "requirements.txt": text})
    assert "`- pip: [-r requirements.txt]` under `dependencies:`" in finding.fix
    mended = f"{GOOD}  - pip\n  - pip: [-r requirements.txt]\n"
    assert not judge_files(RULE, {"environment.yml": mended, "requirements.txt": text})


def test_note_where_it_builds_the_book_too(judge_files: Judge) -> None:
    files = {"environment.yml": GOOD, "requirements.txt": "jupyter-book\nseaborn\n"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)


def test_many_packages_are_counted(judge_files: Judge) -> None:
    text = "a-package\nb-package\nc-package\nd-package\ne-package\n"
    (finding,) = judge_files(RULE, {"environment.yml": GOOD, "requirements.txt": text})
    assert "`a-package`, `b-package`, `c-package` and 2 more." in finding.message


def test_one_finding_for_all(judge_files: Judge) -> None:
    files = {**SPEAKING, "Pipfile": f'{PIPFILE}polars = "*"\n'}
    (finding,) = judge_files(None, files)
    assert finding.location == Location("Pipfile", 5)
    assert finding.also == (Location("requirements.txt"),)


def test_beside_a_pipfile(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"Pipfile": PIPFILE, "requirements.txt": "seaborn\n"})
    assert "the `Pipfile` decides" in finding.message


def test_beside_nix(judge_files: Judge) -> None:
    (finding,) = judge_files(RULE, {"default.nix": "{ }", "environment.yml": GOOD})
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("environment.yml", 5)
