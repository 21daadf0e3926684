"""The rule about files that a page shows and Binder does not use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinx_binderhub.findings import Finding, Location, Severity
from sphinx_binderhub.page import Page, ShownEnvironment
from tests.conftest import ENVIRONMENT, write_files

Judge = Callable[..., list[Finding]]
QUIET = {
    "binder/environment.yml": ENVIRONMENT,
    "binder/postBuild": "#!/bin/bash\n",
    "requirements.txt": "numpy\n",
}


def showing(name: str | None, cell: int | None = None) -> Page:
    place = Location("index.md", 3, cell=cell)
    return Page("index", "index.md", environments=(ShownEnvironment(name, place, ""),))


@pytest.fixture
def root(make_repository: Callable[..., Path]) -> Path:
    return make_repository(QUIET)


@pytest.mark.parametrize(
    "name", [None, "", "postBuild", "binder/postBuild", "environment.yml", "binder/environment.yml"]
)
def test_a_file_that_is_used(root: Path, judge: Judge, name: str | None) -> None:
    assert judge("unused-file", root, [showing(name)]) == []


def test_a_misspelt_name(root: Path, judge: Judge) -> None:
    (finding,) = judge("unused-file", root, [showing("postbuild")])
    assert finding.severity is Severity.WARNING
    assert finding.location == Location("index.md", 3)
    assert finding.message == (
        "The `binder-environment` shows `postbuild`, which Binder does not use."
    )
    assert finding.fix == "Did you mean `postBuild`?"


def test_an_ignored_file_has_its_reason(root: Path, judge: Judge) -> None:
    (finding,) = judge("unused-file", root, [showing("requirements.txt", cell=4)])
    assert finding.message == (
        "The `binder-environment` in cell 4 shows `requirements.txt`, which Binder does not use: "
        "`binder/` exists, so the root is not searched."
    )
    assert finding.fix == (
        "Name a file that it uses: `binder/environment.yml`, `binder/postBuild`."
    )


@pytest.mark.parametrize(
    "name", ["../binder/postBuild", "..", ".", "/etc/passwd", "a" * 9999, "binder", "`x`", "\x00"]
)
def test_what_is_no_file(root: Path, judge: Judge, name: str) -> None:
    assert len(judge("unused-file", root, [showing(name)])) == 1


def test_each_place_has_its_finding(root: Path, judge: Judge) -> None:
    assert len(judge("unused-file", root, [showing("a"), showing("b"), showing("start")])) == 3


def test_a_file_that_is_not_committed_is_another_rules_matter(root: Path, judge: Judge) -> None:
    write_files(root, {"binder/start": "#!/bin/bash\n"})
    assert judge("unused-file", root, [showing("start")]) == []


@pytest.mark.parametrize(
    "files",
    [
        {"index.md": "# No environment\n"},
        {"runtime.txt": "3.12\n", "requirements.txt": "numpy\n"},
        {".binder/a": "", "binder/b": ""},
        {**QUIET, "conf.py": "binderhub_environment = {'repository': 'o/images', 'ref': 'v1'}\n"},
    ],
)
def test_where_nothing_is_used_there_is_another_cause(
    files: dict[str, str], make_repository: Callable[..., Path], judge: Judge
) -> None:
    root = make_repository(files)
    assert judge("unused-file", root, [showing("apt.txt")]) == []


def test_where_binder_uses_no_file_at_all(
    make_repository: Callable[..., Path], judge: Judge
) -> None:
    root = make_repository({"conf.py": "binderhub_profile = '2026.4.0'\n"})
    (finding,) = judge("unused-file", root, [showing("environment.yml")])
    assert finding.fix == "Add the file where Binder looks for it, or leave the option out."
