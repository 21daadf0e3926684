from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "wrong-directory"

QUIET = {"environment.yml": GOOD}
SPEAKING = {"book/environment.yml": GOOD}


@pytest.mark.parametrize(
    "files",
    [
        {"environment.yml": GOOD, "docs/requirements.txt": "sphinx", "docs/Dockerfile": ""},
        {"environment.yml": GOOD, "tests/environment.yml": "", ".github/environment.yml": ""},
        {"environment.yml": GOOD, "packages/a/requirements.txt": "numpy"},
        {
            "environment.yml": GOOD,
            "docs/environment.yml": GOOD,
            ".readthedocs.yaml": "conda:\n  environment: docs/environment.yml\n",
        },
        {"Dockerfile": "FROM x", "docs/environment.yml": GOOD},
        {"requirements.txt": "-r book/requirements.txt", "book/requirements.txt": "numpy"},
        {"a.ipynb": "", "node_modules/x/requirements.txt": ""},
        {"a.ipynb": "", "docs/gpu/scripts/environment.yml": GOOD},
        {"environment.yml": GOOD, "_template/environment.yml": GOOD},
    ],
)
def test_quiet(judge_files: Judge, files: dict[str, str]) -> None:
    assert not judge_files(RULE, files)


def test_error_where_nothing_else_is_found(judge_files: Judge) -> None:
    files = {"book/deep/requirements.txt": "numpy", "book/environment.yml": GOOD}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("book/environment.yml")
    assert finding.also == (Location("book/deep/requirements.txt"),)
    assert "`git mv book/environment.yml environment.yml`" in finding.fix
    assert not judge_files(None, {"environment.yml": GOOD, "book/deep/requirements.txt": "numpy"})


def test_the_suffix_that_every_release_reads(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"envs/environment.yaml": GOOD})
    assert "`git mv envs/environment.yaml environment.yml`" in finding.fix


def test_into_the_binder_directory_that_there_is(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/x": "", "my book/environment.yml": GOOD})
    assert finding.severity is Severity.ERROR
    assert "`git mv 'my book/environment.yml' binder/environment.yml`" in finding.fix


def test_note_where_an_environment_is_found(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"environment.yml": GOOD, "book/postBuild": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.NOTE)


def test_requirements_with_what_the_chapters_need(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"docs/requirements.txt": "numpy\nmatplotlib\n"})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)


def test_the_mend_overwrites_nothing(judge_files: Judge) -> None:
    (finding,) = judge_files(None, {"binder/environment.yml": GOOD, "book/environment.yml": GOOD})
    assert "git mv" not in finding.fix
    assert "into `binder/environment.yml`; if not, leave it." in finding.fix
