from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Severity
from tests.rules.conftest import GOOD, Judge

RULE = "two-binder-dirs"

QUIET = {"binder/environment.yml": GOOD}
SPEAKING = {"binder/environment.yml": GOOD, ".binder/apt.txt": ""}


@pytest.mark.parametrize("folder", ["binder", ".binder"])
def test_quiet(judge_files: Judge, folder: str) -> None:
    assert not judge_files(None, {f"{folder}/environment.yml": GOOD})


def test_speaks_alone(judge_files: Judge) -> None:
    (finding,) = judge_files(
        None, {"binder/environment.yml": GOOD, ".binder/x": "", "Dockerfile": ""}
    )
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert "git rm -r .binder" in finding.fix
    assert finding.also == ()


def test_only_folders_of_the_root_count(judge_files: Judge) -> None:
    assert not judge_files(RULE, {"binder/environment.yml": GOOD, "docs/.binder/x": ""})
