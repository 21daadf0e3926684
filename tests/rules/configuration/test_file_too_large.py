from __future__ import annotations

import json

import pytest

from sphinx_binderhub.findings import Location, Severity
from tests.rules.conftest import GOOD, Judge

RULE = "file-too-large"
LONG = "#!/bin/bash\nset -e\n" + "# x\n" * 80_000
QUIET = {"environment.yml": GOOD, "postBuild": LONG[:1000]}
SPEAKING = {"environment.yml": GOOD, "postBuild": LONG}


@pytest.mark.parametrize("name", ["postBuild", "start", ".dockerignore", "apt.txt", "runtime.txt"])
def test_speaks_once(judge_files: Judge, name: str) -> None:
    (finding,) = judge_files(None, {"environment.yml": GOOD, name: LONG})
    assert (finding.rule, finding.severity) == (RULE, Severity.WARNING)
    assert finding.location == Location(name)
    assert "kB large" in finding.message


@pytest.mark.parametrize(
    "name", ["Dockerfile", "Pipfile", "pyproject.toml", "Project.toml", "DESCRIPTION", "setup.cfg"]
)
def test_speaks(judge_files: Judge, name: str) -> None:
    found = judge_files(RULE, {name: LONG, "setup.py": ""})
    assert [one.location for one in found] == [Location(name)]


def test_a_lock_file_may_be_large(judge_files: Judge) -> None:
    packages = {f"p{number}": {"hashes": ["sha256:" + "0" * 64] * 9} for number in range(700)}
    lock = {"_meta": {"requires": {"python_version": "3.11"}}, "default": packages}
    assert not judge_files(RULE, {"Pipfile": "", "Pipfile.lock": json.dumps(lock)})
