from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from sphinx_binderhub.findings import Location, Severity
from sphinx_binderhub.project import Project
from sphinx_binderhub.rules.runtime.r_snapshot_date import check
from sphinx_binderhub.tree import Tree
from tests.rules.conftest import GOOD, Judge

RULE = "r-snapshot-date"
QUIET = {"runtime.txt": "r-4.4-2026-06-01\n"}
SPEAKING = {"runtime.txt": "r-4.4-2018-12-06\n"}


@pytest.mark.parametrize("text", ["r-2018-12-07", "r-2025-02-28", "r-4.4", "python-3.12"])
def test_quiet(judge_files: Judge, text: str) -> None:
    assert not judge_files(RULE, {"runtime.txt": text})


@pytest.mark.parametrize("profile", ["2024.7.0", "2026.4.0", None])
@pytest.mark.parametrize("day", ["2018-12-06", "2015-01-01", "2026-13-01", "2025-02-29"])
def test_speaks(judge_files: Judge, day: str, profile: str | None) -> None:
    (finding,) = judge_files(None, {"runtime.txt": f"r-4.2-{day}\n"}, profile)
    assert (finding.rule, finding.severity) == (RULE, Severity.ERROR)
    assert finding.location == Location("runtime.txt", 1, 7)
    assert "2026-06-01" in finding.fix


def test_even_beside_an_environment_file(judge_files: Judge) -> None:
    files = {"binder/environment.yml": GOOD, "binder/runtime.txt": "r-2026-6-31"}
    (finding,) = judge_files(None, files)
    assert (finding.rule, finding.location) == (RULE, Location("binder/runtime.txt", 1, 3))


@pytest.mark.parametrize(
    ("day", "speaks"), [("2026-11-23", False), ("2026-11-24", True), ("2062-06-01", True)]
)
def test_future(make_tree: Callable[..., Tree], day: str, speaks: bool) -> None:
    project = Project(tree=make_tree({"runtime.txt": f"r-{day}"}))
    found = list(check(project, date(2026, 11, 22)))
    assert bool(found) is speaks
    for finding in found:
        assert finding.severity is Severity.WARNING
        assert finding.location == Location("runtime.txt", 1, 3)
        assert "`2026-11-15`" in finding.fix
