from __future__ import annotations

import pytest

from sphinx_binderhub.findings import Severity
from tests.rules.configuration.conftest import GOOD, Judge

RULE = "two-binder-dirs"


@pytest.mark.parametrize("folder", ["binder", ".binder"])
def test_quiet(judge: Judge, folder: str) -> None:
    assert not judge(None, {f"{folder}/environment.yml": GOOD})


def test_speaks_alone(judge: Judge) -> None:
    (finding,) = judge(None, {"binder/environment.yml": GOOD, ".binder/x": "", "Dockerfile": ""})
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert "git rm -r .binder" in finding.fix
    assert finding.also == ()


def test_only_folders_of_the_root_count(judge: Judge) -> None:
    assert not judge(RULE, {"binder/environment.yml": GOOD, "docs/.binder/x": ""})
